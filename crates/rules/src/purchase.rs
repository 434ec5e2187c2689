//! What counts (rules.md §5), and until when.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::names::named;
use super::policy::{DEFAULT_GRACE_DAYS, DEFAULT_LATE_DAYS, DEFAULT_MAX_AMOUNT_PER_PURCHASE};
use super::policy_draft::MOST_LATE_DAYS;
pub use super::uncounted::Uncounted;
use super::{Period, PeriodKind, Placement, Policy, Problem, Rulebook, Zone, placement};

named! {
    pub enum State {
        Recorded = "recorded",
        Verified = "verified",
        Rejected = "rejected",
        Voided = "voided",
    }
}

/// The reason of a purchase that its owner took back right after recording it; pages have words for it.
pub const UNDONE: &str = "undo";

named! {
    /// Whose money it was. An office's own budget (APBD) never counts for a person.
    #[derive(Default)]
    pub enum Funding {
        #[default]
        Personal = "personal",
        Office = "office",
    }
}

/// A purchase as it counts or does not: what is known of it and of its seller on its day.
#[derive(Clone, Copy, Debug)]
pub struct Countable<'a> {
    pub on: NaiveDate,
    /// What keeps it from counting whatever the policy asks.
    pub uncounted: Option<Uncounted>,
    pub classes: &'a [String],
}

/// Whether a purchase counts for the policy that asks something of its buyer in the period of its day,
/// the week before the month; `None` where no policy does.
pub fn counts_for<'a>(
    rulebook: &'a Rulebook,
    placements: &[Placement],
    purchase: Countable<'_>,
) -> Option<(&'a Policy, Option<Uncounted>)> {
    let Countable { on, uncounted, classes } = purchase;
    let duty = [PeriodKind::Week, PeriodKind::Month]
        .into_iter()
        .find_map(|kind| rulebook.duty(placements, &Period::of(kind, on)).ok())?;
    let policy = duty.policy;
    Some((policy, uncounted.or_else(|| policy.keeps_from_counting(on, classes))))
}

/// What keeps a purchase from counting for the period that holds its day (rules.md §5), if anything
/// does.
pub fn uncounted(state: State, funding: Funding, seller_ineligible: bool) -> Option<Uncounted> {
    match (state, funding) {
        (State::Voided, _) => Some(Uncounted::Voided),
        (State::Rejected, _) => Some(Uncounted::Rejected),
        (_, Funding::Office) => Some(Uncounted::OfficeFunds),
        (State::Recorded | State::Verified, Funding::Personal) => {
            seller_ineligible.then_some(Uncounted::IneligibleSeller)
        }
    }
}

pub fn counts(state: State, funding: Funding, seller_ineligible: bool) -> bool {
    uncounted(state, funding, seller_ineligible).is_none()
}

/// The periods that hold a day and are governed for somebody placed like this, each with its policy:
/// the week, the month, both or neither.
fn governed<'a>(
    rulebook: &'a Rulebook,
    placements: &[Placement],
    day: NaiveDate,
) -> impl Iterator<Item = (&'a Policy, Period)> {
    PeriodKind::ALL.into_iter().filter_map(move |kind| {
        let period = Period::of(kind, day);
        rulebook.governing(placements, &period).map(|(policy, _)| (policy, period))
    })
}

/// The first deadline of any period that holds a day (rules.md §9): until then its owner may change a
/// purchase of that day. Where nothing governs the day, its week and the usual days of grace hold.
pub fn first_deadline(
    rulebook: &Rulebook,
    placements: &[Placement],
    day: NaiveDate,
) -> DateTime<Utc> {
    first_deadline_by(rulebook, placements, |_| None, day)
}

/// The same; `closed` says which zone the office had in a period that is closed.
fn first_deadline_by(
    rulebook: &Rulebook,
    placements: &[Placement],
    closed: impl Fn(&Period) -> Option<Zone>,
    day: NaiveDate,
) -> DateTime<Utc> {
    let zone_of_today = |period: &Period| {
        let office = placement::current(placements, period.end).map(|placement| placement.office);
        office.map_or(Zone::Wib, |office| rulebook.zone(office))
    };
    let passes = |grace_days: u32, period: Period| {
        let zone = closed(&period).unwrap_or_else(|| zone_of_today(&period));
        zone.end_of(period.end + Days::new(grace_days.into()))
    };
    governed(rulebook, placements, day)
        .map(|(policy, period)| passes(policy.grace_days, period))
        .min()
        .unwrap_or_else(|| passes(DEFAULT_GRACE_DAYS, Period::week_of(day)))
}

