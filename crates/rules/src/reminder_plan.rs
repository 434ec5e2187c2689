//! Which reminders go out next (rules.md §10), for whoever wants to know before they do.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::reminder::{PERSONAL, Timing, duty, is_about, periods_near, timing};
use super::{OfficeId, Period, ReminderKind, Rulebook};

/// A reminder about a period that goes to the people of some offices at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub at: DateTime<Utc>,
    /// Whether it goes out already, to whoever becomes short.
    pub begun: bool,
    pub kind: ReminderKind,
    pub period: Period,
    pub offices: Vec<OfficeId>,
}

/// Those that go out until an instant, the next one first; of periods that have begun.
pub fn planned(rulebook: &Rulebook, now: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Planned> {
    let mut offices: BTreeMap<_, Vec<OfficeId>> = BTreeMap::new();
    for period in periods_near(rulebook, now) {
        for office in rulebook.offices.iter().map(|office| office.id) {
            for kind in ReminderKind::ALL {
                let (at, begun) = match next(rulebook, kind, &period, office, now) {
                    Some(Timing::Now) => (now, true),
                    Some(Timing::After(at)) if at <= until => (at, false),
                    _ => continue,
                };
                offices.entry((at, kind, period, begun)).or_default().push(office);
            }
        }
    }
    let planned = offices.into_iter().map(|((at, kind, period, begun), offices)| Planned {
        at,
        begun,
        kind,
        period,
        offices,
    });
    planned.collect()
}

/// When it goes to an office; none where nothing is asked of its people.
fn next(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    office: OfficeId,
    now: DateTime<Utc>,
) -> Option<Timing> {
    let policy = duty(rulebook, office, period);
    let concerns = if PERSONAL.contains(&kind) {
        policy.is_some()
    } else {
        is_about(rulebook, office, period)
    };
    // A period that has not begun has nobody who is short of anything.
    let has_begun = period.start <= rulebook.zone(office).date(now);
    (concerns && has_begun).then(|| timing(rulebook, kind, period, office, policy, now))
}
