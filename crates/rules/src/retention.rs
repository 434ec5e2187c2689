//! How long what is not needed for any figure is kept. Purchases, totals, closed periods and the
//! audit are kept for ever (rules.md §9): there is no setting for them.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::problem::{self, Problem};

/// `None` keeps for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// How many years after the month of the purchase the files of its receipts go. Their rows stay.
    pub receipts_years: Option<u32>,
    /// How many months after a leave its document goes. The leave stays.
    #[serde(default)]
    pub documents_months: Option<u32>,
    /// How many months after a mail was made what it said goes. Its row stays.
    pub mail_months: Option<u32>,
    /// How many months after an import the rows of its table go, by which it could be undone.
    #[serde(default)]
    pub imports_months: Option<u32>,
    /// How many months after somebody has left their address, telephone, login and password go. Their name and
    /// figures stay.
    #[serde(default)]
    pub leavers_months: Option<u32>,
    /// How many months after it was last used a browser that somebody has signed in from is forgotten.
    #[serde(default)]
    pub devices_months: Option<u32>,
}

/// What a new installation begins with. Documents say most about people and are needed for the shortest time:
/// a leave is decided about before it, and counts for periods that close soon after it.
/// Imports are undone in their first days, and who has left a year ago does not come back to their account.
pub const OF_A_NEW_INSTALLATION: Retention = Retention {
    receipts_years: Some(5),
    documents_months: Some(12),
    mail_months: Some(12),
    imports_months: Some(12),
    leavers_months: Some(12),
    devices_months: Some(3),
};

/// A purchase can be recorded a year late, and its period closes after that.
const LEAST_YEARS: u32 = 2;
const MOST_YEARS: u32 = 50;
const MOST_MONTHS: u32 = 600;

impl Retention {
    /// Files go of purchases made before this day.
    pub fn receipts_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        let month = today - Days::new(u64::from(today.day0()));
        month.checked_sub_months(Months::new(self.receipts_years? * 12))
    }

    /// Documents go of leaves that ended before this day.
    pub fn documents_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(Months::new(self.documents_months?))
    }

    /// Bodies go of mails made before this day.
    pub fn mails_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(Months::new(self.mail_months?))
    }

    /// Rows go of tables imported before this day.
    pub fn imports_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(Months::new(self.imports_months?))
    }

    /// Accounts go of people who left before this day.
    pub fn leavers_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(Months::new(self.leavers_months?))
    }

    /// Browsers are forgotten that were not used since this day.
    pub fn devices_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(Months::new(self.devices_months?))
    }
}

/// Reads years; empty for ever.
pub fn years(text: &str) -> Result<Option<u32>, Problem> {
    span("receipts_years", text, LEAST_YEARS..=MOST_YEARS)
}

/// Reads months in a field; empty for ever.
pub fn months(field: &str, text: &str) -> Result<Option<u32>, Problem> {
    span(field, text, 1..=MOST_MONTHS)
}

fn span(
    field: &str,
    text: &str,
    range: std::ops::RangeInclusive<u32>,
) -> Result<Option<u32>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    problem::whole(field, Some(text), 0, range).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_setting_everything_is_kept() {
        let retention = Retention::default();
        assert_eq!(retention.receipts_before(day("2026-11-20")), None);
        assert_eq!(retention.mails_before(day("2026-11-20")), None);
    }

    #[test]
    fn years_count_from_the_end_of_the_month_of_the_purchase() {
        let five = Retention {
            receipts_years: Some(5),
            documents_months: Some(12),
            mail_months: Some(3),
            leavers_months: Some(12),
            ..Retention::default()
        };
        assert_eq!(five.receipts_before(day("2026-11-30")), Some(day("2021-11-01")));
        assert_eq!(five.receipts_before(day("2026-12-01")), Some(day("2021-12-01")));
        assert_eq!(five.mails_before(day("2026-05-31")), Some(day("2026-02-28")));
        assert_eq!(five.leavers_before(day("2026-05-31")), Some(day("2025-05-31")));
        assert_eq!(five.imports_before(day("2026-05-31")), None);
    }

    #[test]
    fn a_year_is_too_short_for_receipts() {
        assert_eq!(years(" "), Ok(None));
        assert_eq!(years("2"), Ok(Some(2)));
        for text in ["0", "1", "51", "-3", "lima"] {
            assert_eq!(years(text).unwrap_err().code, "not-in-range", "{text}");
        }
        assert_eq!(months("mail_months", "0").unwrap_err().code, "not-in-range");
        assert_eq!(months("mail_months", "1"), Ok(Some(1)));
    }
}
