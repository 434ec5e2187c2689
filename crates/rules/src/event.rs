//! Bazaars, expos, campaigns that come again each week, and places at which small businesses sell: when they are
//! on, and how many of those planned for a year were held.

use chrono::{Datelike, Days, NaiveDate};

use super::channel::BuiltIn;
use super::names::named;
use super::problem::{self, Problem, Problems, problem_with_value};

named! {
    pub enum EventKind {
        Bazaar = "bazaar",
        Expo = "expo",
        /// Such as the Friday on which everybody buys at the stalls before the office.
        Campaign = "campaign",
        /// A place that is there all year: it is no event of a year's plan.
        SalePoint = "sale_point",
    }
}

impl EventKind {
    /// By which channel one usually buys there.
    pub fn channel(self) -> BuiltIn {
        match self {
            Self::Bazaar | Self::Expo => BuiltIn::Bazaar,
            Self::Campaign => BuiltIn::Direct,
            Self::SalePoint => BuiltIn::SalePoint,
        }
    }
}

named! {
    pub enum EventState {
        Planned = "planned",
        Cancelled = "cancelled",
    }
}

/// When an event is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub from: NaiveDate,
    /// None of a place that stays.
    pub to: Option<NaiveDate>,
    /// The day of the week on which it comes again, 1 is Monday; none where it is on every day.
    pub weekday: Option<u8>,
}

/// Once that an event is on: its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Schedule {
    pub fn is_on(&self, day: NaiveDate) -> bool {
        let in_span = self.from <= day && self.to.is_none_or(|to| day <= to);
        in_span && self.weekday.is_none_or(|weekday| number(day) == weekday)
    }

    /// Each time that begins within these days. A place that stays is no occurrence.
    pub fn occurrences(&self, first: NaiveDate, last: NaiveDate) -> Vec<Occurrence> {
        let Some(to) = self.to else { return Vec::new() };
        let begins = |day: &NaiveDate| first <= *day && *day <= last;
        let Some(weekday) = self.weekday else {
            let once = Occurrence { from: self.from, to };
            return Some(once).filter(|once| begins(&once.from)).into_iter().collect();
        };
        let ahead = (7 + u64::from(weekday) - u64::from(number(self.from))) % 7;
        let days = (self.from + Days::new(ahead)).iter_weeks().take_while(|day| *day <= to);
        days.filter(begins).map(|day| Occurrence { from: day, to: day }).collect()
    }

    /// The last day on which it has been on, as seen from this day.
    pub fn last_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        let end = self.to.map_or(today, |to| to.min(today));
        let mut days = end.iter_days().rev().take(7).take_while(|day| *day >= self.from);
        days.find(|day| self.is_on(*day))
    }
}

fn number(day: NaiveDate) -> u8 {
    // 1 to 7.
    u8::try_from(day.weekday().number_from_monday()).unwrap_or(u8::MAX)
}

/// How the events of a year stand, or those of some days of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Entered and not cancelled.
    pub planned: u32,
    /// Those of them that have begun.
    pub held: u32,
    pub cancelled: u32,
}

impl Held {
    pub fn add(&mut self, state: EventState, once: Occurrence, today: NaiveDate) {
        match state {
            EventState::Cancelled => self.cancelled += 1,
            EventState::Planned => {
                self.planned += 1;
                self.held += u32::from(once.from <= today);
            }
        }
    }
}

/// The days of a year; none for a year that no calendar has.
pub fn year(number: i32) -> Option<(NaiveDate, NaiveDate)> {
    NaiveDate::from_ymd_opt(number, 1, 1).zip(NaiveDate::from_ymd_opt(number, 12, 31))
}

/// What is known of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub name: String,
    pub kind: EventKind,
    pub schedule: Schedule,
    pub place: Option<String>,
    /// The sub-district.
    pub district: Option<String>,
    pub organiser: Option<String>,
    pub expected_sellers: Option<u32>,
}

/// The fields of a [`Draft`], as forms and the API name them.
pub const FIELDS: [&str; 9] =
    ["name", "kind", "from", "to", "weekday", "place", "district", "organiser", "expected_sellers"];

