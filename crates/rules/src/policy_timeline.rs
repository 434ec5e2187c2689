//! Which policy governs an office when, with the days that none governs and those that two do.

use chrono::{Days, NaiveDate};

use super::policy::governing;
use super::{OfficeId, OfficeTree, Period, PeriodKind, Policy};

/// Days that the same policies govern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    pub from: NaiveDate,
    /// `None`: for good, as far as is known.
    pub to: Option<NaiveDate>,
    pub weekly: Option<&'a Policy>,
    pub monthly: Option<&'a Policy>,
}

impl Span<'_> {
    /// Nobody is asked anything.
    pub fn is_gap(&self) -> bool {
        self.weekly.is_none() && self.monthly.is_none()
    }

    /// A week and a month both ask.
    pub fn is_overlap(&self) -> bool {
        self.weekly.is_some() && self.monthly.is_some()
    }
}

/// The spans of an office, the oldest first; it begins with the first day that is governed.
pub fn timeline<'a>(
    policies: &'a [Policy],
    offices: &OfficeTree,
    office: OfficeId,
) -> Vec<Span<'a>> {
    let covering: Vec<&Policy> = policies
        .iter()
        .filter(|policy| offices.depth_below(office, policy.office).is_some())
        .collect();
    let begins = covering.iter().map(|policy| policy.effective_from).min();
    let ends = covering.iter().filter_map(|policy| policy.effective_until);
    let last = covering.iter().map(|policy| policy.effective_from).chain(ends).max();
    let (Some(begin), Some(last)) = (begins, last) else { return Vec::new() };
    // Two months after the last change nothing changes any more.
    let horizon = Period::month_of(last).next().next().end;
    let asking = |kind, day| governing(policies, offices, office, &Period::of(kind, day));
    let mut spans: Vec<Span<'a>> = Vec::new();
    let mut day = begin;
    while day <= horizon {
        let until = next_change(day).min(horizon);
        let (weekly, monthly) = (asking(PeriodKind::Week, day), asking(PeriodKind::Month, day));
        match spans.last_mut() {
            Some(span) if (span.weekly, span.monthly) == (weekly, monthly) => span.to = Some(until),
            None if weekly.is_none() && monthly.is_none() => {}
            _ => spans.push(Span { from: day, to: Some(until), weekly, monthly }),
        }
        day = until + Days::new(1);
    }
    if let Some(span) = spans.last_mut() {
        span.to = None;
    }
    spans
}

/// The last day that lies in the same week and month as a day.
fn next_change(day: NaiveDate) -> NaiveDate {
    Period::week_of(day).end.min(Period::month_of(day).end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{policy_from, two_offices as offices};

    fn policy(id: i64, office: i64, period: PeriodKind, from: &str, until: Option<&str>) -> Policy {
        let effective_until = until.map(|day| day.parse().unwrap());
        Policy { effective_until, ..policy_from(id, office, period, from) }
    }

    fn described(policies: &[Policy], office: i64) -> Vec<String> {
        let id = |policy: Option<&Policy>| policy.map_or("-".into(), |one| one.id.to_string());
        let spans = timeline(policies, &offices(), OfficeId(office)).into_iter();
        let end = |to: Option<NaiveDate>| to.map_or(String::new(), |to| to.to_string());
        spans
            .map(|s| format!("{}..{} {} {}", s.from, end(s.to), id(s.weekly), id(s.monthly)))
            .collect()
    }

    use PeriodKind::{Month, Week};

    #[test]
    fn one_policy_follows_the_other() {
        let policies = [
            policy(1, 7, Week, "2026-01-05", None),
            policy(2, 7, Week, "2026-11-18", None),
            policy(3, 8, Week, "2026-12-07", Some("2026-12-20")),
        ];
        assert_eq!(described(&policies, 7), ["2026-01-05..2026-11-22 1 -", "2026-11-23.. 2 -"]);
        assert_eq!(
            described(&policies, 8),
            [
                "2026-01-05..2026-11-22 1 -",
                "2026-11-23..2026-12-06 2 -",
                "2026-12-07..2026-12-20 3 -",
                "2026-12-21.. 2 -",
            ]
        );
    }

    #[test]
    fn days_of_two_and_days_of_none_are_seen() {
        let policies =
            [policy(1, 7, Month, "2026-10-01", None), policy(2, 7, Week, "2026-11-23", None)];
        assert_eq!(
            described(&policies, 7),
            ["2026-10-01..2026-11-22 - 1", "2026-11-23..2026-11-30 2 1", "2026-12-01.. 2 -"]
        );
        // From a Tuesday on: the first week is that of the 7th.
        let gap = [policy(1, 7, Month, "2026-10-01", None), policy(2, 7, Week, "2026-12-01", None)];
        assert_eq!(
            described(&gap, 7),
            ["2026-10-01..2026-11-30 - 1", "2026-12-01..2026-12-06 - -", "2026-12-07.. 2 -"]
        );
        let spans = timeline(&gap, &offices(), OfficeId(7));
        assert_eq!(spans.iter().map(Span::is_gap).collect::<Vec<_>>(), [false, true, false]);
        let spans = timeline(&policies, &offices(), OfficeId(7));
        assert_eq!(spans.iter().map(Span::is_overlap).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn the_end_of_the_last_one_is_open_too() {
        let ended = [policy(1, 7, Week, "2026-01-07", Some("2026-06-30"))];
        assert_eq!(described(&ended, 7), ["2026-01-12..2026-06-28 1 -", "2026-06-29.. - -"]);
        assert_eq!(described(&ended[..0], 7), [""; 0]);
        assert_eq!(described(&[policy(1, 8, Week, "2026-01-05", None)], 7), [""; 0]);
        let withdrawn = [policy(1, 7, Week, "2026-01-05", Some("2026-01-04"))];
        assert_eq!(described(&withdrawn, 7), [""; 0]);
    }
}
