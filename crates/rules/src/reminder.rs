//! Who is due a reminder, and when (rules.md §10).

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

use super::access::topmost;
use super::policy::governing;
use super::reminder_times::{OFFICE_HOURS, ReminderKind, SlotDay};
use super::{
    Assessment, Mode, OfficeId, Period, PeriodKind, Policy, Rulebook, Status, Zone, close,
};

/// The reminders to buy and to record; the other kind is the digest for heads.
pub const PERSONAL: [ReminderKind; 3] =
    [ReminderKind::Midweek, ReminderKind::LastCall, ReminderKind::Grace];

/// A digest goes out on its day or on the next two working days.
const DIGEST_WORKDAYS: usize = 3;

/// The periods that a reminder can be about now: the weeks and months of today in any zone, those right
/// before them, and earlier ones for as long as a deadline of theirs has not passed, or a digest of them
/// may still wait for a working day.
pub fn periods_near(rulebook: &Rulebook, now: DateTime<Utc>) -> BTreeSet<Period> {
    let days = Zone::ALL.map(|zone| zone.date(now));
    let current = [PeriodKind::Week, PeriodKind::Month]
        .into_iter()
        .flat_map(|kind| days.map(|day| Period::of(kind, day)));
    let may_wait = |period: &Period| {
        let latest = period.end + Days::new(7);
        let digest = rulebook.offices.iter().any(|office| {
            let day = following_workday(rulebook, office.id, latest);
            now < office.zone.end_of(last_digest_day(rulebook, office.id, day))
        });
        digest || now < close::due(rulebook, period)
    };
    let near = current.flat_map(|period| {
        let before = period.previous();
        let earlier = std::iter::successors(Some(before.previous()), |one| Some(one.previous()));
        [period, before].into_iter().chain(earlier.take_while(|period| may_wait(period)))
    });
    near.collect()
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
/// sends no such reminder, or no day is left for it.
pub fn window(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    office: OfficeId,
    policy: Option<&Policy>,
) -> Option<Window> {
    let grace_days = policy.map_or(0, |policy| policy.grace_days);
    let times = policy.map(|policy| policy.reminders).unwrap_or_default().of(kind);
    if !times.on {
        return None;
    }
    let deadline = period.end + Days::new(grace_days.into());
    let is_digest = kind == ReminderKind::HeadDigest;
    let planned = match times.day {
        SlotDay::Weekday(day) if is_digest => on_or_before(period.end + Days::new(7), day),
        SlotDay::Weekday(day) => on_or_before(period.end, day),
        SlotDay::BeforeDeadline(days) => (deadline - Days::new(days.into())).max(period.start),
    };
    // Last week's figures cannot be told before last week is over.
    let day = if is_digest {
        following_workday(rulebook, office, planned)
    } else {
        moved_within(rulebook, office, period, planned)
    };
    let last_day = match kind {
        ReminderKind::Midweek | ReminderKind::LastCall => period.end,
        ReminderKind::Grace => deadline,
        ReminderKind::HeadDigest => last_digest_day(rulebook, office, day),
    };
    let opens = rulebook.at_office(office, day, on_the_hour(times.hour));
    let closes = rulebook.zone(office).end_of(last_day);
    (opens < closes).then_some(Window { opens, closes })
}

/// Whether a reminder may go out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    Now,
    /// Its time has not come, it is night, or today is a holiday: from this instant on.
    After(DateTime<Utc>),
    TooLate,
    /// Nothing is missing, or there is nobody to remind.
    NotDue,
}

/// Whether a reminder may go out to the people of an office now: "never on a holiday", "only between
/// 06.00 and 20.00".
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
    if now < window.opens {
        return Timing::After(window.opens);
    }
    let at = next_office_hour(rulebook, kind, office, &window, now);
    match () {
        () if window.closes <= at => Timing::TooLate,
        () if now < at => Timing::After(at),
        () => Timing::Now,
    }
}

