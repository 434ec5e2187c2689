//! What several pages show alike: where somebody stands, and rows of purchases.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::files::MediaType;
use crate::rules::{
    Assessment, EmployeeId, Mode, OfficeTree, Period, Placement, Rulebook, Zone, placement,
    purchase,
};
use crate::standing::assess::Person;
use crate::store::employees::{self, Employee};
use crate::store::purchases::Purchase;
use crate::store::receipts::ReceiptRow;
use crate::store::{self, Store};
use crate::web::documents::policy_document::is_readable;
use crate::web::guards::viewer::SignedIn;
use crate::web::request::local;

/// How many periods a chart shows.
pub const PERIODS: usize = 12;

pub fn period(period: &Period) -> Value {
    json!({
        "kind": period.kind.name(),
        "start": period.start,
        "end": period.end,
        "label": period.label(),
    })
}

/// The zone in which somebody's dates and deadlines are told.
pub fn zone_of(rulebook: &Rulebook, placements: &[Placement], day: NaiveDate) -> Zone {
    placement::current(placements, day).map_or(Zone::Wib, |here| rulebook.zone(here.office))
}

/// Amounts in rupiah; the deadline is the last minute that is still on time.
pub fn standing(assessment: &Assessment<'_>, zone: Zone) -> Value {
    json!({
        "status": assessment.status,
        "minimum": assessment.minimum,
        "minimum_count": assessment.minimum_count,
        "counted": assessment.counted,
        "count": assessment.count,
        "shortfall": assessment.shortfall,
        "deadline": assessment.deadline.map(|day| last_minute(day, zone)),
        "zone": zone.label(),
    })
}

pub fn last_minute(day: NaiveDate, zone: Zone) -> String {
    local(zone.end_of(day) - Duration::minutes(1), zone)
}

/// The policy that asks, if there is one, with the address of its circular.
pub fn policy(assessment: &Assessment<'_>, me: &SignedIn) -> Value {
    assessment.policy.map_or(Value::Null, |policy| {
        let mode = match policy.mode {
            Mode::Mandatory => "mandatory",
            Mode::Appeal => "appeal",
        };
        let document =
            is_readable(me, policy.id).then(|| format!("/kebijakan/{}/dokumen", policy.id));
        json!({
            "title": policy.title,
            "legal_basis": policy.legal_basis,
            "document": document,
            "mode": mode,
        })
    })
}

/// The columns of somebody's chart, oldest first; none when there is nothing to compare.
pub fn history(
    person: &Person,
    rulebook: &Rulebook,
    periods: &[Period],
    now: DateTime<Utc>,
) -> Vec<Value> {
    let assessed: Vec<_> =
        periods.iter().map(|period| (period, person.assess(rulebook, period, now))).collect();
    if assessed.iter().all(|(_, one)| one.counted == 0 && one.policy.is_none()) {
        return Vec::new();
    }
    let columns = assessed.iter().map(|(period, one)| {
        json!({
            "start": period.start,
            "counted": one.counted,
            "minimum": one.minimum,
            "status": one.status,
        })
    });
    columns.collect()
}

/// Where somebody worked and works, the newest first.
pub fn placements(placements: &[Placement], offices: &OfficeTree) -> Vec<Value> {
    let rows = placements.iter().rev().map(|place| {
        json!({
            "office": offices.get(place.office).map(|office| &office.name),
            "position_level": place.position_level,
            "employment_type": place.employment_type.name(),
            "grade": place.grade,
            "from": place.from,
            "to": place.to,
        })
    });
    rows.collect()
}

/// A row of a list. `placements` are those of the buyer.
pub fn row(purchase: &Purchase, rulebook: &Rulebook, placements: &[Placement]) -> Value {
    let photo = purchase.receipts.iter().find_map(thumbnail);
    json!({
        "id": purchase.row.id,
        "seller": purchase.seller.name,
        "date": purchase.row.purchased_on,
        "amount": purchase.row.amount,
        "state": purchase.row.state,
        "late": late(purchase, rulebook, placements),
        "thumbnail_url": photo,
        "description": purchase.row.description,
    })
}

pub fn rows(purchases: &[Purchase], rulebook: &Rulebook, placements: &[Placement]) -> Vec<Value> {
    purchases.iter().map(|purchase| row(purchase, rulebook, placements)).collect()
}

/// Whether it was recorded after the deadline of its period (rules.md §5).
pub fn late(purchase: &Purchase, rulebook: &Rulebook, placements: &[Placement]) -> bool {
    let row = &purchase.row;
    row.recorded_at >= purchase::on_time_until(rulebook, placements, row.purchased_on)
}

/// The address of a receipt's small picture; a PDF has none, and neither has a file that is gone.
pub fn thumbnail(receipt: &ReceiptRow) -> Option<String> {
    let there = receipt.file_removed_at.is_none() && is_photo(receipt);
    there.then(|| format!("/struk/{}/kecil", receipt.id))
}

pub fn is_photo(receipt: &ReceiptRow) -> bool {
    receipt.media_type == MediaType::Jpeg.mime()
}

pub fn receipt(receipt: &ReceiptRow) -> Value {
    json!({
        "id": receipt.id,
        "url": format!("/struk/{}", receipt.id),
        "thumbnail_url": thumbnail(receipt),
        "kind": if is_photo(receipt) { "image" } else { "pdf" },
        "size_kb": (receipt.bytes + 1023) / 1024,
        "removed": receipt.file_removed_at.is_some(),
    })
}

/// Where a list of pages stands.
pub fn pager(page: u64, total: u64, size: u64, base: &str) -> Value {
    json!({ "page": page, "pages": total.div_ceil(size).max(1), "base": base })
}

/// People by their id.
pub async fn names(
    store: &Store,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> store::Result<HashMap<EmployeeId, Employee>> {
    let found = employees::by_ids(store.reader(), ids).await?;
    Ok(found.into_iter().map(|employee| (employee.id, employee)).collect())
}

/// What pages call the state of an exemption.
pub fn decision(state: &str) -> &str {
    if state == "requested" { "pending" } else { state }
}
