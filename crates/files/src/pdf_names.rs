//! The names in a PDF, as far as they stand in the clear.

const LONGEST_NAME: usize = 32;

/// Every `/Name` with where it ends, `#4a` read as the letter that it stands for.
pub(super) fn names(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += memchr::memchr(b'/', bytes.get(at..)?)? + 1;
        let mut name = Vec::new();
        while let Some(&byte) = bytes.get(at).filter(|byte| is_regular(**byte)) {
            at += 1;
            let escaped = bytes.get(at..at + 2).filter(|_| byte == b'#').and_then(hex);
            name.push(escaped.unwrap_or(byte));
            at += if escaped.is_some() { 2 } else { 0 };
            if name.len() == LONGEST_NAME {
                break;
            }
        }
        Some((name, at))
    })
}

pub(super) fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Neither white space nor one of the marks that end a name.
fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(&byte)
}
