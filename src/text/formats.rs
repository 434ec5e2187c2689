//! Numbers, rupiah and dates as Indonesian and English readers write them.
//!
//! Rupiah follow the official spelling `Rp1.234.567`, without a space.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Timelike};

use super::{Language, fixed, text_with};
use crate::rules::money;

/// Whole rupiah: `Rp1.234.567` or `Rp1,234,567`; negative ones as `-Rp5.000`.
pub fn rupiah(language: Language, amount: i64) -> String {
    signed(language, "Rp", amount)
}

/// A whole number with thousands separators.
pub fn number(language: Language, value: i64) -> String {
    signed(language, "", value)
}

/// A rate between 0 and 1 as whole percent; `–` for none. 100% is said only when it is everyone.
pub fn percent(rate: Option<f64>) -> String {
    rate.map_or_else(
        || "–".to_owned(),
        |rate| {
            let rounded = (rate * 100.0).round();
            let capped = if rate < 1.0 { rounded.min(99.0) } else { rounded };
            format!("{capped:.0}%")
        },
    )
}

fn signed(language: Language, unit: &str, value: i64) -> String {
    let separator = match language {
        Language::Indonesian => '.',
        Language::English => ',',
    };
    // Room for `-Rp999.999.999.999`.
    let mut text = String::with_capacity(18);
    if value < 0 {
        text.push('-');
    }
    text.push_str(unit);
    money::push_groups(&mut text, value.unsigned_abs(), separator);
    text
}

/// `Jumat, 20 November 2026`.
pub fn date_long(language: Language, date: NaiveDate) -> String {
    let mut text = date_text(weekday(language, date));
    text.push_str(", ");
    push_date(&mut text, language, date);
    text
}

/// `20 November 2026`.
pub fn date_plain(language: Language, date: NaiveDate) -> String {
    let mut text = date_text("");
    push_date(&mut text, language, date);
    text
}

/// Room for the longest range, so that no format grows its text.
fn date_text(start: impl AsRef<str>) -> String {
    let mut text = String::with_capacity(48);
    text.push_str(start.as_ref());
    text
}

fn push_date(text: &mut String, language: Language, date: NaiveDate) {
    // Writing to a text cannot fail.
    let _ = write!(text, "{} {} {}", date.day(), month(language, date), date.year());
}

/// `Jumat, 20 Nov`: for lists within one year.
pub fn date_day(language: Language, date: NaiveDate) -> String {
    format!("{}, {} {}", weekday(language, date), date.day(), month_short(language, date))
}

/// `20 Nov 2026`.
pub fn date_short(language: Language, date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_short(language, date), date.year())
}

/// `November 2026`.
pub fn month_year(language: Language, date: NaiveDate) -> String {
    format!("{} {}", month(language, date), date.year())
}

/// `16–22 November 2026`, `28 September – 4 Oktober 2026`, `28 Desember 2026 – 3 Januari 2027`.
pub fn date_range(language: Language, from: NaiveDate, to: NaiveDate) -> String {
    let mut text = date_text("");
    // Writing to a text cannot fail.
    let _ = if from == to {
        Ok(())
    } else if from.year() != to.year() {
        write!(text, "{} {} {} – ", from.day(), month(language, from), from.year())
    } else if from.month() != to.month() {
        write!(text, "{} {} – ", from.day(), month(language, from))
    } else {
        write!(text, "{}–", from.day())
    };
    push_date(&mut text, language, to);
    text
}

/// The seven days of the week that holds `day`, as [`date_range`].
pub fn week_range(language: Language, day: NaiveDate) -> String {
    let monday = day.week(chrono::Weekday::Mon).first_day();
    date_range(language, monday, monday.checked_add_days(Days::new(6)).unwrap_or(monday))
}

/// `Pekan 47`: the ISO number of the week that holds `day`.
pub fn week_label(language: Language, day: NaiveDate) -> String {
    text_with(language, "week-label", &[("week", day.iso_week().week().into())])
}

/// `47`: the ISO number alone.
pub fn week_number(day: NaiveDate) -> String {
    day.iso_week().week().to_string()
}

