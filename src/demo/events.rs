//! The bazaars, the campaign, the expo and the gallery of the district's year, some of it still to come; and its
//! channels, as its administrators have set them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::DemoError;
use super::sellers::districts;
use crate::rules::channel::{BuiltIn, Channel, Channels};
use crate::rules::event::{Details, EventKind, EventState, Schedule, year};
use crate::rules::{ConsignmentId, EmployeeId, EventId, SellerId, Zone};
use crate::store::consignments::{self, Consignment};
use crate::store::events::{self as rows, Event};
use crate::store::{Txn, settings};

/// As many as the district has planned for the year.
const PLANNED: u32 = 251;
/// Days between two bazaars; the sub-districts take turns.
const BETWEEN: usize = 2;
/// Makers at the gallery.
pub const MAKERS: usize = 6;
/// Rupiah.
const NOTICE: i64 = 2_000_000;

/// An event at which people of the demonstration buy.
pub struct Held {
    id: EventId,
    kind: EventKind,
    schedule: Schedule,
}

/// Enters the events of the running year.
pub async fn enter(
    txn: &Txn,
    author: EmployeeId,
    makers: &[SellerId],
    now: DateTime<Utc>,
) -> Result<Vec<Held>, DemoError> {
    let today = Zone::Wib.date(now);
    let (first, last) = year(today.year()).unwrap_or((today, today));
    let mut held = Vec::new();
    for event in all(first, last) {
        let cancelled = event.schedule.from == first + Days::new(20);
        let mut row = rows::new(event, author, now);
        if cancelled {
            row = Event {
                state: EventState::Cancelled,
                reason: Some("Hujan lebat, diganti bulan berikutnya".into()),
                ..row
            };
        }
        let (kind, schedule, state) = (row.kind, rows::schedule(&row), row.state);
        let id = rows::insert(txn, row).await?;
        if kind == EventKind::SalePoint {
            fill(txn, (id, schedule.from), makers, author, now).await?;
        }
        if state == EventState::Planned {
            held.push(Held { id, kind, schedule });
        }
    }
    let plans = BTreeMap::from([(today.year(), PLANNED)]);
    settings::put_part(txn, settings::EVENT_PLANS, &plans).await?;
    settings::put_part(txn, settings::SELLER_NOTICE, &NOTICE).await?;
    let channels = Channels::default().offering(["Blibli", "Koperasi pegawai"].into_iter());
    settings::put_part(txn, settings::CHANNELS, &channels.unwrap_or_default()).await?;
    Ok(held)
}

/// The first sellers of the district have goods at its gallery.
async fn fill(
    txn: &Txn,
    (place, from): (EventId, NaiveDate),
    makers: &[SellerId],
    author: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), DemoError> {
    for maker in makers {
        let row = Consignment {
            id: ConsignmentId::NONE,
            event_id: place,
            seller_id: *maker,
            from_on: from,
            to_on: None,
            created_by: author,
            created_at: now,
        };
        consignments::insert(txn, row).await?;
    }
    Ok(())
}

fn all(first: NaiveDate, last: NaiveDate) -> Vec<Details> {
    let named = |name: &str, kind, schedule, place: &str, district: &str| Details {
        name: name.to_owned(),
        kind,
        schedule,
        place: Some(place.to_owned()),
        district: Some(district.to_owned()),
        organiser: Some("Dinas Koperasi dan Usaha Mikro".to_owned()),
        expected_sellers: Some(24),
    };
    let districts = districts();
    let on = |from: NaiveDate, days: u64| Schedule {
        from,
        to: Some((from + Days::new(days)).min(last)),
        weekday: None,
    };
    let fridays = Schedule { from: first, to: Some(last), weekday: Some(5) };
    let stays = Schedule { from: first, to: None, weekday: None };
    let expo = first + Days::new(230);
    let mut events = vec![
        named("Jumat Belanja UMKM", EventKind::Campaign, fridays, "Halaman pendopo", districts[0]),
        named(
            "Galeri UMKM Sukamaju",
            EventKind::SalePoint,
            stays,
            "Mal Pelayanan Publik",
            districts[0],
        ),
        named("Pameran Produk Unggulan", EventKind::Expo, on(expo, 4), "Alun-alun", districts[0]),
    ];
    let days = first.iter_days().take_while(|day| *day <= last).step_by(BETWEEN);
    events.extend(days.zip(districts.iter().cycle()).map(|(day, district)| {
        let name = format!("Bazar UMKM Kecamatan {district}");
        named(&name, EventKind::Bazaar, on(day, 0), "Halaman kecamatan", district)
    }));
    events
}

/// How one of a hundred purchases of a day was made, and at which event.
pub fn way(chance: i64, day: NaiveDate, held: &[Held]) -> (Channel, Option<EventId>) {
    let at = |kind| held.iter().find(|one| one.kind == kind && one.schedule.is_on(day));
    let event = match chance {
        90..=93 => at(EventKind::Campaign).or_else(|| at(EventKind::Bazaar)),
        94..=96 => at(EventKind::Bazaar),
        97 => at(EventKind::Expo),
        98.. => at(EventKind::SalePoint),
        _ => None,
    };
    if let Some(event) = event {
        return (event.kind.channel().into(), Some(event.id));
    }
    let channel = match chance {
        52..=63 => BuiltIn::Market,
        64..=70 => BuiltIn::FoodDelivery,
        71..=77 => BuiltIn::Whatsapp,
        78..=81 => BuiltIn::Marketplace,
        82..=84 => BuiltIn::Instagram,
        85..=87 => BuiltIn::Lapak,
        88 => BuiltIn::ECatalogue,
        89 => BuiltIn::VirtualExpo,
        _ => BuiltIn::Direct,
    };
    (channel.into(), None)
}
