//! Which purchases people look at: nobody can check everything (rules.md §9: "A seeded, reproducible random
//! sample (default 5% a week) is proposed for review").
//!
//! A purchase is drawn or not by itself: by the seed of the week in which it was bought, and by its own id. So
//! the same seed always gives the same list, whatever else was recorded, and whoever knows the seed can draw
//! it again with tools that every machine has.

use super::PurchaseId;
use super::names::named;

named! {
    /// Whether a purchase is proposed to reviewers.
    pub enum Attention {
        /// Something about it is like another one, or its seller is doubted.
        Flagged = "flagged",
        /// It is in the sample of its week.
        Drawn = "drawn",
        /// Neither: whoever wants to look at it finds it among all of them.
        Ordinary = "ordinary",
    }
}

named! {
    /// What a list of purchases is narrowed to beside their state.
    pub enum Mark {
        Flagged = "flagged",
        Drawn = "drawn",
        NoReceipt = "no_receipt",
    }
}

/// How many of a hundred are drawn, where a week does not say otherwise.
pub const USUAL_PERCENT: i16 = 5;

/// What the digest of a draw is made of.
pub fn drawn_by(seed: &str, purchase: PurchaseId) -> String {
    format!("{seed}:{purchase}")
}

/// The highest number that is drawn, of those of eight hexadecimal digits.
pub fn highest_drawn(percent: i16) -> u32 {
    let percent = u64::try_from(percent.clamp(0, 100)).unwrap_or_default();
    let below = (percent << 32) / 100;
    u32::try_from(below.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// Whether it is drawn, by the SHA-256 of [`drawn_by`] in hexadecimal: its first eight digits are a number of
/// 32 bits, and so many of a hundred of those are low enough.
pub fn is_drawn(digest: &str, percent: i16) -> bool {
    let number = digest.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    percent > 0 && number.is_some_and(|number| number <= highest_drawn(percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_of_a_hundred_are_drawn() {
        assert_eq!(format!("{:08x}", highest_drawn(5)), "0ccccccb");
        assert_eq!(highest_drawn(100), u32::MAX);
        assert!(is_drawn("0ccccccb and more", 5) && !is_drawn("0cccccccc", 5));
        assert!(is_drawn("00000000", 1) && !is_drawn("00000000", 0));
        assert!(!is_drawn("no digest", 100) && !is_drawn("00", 100));
        assert_eq!(drawn_by("seed", PurchaseId(12)), "seed:12");
    }
}
