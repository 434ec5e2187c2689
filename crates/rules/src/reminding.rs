//! The reminder that a head or an operator sends to those who are short (rules.md §10, decision 120).

use chrono::{DateTime, Days, NaiveTime, Timelike, Utc};

use super::access::{RoleKind, Viewer};
use super::names::named;
use super::reminder::{Timing, Window, is_about, last_deadline, next_office_hour};
use super::reminder_times::OFFICE_HOURS;
use super::{Assessment, OfficeId, OfficeTree, Period, ReminderKind, Rulebook, Status};

named! {
    /// Why an office cannot be reminded now.
    pub enum Refusal {
        /// No policy asks anything of its people.
        NoDuty = "remind-no-duty",
        /// The last deadline has passed.
        Over = "remind-over",
        Holiday = "remind-holiday",
        /// It is not between 06.00 and 20.00 at the office.
        Night = "remind-night",
        /// Somebody has reminded it today.
        Today = "remind-today",
        /// Nobody is left who can be written to.
        Nobody = "remind-nobody",
    }
}

impl Viewer {
    /// Whether they remind the people of an office, and of those below it: its head, its operator, or
    /// somebody who is it of an office above.
    pub fn may_remind(&self, tree: &OfficeTree, office: OfficeId) -> bool {
        self.heads(tree, office) || self.managed_offices(tree).holds(office)
    }

    /// Whether they head an office, or one above it.
    pub fn heads(&self, tree: &OfficeTree, office: OfficeId) -> bool {
        let heads = self.roles.iter().filter(|role| role.kind == RoleKind::Head);
        let above: Vec<OfficeId> = heads.map(|role| role.office).collect();
        tree.upwards(office).any(|one| above.contains(&one.id))
    }
}

/// What is sent: the last call while one can still buy, then that of the days of grace.
pub fn kind(
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> ReminderKind {
    let is_over = period.end < rulebook.zone(office).date(now);
    if is_over { ReminderKind::Grace } else { ReminderKind::LastCall }
}

/// Why nobody of an office is reminded now, whoever has been before: "for a mandatory policy, in the
/// zone of the office", "never on a holiday", "only between 06.00 and 20.00".
pub fn refusal(
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> Option<Refusal> {
    if !is_about(rulebook, office, period) {
        return Some(Refusal::NoDuty);
    }
    let below = rulebook.offices.subtree(office);
    if last_deadline(rulebook, &below, period).is_none_or(|deadline| deadline <= now) {
        return Some(Refusal::Over);
    }
    let local = now.with_timezone(&rulebook.zone(office).offset());
    if rulebook.is_holiday(office, local.date_naive()) {
        return Some(Refusal::Holiday);
    }
    let is_day = u8::try_from(local.hour()).is_ok_and(|hour| OFFICE_HOURS.contains(&hour));
    (!is_day).then_some(Refusal::Night)
}

/// Whether what was sent by hand goes to somebody now: asked when it is queued, and again just before
/// it leaves. It keeps the hours and the holidays of their own office.
pub fn for_person(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    assessment: &Assessment<'_>,
    now: DateTime<Utc>,
) -> Timing {
    let (Status::Open, Some(office), Some(policy)) =
        (assessment.status, assessment.office, assessment.policy)
    else {
        return Timing::NotDue;
    };
    let grace_days = if kind == ReminderKind::Grace { policy.grace_days } else { 0 };
    let last_day = period.end + Days::new(grace_days.into());
    let morning = NaiveTime::from_hms_opt((*OFFICE_HOURS.start()).into(), 0, 0).unwrap_or_default();
    let window = Window {
        opens: rulebook.at_office(office, period.start, morning),
        closes: rulebook.zone(office).end_of(last_day),
    };
    let at = next_office_hour(rulebook, kind, office, &window, now);
    match () {
        () if window.closes <= at => Timing::TooLate,
        () if now < at => Timing::After(at),
        () => Timing::Now,
    }
}