/// `23.59` or `23:59`, in the offset that `at` carries.
pub fn time(language: Language, at: DateTime<FixedOffset>) -> String {
    let separator = match language {
        Language::Indonesian => '.',
        Language::English => ':',
    };
    format!("{:02}{separator}{:02}", at.hour(), at.minute())
}

/// `Rabu, 25 November 2026 pukul 23.59 WIB`, in the offset that `at` carries; `zone` is its label.
pub fn moment(language: Language, at: DateTime<FixedOffset>, zone: &str) -> String {
    let date = date_long(language, at.date_naive());
    let time = time(language, at);
    text_with(
        language,
        "moment",
        &[("date", (&date).into()), ("time", (&time).into()), ("zone", zone.into())],
    )
}

/// `Rabu`.
pub fn weekday(language: Language, date: NaiveDate) -> Cow<'static, str> {
    fixed(language, &format!("weekday-{}", date.weekday().number_from_monday()))
}

/// `November`.
pub fn month(language: Language, date: NaiveDate) -> Cow<'static, str> {
    fixed(language, &format!("month-{}", date.month()))
}

/// `Nov`.
pub fn month_short(language: Language, date: NaiveDate) -> Cow<'static, str> {
    fixed(language, &format!("month-short-{}", date.month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Indonesian};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn amounts() {
        assert_eq!(rupiah(Indonesian, 1_234_567), "Rp1.234.567");
        assert_eq!(rupiah(English, 1_234_567), "Rp1,234,567");
        assert_eq!(rupiah(Indonesian, -5_000), "-Rp5.000");
        assert_eq!(rupiah(Indonesian, 0), "Rp0");
        assert_eq!(rupiah(English, 100), "Rp100");
        assert_eq!(rupiah(Indonesian, i64::MIN), "-Rp9.223.372.036.854.775.808");
        assert_eq!(number(Indonesian, 5_588_245), "5.588.245");
    }

    #[test]
    fn rates() {
        assert_eq!(percent(Some(0.8095)), "81%");
        assert_eq!(percent(Some(0.29)), "29%");
        assert_eq!(percent(Some(0.9999)), "99%");
        assert_eq!(percent(Some(1.0)), "100%");
        assert_eq!(percent(None), "–");
    }

    #[test]
    fn days() {
        let friday = day("2026-11-20");
        assert_eq!(date_long(Indonesian, friday), "Jumat, 20 November 2026");
        assert_eq!(date_long(English, friday), "Friday, 20 November 2026");
        assert_eq!(date_day(Indonesian, friday), "Jumat, 20 Nov");
        assert_eq!(date_short(Indonesian, day("2026-08-17")), "17 Agu 2026");
        assert_eq!(month_year(Indonesian, friday), "November 2026");
    }

    #[test]
    fn ranges() {
        let range = |from, to| date_range(Indonesian, day(from), day(to));
        assert_eq!(range("2026-11-16", "2026-11-22"), "16–22 November 2026");
        assert_eq!(range("2026-09-28", "2026-10-04"), "28 September – 4 Oktober 2026");
        assert_eq!(range("2026-12-28", "2027-01-03"), "28 Desember 2026 – 3 Januari 2027");
        assert_eq!(range("2026-11-16", "2026-11-16"), "16 November 2026");
        assert_eq!(week_range(English, day("2026-11-20")), "16–22 November 2026");
    }

    #[test]
    fn weeks() {
        assert_eq!(week_label(Indonesian, day("2026-11-16")), "Pekan 47");
        assert_eq!(week_label(English, day("2027-01-03")), "Week 53");
        assert_eq!(week_label(English, day("2025-12-29")), "Week 1");
    }

    #[test]
    fn moments() {
        let at = DateTime::parse_from_rfc3339("2026-11-25T23:59:00+07:00").unwrap();
        assert_eq!(moment(Indonesian, at, "WIB"), "Rabu, 25 November 2026 pukul 23.59 WIB");
        assert_eq!(moment(English, at, "WIB"), "Wednesday, 25 November 2026 at 23:59 WIB");
    }
}
