//! Days, weeks, periods (rules.md §1). A week is keyed by the date of its Monday.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};

use super::names::named;

named! {
    #[derive(PartialOrd, Ord)]
    pub enum PeriodKind {
        Week = "week",
        Month = "month",
    }
}

impl PeriodKind {
    /// The other one of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Week => Self::Month,
            Self::Month => Self::Week,
        }
    }
}

/// A week or a calendar month, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub kind: PeriodKind,
    pub start: NaiveDate,
    pub end: NaiveDate,
}

impl Period {
    /// Years that a label may name; far enough from chrono's ends for every sum of days here.
    const YEARS: std::ops::RangeInclusive<i32> = 1990..=2199;

    pub fn of(kind: PeriodKind, date: NaiveDate) -> Self {
        match kind {
            PeriodKind::Week => Self::week_of(date),
            PeriodKind::Month => Self::month_of(date),
        }
    }

    pub fn week_of(date: NaiveDate) -> Self {
        let start = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
        Self { kind: PeriodKind::Week, start, end: start + Days::new(6) }
    }

    pub fn month_of(date: NaiveDate) -> Self {
        let start = date - Days::new(u64::from(date.day0()));
        Self { kind: PeriodKind::Month, start, end: start + Months::new(1) - Days::new(1) }
    }

    /// Reads `2026-W47` or `2026-11`; nothing else, and no week that its year does not have.
    pub fn parse(label: &str) -> Option<Self> {
        let (year, rest) = label.split_once('-')?;
        let two_digits = |text: &str| {
            (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())
                .flatten()
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = year.parse().ok().filter(|year| Self::YEARS.contains(year))?;
        match rest.strip_prefix('W') {
            Some(week) => {
                NaiveDate::from_isoywd_opt(year, two_digits(week)?, Weekday::Mon).map(Self::week_of)
            }
            None => NaiveDate::from_ymd_opt(year, two_digits(rest)?, 1).map(Self::month_of),
        }
    }

    /// `2026-W47` or `2026-11`.
    pub fn label(&self) -> String {
        match self.kind {
            PeriodKind::Week => {
                let week = self.start.iso_week();
                format!("{}-W{:02}", week.year(), week.week())
            }
            PeriodKind::Month => self.start.format("%Y-%m").to_string(),
        }
    }

    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }

    pub fn previous(&self) -> Self {
        Self::of(self.kind, self.start - Days::new(1))
    }

    pub fn next(&self) -> Self {
        Self::of(self.kind, self.end + Days::new(1))
    }

    /// The one with which it is compared over a year: 52 weeks before, so that weekdays are the same, or twelve
    /// months.
    pub fn year_before(&self) -> Self {
        match self.kind {
            PeriodKind::Week => Self::week_of(self.start - Days::new(7 * 52)),
            PeriodKind::Month => Self::month_of(self.start - Months::new(12)),
        }
    }

    /// The instant of the period before that stands as far into it as `now` does into this one: the same
    /// weekday, or the same day of the month or the last that there is, at the same hour.
    pub fn same_hour_before(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.kind {
            PeriodKind::Week => now - Days::new(7),
            PeriodKind::Month => now - Months::new(1),
        }
    }

    /// Those of a kind that hold the days from one to another, in order; at least that of the first day.
    pub fn covering(kind: PeriodKind, first: NaiveDate, last: NaiveDate) -> Vec<Self> {
        let next = |period: &Self| (period.end < last).then(|| period.next());
        std::iter::successors(Some(Self::of(kind, first)), next).collect()
    }

    /// The `count` periods that end with this one, oldest first.
    pub fn last(self, count: usize) -> Vec<Self> {
        let mut periods: Vec<_> =
            std::iter::successors(Some(self), |period| Some(period.previous()))
                .take(count)
                .collect();
        periods.reverse();
        periods
    }

    /// Its days Monday to Friday.
    pub fn weekdays(&self) -> impl Iterator<Item = NaiveDate> {
        let end = self.end;
        self.start
            .iter_days()
            .take_while(move |day| *day <= end)
            .filter(|day| day.weekday().num_days_from_monday() < 5)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_turn_of_the_year_belongs_to_iso_weeks() {
        assert_eq!(Period::week_of(day("2025-12-29")).label(), "2026-W01");
        let w53 = Period::parse("2026-W53").unwrap();
        assert_eq!((w53.start, w53.end), (day("2026-12-28"), day("2027-01-03")));
    }

    #[test]
    fn only_labels_of_weeks_and_months_that_exist_are_read() {
        for bad in [
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "2026-W53-8",
            "2026-W1",
            "2026-13",
            "2026-00",
            "99999999999",
            "0",
            "54",
            "",
            "2026",
            "2026-w47",
            "+026-W01",
            "2026-1",
            "1899-W01",
            "9999-W01",
            "2026-W٤٧",
        ] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_last_periods_run_up_to_this_one() {
        let labels: Vec<_> =
            Period::parse("2026-02").unwrap().last(3).iter().map(Period::label).collect();
        assert_eq!(labels, ["2025-12", "2026-01", "2026-02"]);
    }

    proptest! {
        #[test]
        fn every_day_is_in_exactly_one_week_and_one_month(days in 0u64..73_000) {
            let date = day("1990-01-01") + Days::new(days);
            for kind in [PeriodKind::Week, PeriodKind::Month] {
                let period = Period::of(kind, date);
                prop_assert!(period.contains(date));
                prop_assert!(!period.previous().contains(date) && !period.next().contains(date));
                prop_assert_eq!(period.previous().end + Days::new(1), period.start);
                prop_assert_eq!(Period::parse(&period.label()), Some(period));
            }
        }
    }
}
