//! Days as people write them. A day whose numbers could be swapped is no day yet: the file shows, or
//! somebody says, which of them comes first.

use chrono::{Datelike, Days, NaiveDate};

use super::writing::visible;
use crate::names::named;

named! {
    /// Which number of a date such as 02/11/2026 comes first.
    pub enum DateOrder {
        DayFirst = "dmy",
        MonthFirst = "mdy",
    }
}

/// What a cell says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDay {
    /// One day; where only its numbers show which comes first, they prove the order.
    Known(NaiveDate, Option<DateOrder>),
    /// Either of two days.
    Swappable {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
    Unknown,
}

impl WrittenDay {
    /// The day, if one is meant or the order is known.
    pub fn by(self, order: Option<DateOrder>) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Known(day, _), _) => Some(day),
            (Self::Swappable { day_first, .. }, Some(DateOrder::DayFirst)) => Some(day_first),
            (Self::Swappable { month_first, .. }, Some(DateOrder::MonthFirst)) => Some(month_first),
            _ => None,
        }
    }
}

/// Days that a decree may join by a range.
const LONGEST_RANGE: u64 = 31;

const WEEKDAYS: [&str; 16] = [
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "jum'at",
    "sabtu",
    "minggu",
    "ahad",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// How months begin, in Indonesian, in English, and as people shorten them.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["mei", "may"],
    &["jun"],
    &["jul"],
    &["agu", "ags", "agt", "aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov", "nop"],
    &["des", "dec"],
];

/// Reads one day.
pub fn read(text: &str) -> WrittenDay {
    let text = visible(text).to_lowercase();
    let text = without_weekday(without_time(&text));
    if let Some(day) = serial(text) {
        return WrittenDay::Known(day, None);
    }
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [whole] if whole.len() == 8 => known(whole.get(..4), whole.get(4..6), whole.get(6..)),
        [year, month, day] if year.len() == 4 => known(Some(year), Some(month), Some(day)),
        [one, other, year] if number(one).is_some() && number(other).is_some() => {
            numbers(one, other, year)
        }
        [day, month, year] if number(day).is_some() => known(Some(year), Some(month), Some(day)),
        [month, day, year] => known(Some(year), Some(month), Some(day)),
        _ => WrittenDay::Unknown,
    }
}

fn known(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> WrittenDay {
    let found = year.zip(month).zip(day).and_then(|((year, month), day)| {
        NaiveDate::from_ymd_opt(written_year(year)?, written_month(month)?, number(day)?)
    });
    found.map_or(WrittenDay::Unknown, |day| WrittenDay::Known(day, None))
}

fn numbers(one: &str, other: &str, year: &str) -> WrittenDay {
    let date = |day: &str, month: &str| {
        NaiveDate::from_ymd_opt(written_year(year)?, number(month)?, number(day)?)
    };
    match (date(one, other), date(other, one)) {
        (Some(day), Some(same)) if day == same => WrittenDay::Known(day, None),
        (Some(day_first), Some(month_first)) => WrittenDay::Swappable { day_first, month_first },
        (Some(day), None) => WrittenDay::Known(day, Some(DateOrder::DayFirst)),
        (None, Some(day)) => WrittenDay::Known(day, Some(DateOrder::MonthFirst)),
        (None, None) => WrittenDay::Unknown,
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
}

/// Two digits are of this century up to 69: nobody was appointed before 1970 and still works.
fn written_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    match text.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn written_month(text: &str) -> Option<u32> {
    if let Some(month) = number(text) {
        return Some(month);
    }
    let begins = |starts: &&[&str]| starts.iter().any(|start| text.starts_with(start));
    let letters = text.chars().all(char::is_alphabetic);
    let found = MONTHS.iter().position(begins).filter(|_| letters)?;
    u32::try_from(found + 1).ok()
}

/// A midnight, or any other time, says nothing about the day.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| {
        rest.len() >= 4
            && rest.as_bytes()[0].is_ascii_digit()
            && rest.contains([':', '.'])
            && rest.chars().all(|c| c.is_ascii_digit() || ":.+z-apm ".contains(c))
    };
    let at = text.char_indices().find(|(at, letter)| {
        *at >= 8 && matches!(letter, ' ' | 't') && is_time(text[at + 1..].trim_start())
    });
    at.map_or(text, |(at, _)| text[..at].trim_end())
}

fn without_weekday(text: &str) -> &str {
    let named = WEEKDAYS.iter().find_map(|day| text.strip_prefix(day));
    named.map_or(text, |rest| rest.trim_start_matches([',', ' ', '/']))
}

