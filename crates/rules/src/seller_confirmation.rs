//! What a seller says of purchases there: by a link, without an account and without names of buyers.

use chrono::{Days, NaiveDate};

use super::names::named;
use super::period::Period;

named! {
    /// What the seller says of a purchase.
    pub enum SellerAnswer {
        Confirmed = "confirmed",
        /// Nothing was sold for that amount on that day.
        Denied = "denied",
    }
}

/// Weeks that a seller is asked about, the running one among them.
const WEEKS: u64 = 5;

/// From this day on a seller is asked.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    Period::week_of(today).start - Days::new(7 * (WEEKS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::day;

    #[test]
    fn five_weeks_are_asked_about() {
        assert_eq!(first_day(day("2026-11-26")), day("2026-10-26"));
        assert_eq!(first_day(day("2026-11-23")), day("2026-10-26"));
        assert_eq!(first_day(day("2026-11-22")), day("2026-10-19"));
    }
}