/// The first day to which the owner may still move a purchase of theirs (rules.md §9).
pub fn earliest_changeable_day(
    rulebook: &Rulebook,
    placements: &[Placement],
    now: DateTime<Utc>,
) -> NaiveDate {
    let today = rulebook.today(placements, now);
    let changeable = |day: &NaiveDate| now < first_deadline(rulebook, placements, *day);
    today.iter_days().rev().take_while(changeable).last().unwrap_or(today)
}

/// No purchase is older: the days of a month, and the most that a policy gives after it.
const FURTHEST_DAYS: usize = 31 + MOST_LATE_DAYS as usize;

/// The first day of which a purchase is still accepted (rules.md §5: "up to `late_days` after the period's
/// end, it is accepted as late; beyond, refused").
pub fn earliest_day(rulebook: &Rulebook, placements: &[Placement], today: NaiveDate) -> NaiveDate {
    let judged = |day| (day, accepted_day(rulebook, placements, day, today).err());
    let not_too_old = |(_, refused): &(NaiveDate, Option<Problem>)| {
        refused.as_ref().is_none_or(|problem| problem.code != "date-too-old")
    };
    let days = today.iter_days().rev().take(FURTHEST_DAYS).map(judged).take_while(not_too_old);
    let accepted = days.filter(|(_, refused)| refused.is_none());
    accepted.last().map_or(today, |(day, _)| day)
}

/// The last day on which a purchase of this day is still accepted; none where it no longer is. What was
/// sent back can be recorded again until then.
pub fn last_accepting_day(
    rulebook: &Rulebook,
    placements: &[Placement],
    day: NaiveDate,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let accepts = |at: &NaiveDate| accepted_day(rulebook, placements, day, *at).is_ok();
    today.iter_days().take_while(accepts).last()
}

/// Whether a purchase of a day was recorded after the first of its deadlines (rules.md §5). `closed` says
/// which zone the buyer's office had in a period that is closed: it may be another today.
pub fn is_late(
    rulebook: &Rulebook,
    placements: &[Placement],
    closed: impl Fn(&Period) -> Option<Zone>,
    (day, recorded_at): (NaiveDate, DateTime<Utc>),
) -> bool {
    recorded_at >= first_deadline_by(rulebook, placements, closed, day)
}

/// The most that one purchase may cost, in rupiah: where a week and a month both govern its day, the
/// higher ceiling holds.
pub fn ceiling(rulebook: &Rulebook, placements: &[Placement], day: NaiveDate) -> i64 {
    governed(rulebook, placements, day)
        .map(|(policy, _)| policy.max_amount_per_purchase)
        .max()
        .unwrap_or(DEFAULT_MAX_AMOUNT_PER_PURCHASE)
}

/// A day is accepted up to today, on which its buyer holds a placement, and up to `late_days` after its
/// period's end; where a week and a month both govern it, as long as one of them accepts it (rules.md
/// §5).
pub(super) fn accepted_day(
    rulebook: &Rulebook,
    placements: &[Placement],
    day: NaiveDate,
    today: NaiveDate,
) -> Result<NaiveDate, Problem> {
    if day > today {
        return Err(Problem::new("purchased_on", "date-in-future"));
    }
    if placement::on(placements, day).is_none() {
        return Err(Problem::new("purchased_on", "not-placed-that-day"));
    }
    // What is still on time is never too late.
    let accepting = governed(rulebook, placements, day)
        .map(|(policy, period)| (period.end, policy.late_days.max(policy.grace_days)));
    let (end, late_days) = accepting
        .max_by_key(|(end, late_days)| *end + Days::new((*late_days).into()))
        .unwrap_or((Period::week_of(day).end, DEFAULT_LATE_DAYS));
    if end + Days::new(late_days.into()) < today {
        return Err(Problem::new("purchased_on", "date-too-old").with("days", late_days));
    }
    Ok(day)
}
