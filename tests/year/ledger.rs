//! What happened in the district, written down beside it, and what each period comes to by
//! `rules.md` alone: day by day, in the plainest way, with nothing of `crates/rules`.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

pub struct OfficeFact {
    pub code: &'static str,
    pub parent: Option<&'static str>,
    /// Hours before UTC.
    pub zone: i64,
}

pub struct PolicyFact {
    pub title: &'static str,
    pub office: &'static str,
    pub monthly: bool,
    pub from: NaiveDate,
    pub amount: i64,
    pub count: usize,
    pub tiers: Vec<TierFact>,
    /// For holidays, and for leave.
    pub prorated: (bool, bool),
    pub grace: u64,
}

/// Whom it names (empty: any), and what they owe.
#[derive(Default)]
pub struct TierFact {
    pub levels: &'static [&'static str],
    pub grades: &'static [&'static str],
    pub kinds: &'static [&'static str],
    pub amount: i64,
}

#[derive(Clone)]
pub struct Place {
    pub from: NaiveDate,
    /// `None`: has left.
    pub office: Option<&'static str>,
    pub level: &'static str,
    pub grade: &'static str,
    pub kind: &'static str,
}

pub struct Bought {
    pub on: NaiveDate,
    pub amount: i64,
    pub recorded_at: DateTime<Utc>,
    pub counts: bool,
}

#[derive(Default)]
pub struct PersonFact {
    /// In order of their days.
    pub places: Vec<Place>,
    pub leave: Vec<(NaiveDate, NaiveDate)>,
    pub bought: Vec<Bought>,
}

#[derive(Default)]
pub struct Ledger {
    pub offices: Vec<OfficeFact>,
    /// In the order in which they were created.
    pub policies: Vec<PolicyFact>,
    /// With the office that alone is closed, with all below it.
    pub holidays: Vec<(NaiveDate, Option<&'static str>)>,
    pub people: Vec<PersonFact>,
}

/// What is to be stored of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub office: &'static str,
    pub policy: Option<&'static str>,
    pub status: &'static str,
    pub minimum: Option<i64>,
    pub minimum_count: Option<usize>,
    pub counted: i64,
    pub count: usize,
    pub shortfall: Option<i64>,
}

fn days(start: NaiveDate, end: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    start.iter_days().take_while(move |day| *day <= end)
}

impl PersonFact {
    pub fn belongs(&self, day: NaiveDate) -> bool {
        self.place(day).is_some()
    }

    fn place(&self, day: NaiveDate) -> Option<&Place> {
        self.places.iter().rev().find(|place| place.from <= day).filter(|it| it.office.is_some())
    }
}

impl Ledger {
    fn office(&self, code: &str) -> &OfficeFact {
        self.offices.iter().find(|office| office.code == code).unwrap()
    }

    fn depth(&self, code: &str) -> usize {
        self.office(code).parent.map_or(0, |parent| 1 + self.depth(parent))
    }

    fn is_below(&self, code: &str, above: &str) -> bool {
        code == above || self.office(code).parent.is_some_and(|parent| self.is_below(parent, above))
    }

    /// The policy that governs an office in a period (rules.md §2).
    pub fn governs(&self, office: &str, monthly: bool, start: NaiveDate) -> Option<&PolicyFact> {
        let holds = |one: &&PolicyFact| one.from <= start && self.is_below(office, one.office);
        // Of equals the later created is the last.
        let winner =
            self.policies.iter().filter(holds).max_by_key(|it| (self.depth(it.office), it.from));
        winner.filter(|policy| policy.monthly == monthly)
    }

    /// `None` for somebody without an office on the last day. `now`: what has been recorded by then.
    pub fn line(
        &self,
        who: usize,
        monthly: bool,
        (start, end): (NaiveDate, NaiveDate),
        now: DateTime<Utc>,
    ) -> Option<Line> {
        let person = &self.people[who];
        let last = person.place(end)?;
        let office = last.office?;
        let counting =
            person.bought.iter().filter(|one| one.counts && (start..=end).contains(&one.on));
        let bought: Vec<_> = counting.filter(|one| one.recorded_at <= now).collect();
        let counted = bought.iter().map(|one| one.amount).sum();
        let count = bought.len();
        let (policy, minimum, shortfall) = (None, None, None);
        let status = "not_obliged";
        let none = Line {
            office,
            policy,
            status,
            minimum,
            minimum_count: None,
            counted,
            count,
            shortfall,
        };
        if days(start, end).any(|day| person.place(day).is_none()) {
            return Some(none);
        }
        let Some(policy) = self.governs(office, monthly, start) else { return Some(none) };
        let tier = policy.tiers.iter().find(|tier| {
            let fits = |all: &[&str], own: &str| all.is_empty() || all.contains(&own);
            fits(tier.levels, last.level)
                && fits(tier.grades, last.grade)
                && fits(tier.kinds, last.kind)
        });
        let (amount, least) = tier.map_or((policy.amount, policy.count), |tier| (tier.amount, 0));
        let (minimum, least, free) =
            self.asked((person, office), policy, (start, end), (amount, least));
        let ends = (end + Days::new(policy.grace + 1)).and_hms_opt(0, 0, 0).unwrap().and_utc()
            - chrono::Duration::hours(self.office(office).zone);
        let in_time = || bought.iter().filter(|one| one.recorded_at < ends);
        let on_time: i64 = in_time().map(|one| one.amount).sum();
        let status = if free {
            "exempt"
        } else if on_time >= minimum && in_time().count() >= least {
            "met"
        } else if counted >= minimum && count >= least {
            "met_late"
        } else if now < ends {
            "open"
        } else {
            "short"
        };
        Some(Line {
            policy: Some(policy.title),
            status,
            minimum: Some(minimum),
            minimum_count: Some(least),
            shortfall: Some((minimum - counted).max(0)),
            ..none
        })
    }

    /// The minimum and the count of these days, and whether there are none (rules.md §4).
    fn asked(
        &self,
        (person, office): (&PersonFact, &str),
        policy: &PolicyFact,
        (start, end): (NaiveDate, NaiveDate),
        (amount, count): (i64, usize),
    ) -> (i64, usize, bool) {
        let away = |day: &NaiveDate| person.leave.iter().any(|(from, to)| from <= day && day <= to);
        let work = days(start, end)
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .collect::<Vec<_>>();
        let closed = |day: &NaiveDate| {
            let here = |of: Option<&str>| of.is_none_or(|of| self.is_below(office, of));
            self.holidays.iter().any(|(on, of)| on == day && here(*of))
        };
        let off = work.iter().filter(|day| closed(day)).count();
        let leave = work.iter().filter(|day| !closed(day) && away(day)).count();
        let all = work.len();
        if all == off + leave {
            return (0, 0, true);
        }
        let less = |yes: bool, days: usize| if yes { days } else { 0 };
        let asked = all - less(policy.prorated.0, off) - less(policy.prorated.1, leave);
        if asked == all {
            return (amount, count, false);
        }
        let share = |all: i64, asked: i64| (amount * asked + all * 1000 - 1) / (all * 1000) * 1000;
        let [all_days, asked_days] = [all, asked].map(|days| i64::try_from(days).unwrap());
        (share(all_days, asked_days), (count * asked).div_ceil(all), false)
    }
}