/// A spreadsheet's count of days, which shows where a cell lost its format.
fn serial(text: &str) -> Option<NaiveDate> {
    const COUNTED: std::ops::Range<u64> = 20_000..80_000;
    let (days, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || !digits(days) || !digits(part) {
        return None;
    }
    let days = days.parse().ok().filter(|days| COUNTED.contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// All days that a decree names in one cell: `9-10 Maret`, `31 Maret s.d. 1 April 2027`, `20, 21
/// dan 23 Maret`. `year` is that of the whole table.
pub fn several(text: &str, year: Option<i32>) -> Option<Vec<NaiveDate>> {
    let text = visible(text).to_lowercase().replace("s.d.", "-").replace("s/d", "-");
    let spaced = text.replace(['-', '–', '—'], " - ").replace([',', '&', '.'], " ");
    let (mut days, mut joined, mut open): (Vec<Named>, bool, Option<i32>) =
        (Vec::new(), false, None);
    for word in spaced.split_whitespace() {
        if matches!(word, "-" | "sampai" | "hingga") {
            joined = true;
        } else if let Some(day) = number(word) {
            days.push(Named { day, month: None, joined: std::mem::take(&mut joined) });
        } else if let Some(month) = written_month(word) {
            days.iter_mut().filter(|day| day.month.is_none()).for_each(|d| d.month = Some(month));
        } else if let Some(found) = written_year(word) {
            open = Some(found);
        } else if !matches!(word, "dan" | "and" | "tanggal") && !WEEKDAYS.contains(&word) {
            return None;
        }
    }
    let year = open.or(year)?;
    let mut found: Vec<NaiveDate> = Vec::new();
    for day in days {
        let date = NaiveDate::from_ymd_opt(year, day.month?, day.day)?;
        let first = found.last().copied().filter(|_| day.joined);
        let between = first.map_or(date, |first| first + Days::new(1)).iter_days();
        let between = between.take_while(|one| *one <= date);
        let before = found.len();
        found.extend(between.take(usize::try_from(LONGEST_RANGE).unwrap_or(usize::MAX)));
        if found.len() == before || found.last() != Some(&date) {
            return None;
        }
    }
    Some(found).filter(|found| !found.is_empty())
}

/// A day of a decree whose month may come after it.
struct Named {
    day: u32,
    month: Option<u32>,
    /// Whether all days since the one before are meant as well.
    joined: bool,
}

/// The year that a title such as `CUTI BERSAMA TAHUN 2027` names, if it names one.
pub fn year_of(title: &str) -> Option<i32> {
    let words = title.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    let mut years = words.filter_map(|word| word.parse().ok()).filter(|year| *year >= 2000);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// Whether a day is one that a district can mean.
pub fn is_plausible(day: NaiveDate) -> bool {
    (1900..2200).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_day_is_read_however_it_is_written() {
        for text in [
            "1 Maret 2026",
            "01 Maret 2026",
            "1 maret 2026",
            "2026-03-01",
            "2026-03-01 00:00:00",
            "2026-03-01T00:00:00",
            "2026/03/01",
            "1-Mar-26",
            "1 March 2026",
            "March 1, 2026",
            "46082",
            "46082.3125",
            "20260301",
            "Minggu, 1 Maret 2026",
            "Sunday, March 1, 2026",
        ] {
            assert_eq!(read(text), WrittenDay::Known(day("2026-03-01"), None), "{text}");
        }
        assert_eq!(read("1 Agt 2026").by(None), Some(day("2026-08-01")));
        assert_eq!(read("17 Nopember 1998").by(None), Some(day("1998-11-17")));
        assert_eq!(read("1 Mei 99").by(None), Some(day("1999-05-01")));
        assert_eq!(read("01/01/2024"), WrittenDay::Known(day("2024-01-01"), None));
        for text in
            ["besok", "", "2024-13-01", "32/01/2026", "1/2", "12345", "1 2 3 4", "1 Foo 2026"]
        {
            assert_eq!(read(text), WrittenDay::Unknown, "{text}");
        }
    }

    #[test]
    fn what_could_be_swapped_is_no_day_until_the_order_is_known() {
        for text in ["02/11/2026", "2-11-26", "02.11.2026", "2/11/2026 00:00"] {
            assert_eq!(read(text).by(None), None, "{text}");
            assert_eq!(read(text).by(Some(DateOrder::DayFirst)), Some(day("2026-11-02")), "{text}");
            let swapped = read(text).by(Some(DateOrder::MonthFirst));
            assert_eq!(swapped, Some(day("2026-02-11")), "{text}");
        }
        let proven =
            |text, order| assert!(matches!(read(text), WrittenDay::Known(_, o) if o == order));
        proven("31/01/2027", Some(DateOrder::DayFirst));
        proven("03/13/2026", Some(DateOrder::MonthFirst));
    }

    #[test]
    fn a_decree_names_several_days_at_once() {
        let outcome = |text, year| {
            several(text, year).map(|days| days.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let year = Some(2027);
        assert_eq!(outcome("1 Januari", year).unwrap(), ["2027-01-01"]);
        assert_eq!(outcome("9-10 Maret", year).unwrap(), ["2027-03-09", "2027-03-10"]);
        let across = ["2027-03-31", "2027-04-01"];
        assert_eq!(outcome("31 Maret s.d. 1 April 2027", None).unwrap(), across);
        let expected = ["2027-03-20", "2027-03-21", "2027-03-23"];
        assert_eq!(outcome("20, 21 dan 23 Maret", year).unwrap(), expected);
        for text in ["9-10 Maret", "10-9 Maret 2027", "Maret 2027", "1-2-2027", "libur"] {
            assert_eq!(outcome(text, None), None, "{text}");
        }
        assert_eq!(year_of("HARI LIBUR NASIONAL DAN CUTI BERSAMA TAHUN 2027"), year);
        assert_eq!(year_of("Tahun 2026 dan 2027"), None);
    }
}
