//! Values of a PDF in the bytes of its file: a dictionary, and what stands in it.

use super::pdf_names::{hex, names};

/// Of a dictionary no more is read.
pub const LONGEST: usize = 4096;

/// The dictionary that stands at a place, or the one to which a reference there leads.
pub fn dictionary(file: &[u8], at: usize) -> Option<&[u8]> {
    let here = file[at..].trim_ascii_start();
    if here.starts_with(b"<<") {
        return Some(&here[..here.len().min(LONGEST)]);
    }
    let words = here[..here.len().min(64)].split(u8::is_ascii_whitespace);
    let mut words = words.filter(|word| !word.is_empty());
    let (object, generation) = (words.next()?, words.next()?);
    if !object.iter().chain(generation).all(u8::is_ascii_digit) {
        return None;
    }
    let head = [object, b" ", generation, b" obj"].concat();
    let starts = memchr::memmem::find_iter(file, &head);
    let start = starts.filter(|at| *at == 0 || !file[at - 1].is_ascii_digit()).last()?;
    let body = file[start + head.len()..].trim_ascii_start();
    let body = &body[..body.len().min(LONGEST)];
    let end = memchr::memmem::find(body, b"endobj").unwrap_or(body.len());
    body.starts_with(b"<<").then(|| &body[..end])
}

/// What stands behind a name of a dictionary.
pub fn after<'a>(dictionary: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let (_, at) = names(dictionary).find(|(name, _)| name == wanted)?;
    Some(dictionary[at..].trim_ascii_start())
}

pub fn integer(text: &[u8]) -> Option<i64> {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+');
    let end = text.iter().position(|byte| !is_part(byte)).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok()?.parse().ok()
}

/// A string as hexadecimal digits or in brackets.
pub fn string(text: &[u8]) -> Option<Vec<u8>> {
    match text.first()? {
        b'<' => {
            let end = memchr::memchr(b'>', text)?;
            let mut digits: Vec<u8> =
                text[1..end].iter().copied().filter(u8::is_ascii_hexdigit).collect();
            if digits.len() % 2 == 1 {
                digits.push(b'0');
            }
            digits.chunks(2).map(hex).collect()
        }
        b'(' => literal(&text[1..]),
        _ => None,
    }
}

fn literal(text: &[u8]) -> Option<Vec<u8>> {
    let (mut found, mut depth, mut at) = (Vec::new(), 0, 0);
    loop {
        let byte = *text.get(at)?;
        at += 1;
        match byte {
            b')' if depth == 0 => return Some(found),
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\\' => {
                let escaped = *text.get(at)?;
                let octal = text[at..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
                let digits = octal.count();
                at += digits.max(1);
                match escaped {
                    b'\n' => continue,
                    b'\r' => {
                        at += usize::from(text.get(at) == Some(&b'\n'));
                        continue;
                    }
                    b'n' => found.push(b'\n'),
                    b'r' => found.push(b'\r'),
                    b't' => found.push(b'\t'),
                    b'b' => found.push(8),
                    b'f' => found.push(12),
                    _ if digits > 0 => {
                        let value = text[at - digits..at]
                            .iter()
                            .fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0'));
                        found.push(u8::try_from(value & 0xFF).unwrap_or_default());
                    }
                    other => found.push(other),
                }
                continue;
            }
            _ => {}
        }
        found.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_writers_write_them() {
        assert_eq!(string(b"<48 65 6c6C 6F7>"), Some(b"Hellop".to_vec()));
        assert_eq!(
            string(
                br"(a\)\(\\(b)\101\n\
c)"
            ),
            Some(b"a)(\\(b)A\nc".to_vec())
        );
        for broken in [&b""[..], b"(", b"(\\", b"<4", b"12"] {
            assert_eq!(string(broken), None);
        }
    }
}