/// The same as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub kind: String,
    pub from: String,
    /// Left out: it is over on the day on which it begins, and a place stays.
    pub to: Option<String>,
    /// 1 is Monday.
    pub weekday: Option<String>,
    pub place: Option<String>,
    pub district: Option<String>,
    pub organiser: Option<String>,
    pub expected_sellers: Option<String>,
}

const LONGEST_NAME: usize = 80;
const LONGEST_PLACE: usize = 120;
const MOST_SELLERS: u32 = 10_000;
/// Of one event, so that a year typed wrong does not fill the calendar: two years of weeks.
const LONGEST_DAYS: u64 = 731;

impl Draft {
    /// What is known, as a form shows it.
    pub fn of(details: &Details) -> Self {
        let Details { name, kind, schedule, place, district, organiser, expected_sellers } =
            details.clone();
        Self {
            name,
            kind: kind.name().to_owned(),
            from: schedule.from.to_string(),
            to: schedule.to.map(|day| day.to_string()),
            weekday: schedule.weekday.map(|number| number.to_string()),
            place,
            district,
            organiser,
            expected_sellers: expected_sellers.map(|count| count.to_string()),
        }
    }

    /// Every fault at once.
    pub fn check(&self) -> Result<Details, Vec<Problem>> {
        let mut problems = Problems::default();
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let kind = EventKind::from_name(self.kind.trim())
            .ok_or_else(|| problem_with_value("kind", "unknown-choice", &self.kind));
        let kind = problems.take(kind);
        let schedule = kind.and_then(|kind| self.schedule(kind, &mut problems));
        let mut line = |field: &str, text: &Option<String>| {
            problems.take(problem::optional_line(field, text.as_deref(), LONGEST_PLACE)).flatten()
        };
        let place = line("place", &self.place);
        let district = line("district", &self.district);
        let organiser = line("organiser", &self.organiser);
        let expected = problem::given(self.expected_sellers.as_deref())
            .map(|text| problem::whole("expected_sellers", Some(text), 0, 0..=MOST_SELLERS));
        let expected_sellers = problems.take(expected.transpose()).flatten();
        match (name, kind, schedule) {
            (Some(name), Some(kind), Some(schedule)) if problems.is_empty() => {
                Ok(Details { name, kind, schedule, place, district, organiser, expected_sellers })
            }
            _ => Err(problems.into_vec()),
        }
    }

