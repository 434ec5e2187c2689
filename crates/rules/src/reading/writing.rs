//! Letters that cannot be seen, and how words are compared.

use std::borrow::Cow;

use crate::keys::is_invisible;

/// What can be seen of a text: marks that chat programs and web pages leave are gone, any kind of
/// space is a space, and there is one of them between words.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |text: &str| {
        text.is_ascii()
            && !text.bytes().any(|byte| byte.is_ascii_control())
            && !text.contains("  ")
            && !text.starts_with(' ')
            && !text.ends_with(' ')
    };
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let seen: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
    Cow::Owned(seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Marks that show nothing, and control characters that are no space.
fn is_mark(letter: char) -> bool {
    is_invisible(letter) || (letter.is_control() && !letter.is_whitespace())
}

/// Small letters and digits only, as headings and choices are compared.
pub fn key(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_nobody_sees_are_gone() {
        for (written, seen) in [
            ("Sri Wahyuni", "Sri Wahyuni"),
            ("\u{202D}Budi\u{00A0}Santoso\u{202C}", "Budi Santoso"),
            ("SITI  AMINAH ", "SITI AMINAH"),
            ("Ahmad\r\nFulan", "Ahmad Fulan"),
            ("\u{FEFF}a\u{200B}b", "ab"),
            ("Ma’ruf é ʿAisyah", "Ma’ruf é ʿAisyah"),
            ("\u{200B}", ""),
        ] {
            assert_eq!(visible(written), seen, "{written:?}");
        }
        assert_eq!(key(" N.I.P / Baru "), "nipbaru");
    }
}
