//! Passwords that many choose: guessed first, wherever one guesses.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::secret;

/// Words that many choose, one a line. Ours: put together by hand from what is known to be common
/// everywhere and from Indonesian names, places, clubs and phrases.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = include_str!("common_passwords.txt").lines();
    words.filter(|word| !word.is_empty() && !word.starts_with('#')).collect()
});

/// The 100,000 most common of those that are long enough (`common_passwords.md`). One of 10,000 others is
/// taken for one of them.
static FILTER: &[u8] = include_bytes!("common_passwords.bloom");
/// How often a password is looked for in the filter.
const HASHES: u64 = 13;

/// Lower case letters and figures only.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a password in small letters and figures is one of them.
pub(super) fn is_common(plain: &str) -> bool {
    WORDS.contains(plain) || is_in_filter(plain)
}

fn is_in_filter(plain: &str) -> bool {
    let hash = secret::hash(plain);
    let number =
        |at: usize| hash.get(at..at + 16).and_then(|hex| u64::from_str_radix(hex, 16).ok());
    let (Some(first), Some(step)) = (number(0), number(16)) else { return false };
    let bits = FILTER.len() as u64 * 8;
    (0..HASHES).all(|hash| {
        let bit = first.wrapping_add(hash.wrapping_mul(step)) % bits;
        let byte = usize::try_from(bit / 8).ok().and_then(|at| FILTER.get(at));
        byte.is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        assert!((180..=400).contains(&WORDS.len()), "{}", WORDS.len());
        for word in WORDS.iter() {
            assert_eq!(plain(word), *word);
        }
    }

    #[test]
    fn what_is_common_everywhere_is_known_and_little_else() {
        for word in ["1029384756", "123456qwerty", "1234567890q", "terminator", "qwertyuiop"] {
            assert!(is_in_filter(word), "{word}");
        }
        let others =
            (0..100_000).filter(|n| is_in_filter(&format!("becak biru nomor {n}"))).count();
        assert!(others < 40, "{others} of 100,000 were taken for common ones");
    }
}
