//! What came after events and reminders.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::spread::share;
use crate::rules::mail::MailKind;
use crate::rules::{EventId, Status, scale};
use crate::store::effects::{BESIDE, EventSums, Reminded};
use crate::store::events::Event;

/// What was bought at the sellers of an event: before, at the event, after it. Amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventEffect {
    pub id: EventId,
    pub name: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub before: i64,
    pub during: i64,
    pub after: i64,
    /// Whether all days after it are over.
    pub complete: bool,
    /// The lengths of the three bars, between 0 and 1, on one scale for all events.
    pub bars: [f64; 3],
    /// Whether one of them is cut off.
    pub cut: bool,
}

impl EventEffect {
    pub fn of(
        event: &Event,
        (first, last): (NaiveDate, NaiveDate),
        sums: &EventSums,
        today: NaiveDate,
    ) -> Self {
        Self {
            id: event.id,
            name: event.name.clone(),
            first,
            last,
            before: sums.before,
            during: sums.during,
            after: sums.after,
            complete: last + Days::new(BESIDE) < today,
            bars: [0.0; 3],
            cut: false,
        }
    }

    pub fn put_on_one_scale(events: &mut [Self]) {
        let amounts = |one: &Self| [one.before, one.during, one.after];
        let scale = scale::of(events.iter().flat_map(amounts));
        for one in events {
            one.bars = amounts(one).map(|amount| share(amount.min(scale.top), scale.top));
            one.cut = amounts(one).iter().any(|amount| *amount > scale.top);
        }
    }
}

/// How people who were reminded stood when the period was closed.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReminderEffect {
    pub kind: MailKind,
    /// Sent by a head or an operator.
    pub by_hand: bool,
    pub reminded: i64,
    pub met: i64,
    pub met_late: i64,
    pub short: i64,
    /// Who has met it in time, of those who were reminded.
    pub rate: Option<f64>,
}

impl ReminderEffect {
    /// By kind in the order in which they go out, those by hand behind the others.
    pub fn of(found: &[Reminded]) -> Vec<Self> {
        let mut rows = Vec::new();
        for kind in [MailKind::Midweek, MailKind::LastCall, MailKind::Grace] {
            for by_hand in [false, true] {
                let own = || found.iter().filter(|one| one.kind == kind && one.by_hand == by_hand);
                let people = |is: &dyn Fn(Status) -> bool| -> i64 {
                    own().filter(|one| is(one.status)).map(|one| one.people).sum()
                };
                let (reminded, met) = (people(&|_| true), people(&|one| one == Status::Met));
                if reminded > 0 {
                    rows.push(Self {
                        kind,
                        by_hand,
                        reminded,
                        met,
                        met_late: people(&|one| one == Status::MetLate),
                        short: people(&Status::lacks),
                        rate: Some(share(met, reminded)),
                    });
                }
            }
        }
        rows
    }
}