    fn schedule(&self, kind: EventKind, problems: &mut Problems) -> Option<Schedule> {
        let from = problems.take(problem::date("from", &self.from));
        let given = problem::given(self.to.as_deref());
        let to = problems.take(given.map(|text| problem::date("to", text)).transpose());
        let weekday = problem::given(self.weekday.as_deref())
            .map(|text| problem::whole("weekday", Some(text), 1, 1..=7))
            .transpose();
        let weekday = problems.take(weekday);
        let (from, to, weekday) = (from?, to?, weekday?);
        let weekday = weekday.and_then(|number| u8::try_from(number).ok());
        let to = if kind == EventKind::SalePoint { to } else { to.or(Some(from)) };
        let schedule = Schedule { from, to, weekday };
        if to.is_some_and(|to| to < from) {
            problems.add(Problem::new("to", "ends-before-start"));
            return None;
        }
        if kind != EventKind::SalePoint && to.is_some_and(|to| from + Days::new(LONGEST_DAYS) < to)
        {
            problems.add(Problem::new("to", "event-too-long").with("days", LONGEST_DAYS));
            return None;
        }
        if to.is_some_and(|to| weekday.is_some() && schedule.occurrences(from, to).is_empty()) {
            problems.add(Problem::new("weekday", "event-never-on"));
            return None;
        }
        Some(schedule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fridays() -> Schedule {
        Schedule { from: day("2026-11-02"), to: Some(day("2027-01-10")), weekday: Some(5) }
    }

    #[test]
    fn a_campaign_comes_again_each_week() {
        let all = fridays().occurrences(day("2026-01-01"), day("2027-12-31"));
        assert_eq!(all.first().unwrap().from, day("2026-11-06"));
        assert_eq!(all.last().unwrap().from, day("2027-01-08"));
        assert_eq!(all.len(), 10);
        let of_2027 = fridays().occurrences(day("2027-01-01"), day("2027-12-31"));
        assert_eq!(of_2027.len(), 2);
        assert!(fridays().is_on(day("2026-11-20")) && !fridays().is_on(day("2026-11-21")));
        assert!(!fridays().is_on(day("2026-10-30")) && !fridays().is_on(day("2027-01-15")));
    }

    #[test]
    fn a_bazaar_of_three_days_is_held_once() {
        let bazaar =
            Schedule { from: day("2026-12-30"), to: Some(day("2027-01-01")), weekday: None };
        let (first, last) = year(2026).unwrap();
        assert_eq!(bazaar.occurrences(first, last).len(), 1);
        // It belongs to the year in which it begins.
        let (first, last) = year(2027).unwrap();
        assert!(bazaar.occurrences(first, last).is_empty());
        assert!(bazaar.is_on(day("2026-12-31")) && !bazaar.is_on(day("2027-01-02")));
        assert_eq!(bazaar.last_before(day("2026-12-31")), Some(day("2026-12-31")));
        assert_eq!(bazaar.last_before(day("2027-03-01")), Some(day("2027-01-01")));
        assert_eq!(bazaar.last_before(day("2026-12-01")), None);
        assert_eq!(fridays().last_before(day("2026-11-26")), Some(day("2026-11-20")));
    }

    #[test]
    fn a_place_that_stays_is_on_every_day_and_in_no_plan() {
        let place = Schedule { from: day("2026-01-01"), to: None, weekday: None };
        assert!(place.is_on(day("2031-05-05")));
        assert!(place.occurrences(day("2026-01-01"), day("2026-12-31")).is_empty());
    }

    #[test]
    fn planned_against_held() {
        let mut sum = Held::default();
        let today = day("2026-11-20");
        for once in fridays().occurrences(day("2026-01-01"), day("2026-12-31")) {
            sum.add(EventState::Planned, once, today);
        }
        let gone = Occurrence { from: day("2026-03-01"), to: day("2026-03-01") };
        sum.add(EventState::Cancelled, gone, today);
        assert_eq!(sum, Held { planned: 8, held: 3, cancelled: 1 });
    }

    fn draft() -> Draft {
        Draft {
            name: " Bazar Ramadan ".into(),
            kind: "bazaar".into(),
            from: "2026-03-02".into(),
            ..Draft::default()
        }
    }

    fn faults(draft: &Draft) -> Vec<String> {
        let found = draft.check().unwrap_err();
        found.iter().map(|problem| format!("{}: {}", problem.field, problem.code)).collect()
    }

    #[test]
    fn an_event_that_says_no_end_is_on_for_a_day() {
        let details = draft().check().unwrap();
        assert_eq!((details.name.as_str(), details.kind), ("Bazar Ramadan", EventKind::Bazaar));
        assert_eq!(details.schedule.to, Some(day("2026-03-02")));
        let place = Draft { kind: "sale_point".into(), ..draft() }.check().unwrap();
        assert_eq!(place.schedule.to, None);
    }

    #[test]
    fn every_fault_is_named() {
        let wrong = Draft {
            name: " ".into(),
            kind: "party".into(),
            expected_sellers: Some("banyak".into()),
            ..draft()
        };
        let found = faults(&wrong);
        assert!(found[0].starts_with("name: "), "{found:?}");
        assert_eq!(found[1], "kind: unknown-choice");
        assert!(found[2].starts_with("expected_sellers: "), "{found:?}");
        let to = |to: &str, weekday: &str| Draft {
            to: Some(to.into()),
            weekday: Some(weekday.into()),
            ..draft()
        };
        assert_eq!(faults(&to("2026-03-01", "")), ["to: ends-before-start"]);
        assert_eq!(faults(&to("2036-03-01", "")), ["to: event-too-long"]);
        // From Monday to Wednesday there is no Friday.
        assert_eq!(faults(&to("2026-03-04", "5")), ["weekday: event-never-on"]);
        assert!(faults(&to("2026-03-04", "8"))[0].starts_with("weekday: "));
    }
}
