//! Who is due a reminder, and when (rules.md §10).

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

use super::policy::governing;
use super::reminder_times::ReminderKind;
use super::{Assessment, Mode, OfficeId, Period, PeriodKind, Policy, Rulebook, Status, Zone};

/// The periods that a reminder can be about now: the weeks and months of today and those just over, in
/// any zone.
pub fn periods_near(now: DateTime<Utc>) -> BTreeSet<Period> {
    let days = Zone::ALL.map(|zone| zone.date(now));
    [PeriodKind::Week, PeriodKind::Month]
        .into_iter()
        .flat_map(|kind| days.map(|day| Period::of(kind, day)))
        .flat_map(|period| [period.previous(), period])
        .collect()
}

/// The mandatory policy that governs a period for the people of an office: "For a mandatory policy, in
/// the zone of the office".
pub fn duty<'a>(rulebook: &'a Rulebook, office: OfficeId, period: &Period) -> Option<&'a Policy> {
    governing(&rulebook.policies, &rulebook.offices, office, period)
        .filter(|policy| policy.mode == Mode::Mandatory)
}

/// Whether the office, or one below it, has a duty to report on.
pub fn is_about(rulebook: &Rulebook, office: OfficeId, period: &Period) -> bool {
    rulebook.offices.subtree(office).iter().any(|id| duty(rulebook, *id, period).is_some())
}

/// When the last deadline of the duties of some offices passes.
pub fn last_deadline(
    rulebook: &Rulebook,
    offices: &[OfficeId],
    period: &Period,
) -> Option<DateTime<Utc>> {
    let ends = offices.iter().filter_map(|office| {
        let grace_days = duty(rulebook, *office, period)?.grace_days;
        Some(rulebook.zone(*office).end_of(period.end + Days::new(grace_days.into())))
    });
    ends.max()
}

/// From when a reminder may go out, and from when it is too late to be of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub opens: DateTime<Utc>,
    pub closes: DateTime<Utc>,
}

impl Window {
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.opens <= now && now < self.closes
    }
}

/// When a reminder about a period goes to the people of an office, in the office's zone; never on a
/// holiday. The policy is the one that governs, the usual times hold without any; `None` where it
/// sends no such reminder.
pub fn window(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    office: OfficeId,
    policy: Option<&Policy>,
) -> Option<Window> {
    let grace_days = policy.map_or(0, |policy| policy.grace_days);
    let times = policy.map(|policy| policy.reminders).unwrap_or_default();
    let deadline = period.end + Days::new(grace_days.into());
    let (planned, hour, last_day) = match kind {
        ReminderKind::Midweek => {
            let slot = times.midweek;
            (slot.on.then(|| on_or_before(period.end, slot.weekday()))?, slot.hour, period.end)
        }
        ReminderKind::LastCall => (on_or_before(period.end, Weekday::Sun), 15, period.end),
        ReminderKind::Grace => (deadline - Days::new(1), 9, deadline),
        ReminderKind::HeadDigest => {
            let slot = times.head_digest;
            let next = on_or_before(period.end + Days::new(7), slot.weekday());
            (slot.on.then_some(next)?, slot.hour, next + Days::new(6))
        }
    };
    let day = match kind {
        // Last week's figures cannot be told before last week is over.
        ReminderKind::HeadDigest => following_workday(rulebook, office, planned),
        _ => preceding_workday(rulebook, office, planned),
    };
    let time = NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap_or_default();
    Some(Window {
        opens: rulebook.at_office(office, day, time),
        closes: rulebook.zone(office).end_of(last_day.max(day)),
    })
}

/// Whether a reminder may go out to the people of an office now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    Now,
    /// Its time has not come, or today is a holiday: from this instant on.
    After(DateTime<Utc>),
    TooLate,
}

/// Asked when a reminder is queued, and again just before it is sent: "never on a holiday".
pub fn timing(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    office: OfficeId,
    policy: Option<&Policy>,
    now: DateTime<Utc>,
) -> Timing {
    // A policy that sends no such reminder has no time for it.
    let Some(window) = window(rulebook, kind, period, office, policy) else {
        return Timing::TooLate;
    };
    let zone = rulebook.zone(office);
    if now >= window.closes {
        Timing::TooLate
    } else if now < window.opens {
        Timing::After(window.opens)
    } else if rulebook.is_holiday(office, zone.date(now)) {
        Timing::After(zone.end_of(zone.date(now)))
    } else {
        Timing::Now
    }
}

/// Whether the person is due a reminder to buy: a duty that is not fulfilled and can still be.
/// Never for those who have met it, are exempt, are not obliged or merely asked.
pub fn due(kind: ReminderKind, assessment: &Assessment<'_>, muted: bool) -> bool {
    assessment.status == Status::Open && !(kind == ReminderKind::Midweek && muted)
}

fn on_or_before(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().days_since(weekday)))
}

/// The day itself unless it is a holiday; then the working day before.
fn preceding_workday(rulebook: &Rulebook, office: OfficeId, day: NaiveDate) -> NaiveDate {
    if !rulebook.is_holiday(office, day) {
        return day;
    }
    let earlier = day.iter_days().rev().skip(1).take(31);
    earlier.into_iter().find(|day| rulebook.is_working_day(office, *day)).unwrap_or(day)
}

/// The day itself unless it is a holiday; then the working day after.
fn following_workday(rulebook: &Rulebook, office: OfficeId, day: NaiveDate) -> NaiveDate {
    if !rulebook.is_holiday(office, day) {
        return day;
    }
    day.iter_days().take(31).find(|day| rulebook.is_working_day(office, *day)).unwrap_or(day)
}
