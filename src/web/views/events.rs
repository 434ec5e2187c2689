//! Events: those of a year, one of them, and the form for one.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use super::sellers::NamedSeller;
use crate::rules::event::{EventKind, EventState, Held, Occurrence};
use crate::rules::{ConsignmentId, EventId, SellerId};
use crate::store::consignments::Consignment;
use crate::store::events::Event;
use crate::store::insights::{AfterEvent, AtEvent};
use crate::store::sellers::Seller;

/// The events of a year, those of one month listed.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventsPage {
    pub year: i32,
    /// How many are planned for the year, if somebody has said.
    pub plan: Option<u32>,
    pub sum: HeldSum,
    pub months: Vec<MonthRow>,
    pub month: NaiveDate,
    pub events: Vec<EventRow>,
    /// Those that are there all year.
    pub places: Vec<EventRow>,
    /// Whether the viewer enters events.
    pub keeps: bool,
    pub form: FormValues,
}

impl View for EventsPage {
    const TEMPLATE: &'static str = "events/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HeldSum {
    /// Entered and not cancelled.
    pub planned: u32,
    pub held: u32,
    pub cancelled: u32,
}

impl From<Held> for HeldSum {
    fn from(held: Held) -> Self {
        let Held { planned, held, cancelled } = held;
        Self { planned, held, cancelled }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MonthRow {
    /// Its first day.
    pub month: NaiveDate,
    pub number: u32,
    pub sum: HeldSum,
}

/// An event, once.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventRow {
    pub id: EventId,
    pub name: String,
    pub kind: EventKind,
    pub from: NaiveDate,
    /// None of a place that stays.
    pub to: Option<NaiveDate>,
    pub place: Option<String>,
    pub district: Option<String>,
    pub state: EventState,
    /// It has begun and is not over.
    pub on: bool,
    pub over: bool,
}

impl EventRow {
    pub fn of(event: &Event, once: Option<Occurrence>, today: NaiveDate) -> Self {
        let from = once.map_or(event.from_on, |once| once.from);
        let to = once.map_or(event.to_on, |once| Some(once.to));
        let over = to.is_some_and(|to| to < today);
        Self {
            id: event.id,
            name: event.name.clone(),
            kind: event.kind,
            from,
            to,
            place: event.place.clone(),
            district: event.district.clone(),
            state: event.state,
            on: from <= today && !over,
            over,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventPage {
    pub event: EventRow,
    pub version: i32,
    /// 1 is Monday: it comes again each week.
    pub weekday: Option<i32>,
    pub organiser: Option<String>,
    pub expected_sellers: Option<i64>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// When it is on next, of what comes again.
    pub next: Vec<NaiveDate>,
    /// Whether a purchase may name it.
    pub may_log: bool,
    /// Of a place where small businesses sell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub makers: Option<Makers>,
    /// For those who keep the sellers.
    pub bought: Option<BoughtAtEvent>,
    pub form: FormValues,
}

impl View for EventPage {
    const TEMPLATE: &'static str = "events/show.html";
}

/// Whose goods are, or were, at a place.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Makers {
    pub there: Vec<MakerRow>,
    pub looked_for: Option<String>,
    /// Who was looked for and is not there.
    pub found: Vec<NamedSeller>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MakerRow {
    /// Of the consignment.
    pub id: ConsignmentId,
    pub seller: NamedSeller,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl MakerRow {
    pub fn of(row: &Consignment, maker: &Seller) -> Self {
        Self { id: row.id, seller: NamedSeller::of(maker), from: row.from_on, to: row.to_on }
    }
}

/// What people have recorded there, and what became of its sellers.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BoughtAtEvent {
    pub count: u64,
    /// Rupiah.
    pub amount: i64,
    /// At how many of the sellers something was bought again.
    pub again: usize,
    pub sellers: Vec<EventSeller>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventSeller {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub count: u64,
    pub amount: i64,
    pub again: Option<BoughtAgain>,
}

/// Since the first day there, elsewhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BoughtAgain {
    pub count: u64,
    pub people: u64,
    pub last: NaiveDate,
    /// Whole weeks since the last one.
    pub weeks: i64,
}

impl BoughtAtEvent {
    pub fn of((there, since): (Vec<AtEvent>, Vec<AfterEvent>), today: NaiveDate) -> Self {
        let sellers: Vec<_> = there
            .into_iter()
            .map(|one| {
                let again = since.iter().find(|other| other.seller_id == one.seller_id);
                EventSeller {
                    id: one.seller_id,
                    name: one.name,
                    district: one.district,
                    count: one.count,
                    amount: one.amount,
                    again: again.map(|again| BoughtAgain {
                        count: again.count,
                        people: again.people,
                        last: again.last,
                        weeks: (today - again.last).num_weeks().max(0),
                    }),
                }
            })
            .collect();
        Self {
            count: sellers.iter().map(|one| one.count).sum(),
            amount: sellers.iter().map(|one| one.amount).sum(),
            again: sellers.iter().filter(|one| one.again.is_some()).count(),
            sellers,
        }
    }
}

/// The form for an event.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventFormPage {
    /// What is changed, where nothing new is entered.
    pub event: Option<NamedEvent>,
    pub version: i32,
    /// Names of sub-districts.
    pub districts: Vec<String>,
    pub form: FormValues,
}

impl View for EventFormPage {
    const TEMPLATE: &'static str = "events/edit.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NamedEvent {
    pub id: EventId,
    pub name: String,
}
