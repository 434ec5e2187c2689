//! How people come into their account without a password: by which way they are handed the secret, and
//! what the code of a slip looks like.

use super::names::named;

named! {
    /// The way by which somebody is handed the link or the code that opens their account.
    pub enum Channel {
        Mail = "mail",
        /// A printed slip with a code.
        Slip = "slip",
        Whatsapp = "whatsapp",
    }
}

/// The letters of codes. None looks like another, in small letters either, and without vowels they
/// make no words.
pub const LETTERS: &[u8; 20] = b"BCDFGHJKMNPQRSTVWXYZ";
/// How many a code has: with [`LETTERS`] there are 25,600,000,000 codes.
pub const CODE_LENGTH: usize = 8;
/// For how many days a slip works.
pub const SLIP_DAYS: i64 = 14;

/// The code made of random bytes; `None` where one of them would favour some letters. Ask again.
pub fn code_of(random: [u8; CODE_LENGTH]) -> Option<String> {
    // 240 is the largest multiple of twenty letters that a byte holds.
    let letter = |byte: u8| (byte < 240).then(|| char::from(LETTERS[usize::from(byte % 20)]));
    random.into_iter().map(letter).collect()
}

/// A code as it was typed: in small letters, with blanks or hyphens in it. `None` for what is no code.
pub fn typed_code(typed: &str) -> Option<String> {
    let is_filling = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '.' | '–');
    let code: String = typed.chars().filter(|letter| !is_filling(*letter)).collect();
    let code = code.to_ascii_uppercase();
    let sound = code.len() == CODE_LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
    sound.then_some(code)
}

/// A telephone number as WhatsApp wants it: with the code of the country and nothing but digits.
/// `None` for what cannot be one.
pub fn whatsapp_number(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let number = match digits.strip_prefix('0') {
        Some(rest) if !phone.trim_start().starts_with('+') => format!("62{rest}"),
        _ => digits,
    };
    // A mobile number in Indonesia is 62 8 and eight to eleven more.
    let rest = number.strip_prefix("628")?;
    (7..=11).contains(&rest.len()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_only_letters_that_cannot_be_mistaken() {
        assert_eq!(code_of([0, 1, 19, 20, 39, 40, 239, 7]).unwrap(), "BCZBZBZK");
        assert_eq!(code_of([0, 1, 2, 3, 4, 5, 6, 240]), None);
        for mistaken in b"ILOUAE015" {
            assert!(!LETTERS.contains(mistaken));
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["KQXWMNPT", "kqxw mnpt", " Kqxw-Mnpt ", "kqxw.mnpt"] {
            assert_eq!(typed_code(typed).as_deref(), Some("KQXWMNPT"), "{typed}");
        }
        for wrong in ["", "KQXW", "KQXWMNPTT", "KQXWMNP0", "KQXWMNPA", "ÄQXWMNPT"] {
            assert_eq!(typed_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn telephones_are_written_in_many_ways() {
        for phone in ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 34567890"] {
            assert_eq!(whatsapp_number(phone).as_deref(), Some("6281234567890"), "{phone}");
        }
        for none in ["", "0334-881234", "112", "+65 8123 4567", "0812", "08123456789012345"] {
            assert_eq!(whatsapp_number(none), None, "{none}");
        }
    }
}