/// The first instant from `now` on at which an office is written to: by day, on no holiday, and after
/// one not before the hour of the reminder.
pub(super) fn next_office_hour(
    rulebook: &Rulebook,
    kind: ReminderKind,
    office: OfficeId,
    window: &Window,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let zone = rulebook.zone(office);
    let opening = window.opens.with_timezone(&zone.offset());
    let rests = |day: NaiveDate| {
        // A digest that is late waits for a working day.
        let late = kind == ReminderKind::HeadDigest && day != opening.date_naive();
        rulebook.is_holiday(office, day) || (late && !rulebook.is_working_day(office, day))
    };
    let morning = on_the_hour(*OFFICE_HOURS.start());
    let days = zone.date(now).iter_days();
    let next = days.filter(|day| !rests(*day)).find_map(|day| {
        let rested = opening.date_naive() < day && rests(day - Days::new(1));
        let from = if rested { opening.time().max(morning) } else { morning };
        let evening = on_the_hour(OFFICE_HOURS.end() + 1);
        (now < rulebook.at_office(office, day, evening))
            .then(|| now.max(rulebook.at_office(office, day, from)))
    });
    next.unwrap_or(window.closes)
}

/// Whether a reminder to buy or to record goes to somebody now. Asked when it is queued, and again just
/// before it is sent: never to those who have met it, are exempt, are not obliged or merely asked.
pub fn for_person(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    assessment: &Assessment<'_>,
    muted: bool,
    now: DateTime<Utc>,
) -> Timing {
    let is_muted = kind == ReminderKind::Midweek && muted;
    match (assessment.status, assessment.office) {
        (Status::Open, Some(office)) if !is_muted => {
            timing(rulebook, kind, period, office, assessment.policy, now)
        }
        _ => Timing::NotDue,
    }
}

/// Whether the digest of a period goes to the head of some offices now, and the offices that it covers:
/// "per head, for each office of theirs whose policy sends one". Asked as [`for_person`] is.
pub fn for_head(
    rulebook: &Rulebook,
    offices: &HashSet<OfficeId>,
    period: &Period,
    now: DateTime<Utc>,
) -> (Vec<OfficeId>, Timing) {
    let kind = ReminderKind::HeadDigest;
    let sends = |office: &OfficeId| {
        is_about(rulebook, *office, period)
            && window(rulebook, kind, period, *office, duty(rulebook, *office, period)).is_some()
    };
    let sending: HashSet<OfficeId> = offices.iter().copied().filter(sends).collect();
    let mut found = Timing::NotDue;
    for office in &sending {
        let policy = duty(rulebook, *office, period);
        found = match (found, timing(rulebook, kind, period, *office, policy, now)) {
            (Timing::Now, _) | (_, Timing::Now) => Timing::Now,
            (Timing::After(one), Timing::After(other)) => Timing::After(one.min(other)),
            (Timing::After(at), _) | (_, Timing::After(at)) => Timing::After(at),
            (_, other) => other,
        };
    }
    // Nobody is counted twice.
    (topmost(&rulebook.offices, &sending), found)
}

fn on_or_before(day: NaiveDate, weekday: u8) -> NaiveDate {
    let weekday = Weekday::try_from(weekday.saturating_sub(1) % 7).unwrap_or(Weekday::Mon);
    day - Days::new(u64::from(day.weekday().days_since(weekday)))
}

fn on_the_hour(hour: u8) -> NaiveTime {
    NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap_or_default()
}

/// The day itself unless it is a holiday; then the working day before within the period, else the first
/// working day after.
fn moved_within(
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
    day: NaiveDate,
) -> NaiveDate {
    if !rulebook.is_holiday(office, day) {
        return day;
    }
    let earlier = day.iter_days().rev().skip(1).take_while(|day| period.start <= *day);
    let before = earlier.into_iter().find(|day| rulebook.is_working_day(office, *day));
    before.unwrap_or_else(|| following_workday(rulebook, office, day))
}

/// The day itself unless it is a holiday; then the first working day after, however far.
fn following_workday(rulebook: &Rulebook, office: OfficeId, day: NaiveDate) -> NaiveDate {
    if !rulebook.is_holiday(office, day) {
        return day;
    }
    day.iter_days().find(|day| rulebook.is_working_day(office, *day)).unwrap_or(day)
}

/// The last of the working days on which a digest goes out whose day has come.
fn last_digest_day(rulebook: &Rulebook, office: OfficeId, day: NaiveDate) -> NaiveDate {
    let workdays = day.iter_days().filter(|day| rulebook.is_working_day(office, *day));
    workdays.take(DIGEST_WORKDAYS).last().unwrap_or(day)
}
