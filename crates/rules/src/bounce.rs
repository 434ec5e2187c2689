//! Addresses at which nobody is: what says so of one, and when it is not written to any more.

use super::names::named;

named! {
    /// Who has said that nobody is at an address.
    pub enum BounceSource {
        /// The mail server, to the mail's face.
        Refused = "refused",
        /// A mail that came back (RFC 3464).
        Returned = "returned",
        /// An administrator.
        Entered = "entered",
    }
}

/// So many hard failures, and an address is not written to any more.
pub const FAILURES: u64 = 2;

/// Whether an address is not written to any more, by what was said of it since it was last cleared.
pub fn is_marked(failures: u64, was_entered: bool) -> bool {
    was_entered || failures >= FAILURES
}

/// Whether a refusal says that nobody is at the address, and not that the mailbox is full, the sender not
/// welcome or the relay closed: then it says nothing about the address. By the enhanced code of RFC 3463
/// where there is one (`550 5.1.1 …`), else by the code of RFC 5321.
pub fn nobody_is_there(code: Option<u16>, words: &str) -> bool {
    let enhanced = words.split([' ', '\t', '-']).find_map(enhanced);
    match (enhanced, code) {
        (Some((5, 1, detail)), _) => !matches!(detail, 7 | 8),
        (Some((5, subject, detail)), _) => (subject, detail) == (2, 1),
        (Some(_), _) => false,
        (None, Some(code)) => matches!(code, 550 | 551 | 553) && !speaks_of_relaying(words),
        (None, None) => false,
    }
}

/// `5.1.1`, in its parts.
fn enhanced(word: &str) -> Option<(u16, u16, u16)> {
    let mut parts = word.trim_start_matches('#').split('.').map(str::parse);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(class @ (2 | 4 | 5))), Some(Ok(subject)), Some(Ok(detail)), None) => {
            Some((class, subject, detail))
        }
        _ => None,
    }
}

/// Old servers say by words alone that they take nothing for strangers.
fn speaks_of_relaying(words: &str) -> bool {
    let words = words.to_lowercase();
    ["relay", "spam", "block", "denied", "policy"].iter().any(|word| words.contains(word))
}
