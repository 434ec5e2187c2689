//! Days that count (rules.md §2): every Friday, the 17th of a month, the third Friday, twin dates.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Period, Problem};

/// One entry of the list of a policy; a day counts when it fits at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CountsOn {
    /// 1 is Monday.
    Weekdays(Vec<u8>),
    MonthDays(Vec<u8>),
    /// The first to fifth of a month, or -1 for the last; 1 is Monday.
    NthWeekday {
        nth: i8,
        weekday: u8,
    },
    /// Day equals month: 1/1, 2/2. It is `true`.
    TwinDates(bool),
}

/// A policy names no more.
pub const MOST: usize = 20;
const WEEKDAYS: std::ops::RangeInclusive<u8> = 1..=7;
const MONTH_DAYS: std::ops::RangeInclusive<u8> = 1..=31;

impl CountsOn {
    fn fits(&self, day: NaiveDate) -> bool {
        let is = |number: u8, value: u32| u32::from(number) == value;
        let weekday = day.weekday().number_from_monday();
        match self {
            Self::Weekdays(list) => list.iter().any(|one| is(*one, weekday)),
            Self::MonthDays(list) => list.iter().any(|one| is(*one, day.day())),
            Self::NthWeekday { nth, weekday: wanted } => {
                let last = Period::month_of(day).end.day();
                let fits = match u32::try_from(*nth) {
                    Ok(nth) => day.day0() / 7 + 1 == nth,
                    Err(_) => day.day() + 7 > last,
                };
                fits && is(*wanted, weekday)
            }
            Self::TwinDates(on) => *on && day.day() == day.month(),
        }
    }

    /// The same in order and without repetition.
    fn check(self, field: &str) -> Result<Self, Problem> {
        let wrong = || Problem::new(field, "counts-on-unclear");
        let list = |mut list: Vec<u8>, range: &std::ops::RangeInclusive<u8>| {
            list.sort_unstable();
            list.dedup();
            let fits = !list.is_empty() && list.iter().all(|one| range.contains(one));
            fits.then_some(list).ok_or_else(wrong)
        };
        match self {
            Self::Weekdays(days) => list(days, &WEEKDAYS).map(Self::Weekdays),
            Self::MonthDays(days) => list(days, &MONTH_DAYS).map(Self::MonthDays),
            Self::NthWeekday { nth, weekday } => {
                let fits = (nth == -1 || (1..=5).contains(&nth)) && WEEKDAYS.contains(&weekday);
                if fits { Ok(self) } else { Err(wrong()) }
            }
            Self::TwinDates(on) => {
                if on {
                    Ok(self)
                } else {
                    Err(wrong())
                }
            }
        }
    }
}

/// Whether a day counts; an empty list is every day.
pub fn counts(list: &[CountsOn], day: NaiveDate) -> bool {
    list.is_empty() || list.iter().any(|one| one.fits(day))
}

/// Whether any day of a period counts.
pub fn any(list: &[CountsOn], period: &Period) -> bool {
    let mut days = period.start.iter_days().take_while(|day| *day <= period.end);
    list.is_empty() || days.any(|day| counts(list, day))
}

/// The list of a policy as it came in; every fault at once.
pub(super) fn check(list: &[CountsOn]) -> Result<Vec<CountsOn>, Vec<Problem>> {
    if list.len() > MOST {
        return Err(vec![Problem::new("counts_on", "too-many").with("most", MOST)]);
    }
    let mut problems = Vec::new();
    let mut found: Vec<CountsOn> = Vec::new();
    for (index, one) in list.iter().enumerate() {
        match one.clone().check(&format!("counts_on.{index}")) {
            Ok(one) if found.contains(&one) => {}
            Ok(one) => found.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(json: &str) -> CountsOn {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn days_fit_as_a_calendar_has_them() {
        for (json, fits, fits_not) in [
            (r#"{"weekdays":[5]}"#, "2026-11-20", "2026-11-21"),
            (r#"{"month_days":[17,31]}"#, "2026-12-31", "2026-11-30"),
            (r#"{"nth_weekday":{"nth":3,"weekday":5}}"#, "2026-11-20", "2026-11-13"),
            (r#"{"nth_weekday":{"nth":1,"weekday":7}}"#, "2026-11-01", "2026-11-08"),
            (r#"{"nth_weekday":{"nth":5,"weekday":1}}"#, "2026-11-30", "2026-11-23"),
            (r#"{"nth_weekday":{"nth":-1,"weekday":6}}"#, "2026-11-28", "2026-11-21"),
            (r#"{"twin_dates":true}"#, "2026-11-11", "2026-11-12"),
        ] {
            let rule = [read(json)];
            assert!(counts(&rule, day(fits)) && !counts(&rule, day(fits_not)), "{json}");
            assert_eq!(serde_json::to_string(&rule[0]).unwrap(), json);
        }
        assert!(counts(&[], day("2026-11-20")));
        let twin = [read(r#"{"twin_dates":true}"#)];
        assert!(any(&twin, &Period::parse("2026-11").unwrap()));
        assert!(!any(&twin, &Period::parse("2026-W47").unwrap()));
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        for json in [
            r#"{"weekdays":[]}"#,
            r#"{"weekdays":[0]}"#,
            r#"{"weekdays":[8]}"#,
            r#"{"month_days":[32]}"#,
            r#"{"nth_weekday":{"nth":0,"weekday":1}}"#,
            r#"{"nth_weekday":{"nth":6,"weekday":1}}"#,
            r#"{"nth_weekday":{"nth":-2,"weekday":1}}"#,
            r#"{"twin_dates":false}"#,
        ] {
            let problems = check(&[read(json)]).unwrap_err();
            assert_eq!(
                (&*problems[0].field, problems[0].code),
                ("counts_on.0", "counts-on-unclear")
            );
        }
        let twice = [read(r#"{"weekdays":[5,1,5]}"#), read(r#"{"weekdays":[1,5]}"#)];
        assert_eq!(check(&twice).unwrap(), [CountsOn::Weekdays(vec![1, 5])]);
        assert!(check(&vec![twice[0].clone(); MOST + 1]).is_err());
    }
}
