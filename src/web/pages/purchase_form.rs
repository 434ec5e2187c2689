//! What the form for a purchase shows: what may be chosen, and what was typed before.

use chrono::Days;
use serde_json::{Value, json};

use crate::rules::purchase::Channel;
use crate::rules::{Period, policy};
use crate::standing::{assess, people};
use crate::store::purchases::{self, Purchase};
use crate::store::sellers::{self, Seller};
use crate::store::{self, receipts};
use crate::text::{self, Arg};
use crate::web::Pekan;
use crate::web::answers::page::{Frame, Page};
use crate::web::guards::viewer::SignedIn;
use crate::web::views::shown;

const RECENT_SELLERS: usize = 4;
const FOUND_SELLERS: u64 = 8;
/// Rupiah; offered beside what is missing and what was spent last.
const ROUND_AMOUNT: i64 = 50_000;

/// What the page shows besides what it always shows.
#[derive(Default)]
pub struct Shown {
    /// Ties all tries of one form together.
    pub key: String,
    /// Values by field.
    pub typed: Value,
    /// Ids of receipts that an earlier try brought.
    pub kept: Vec<i64>,
    /// A search for sellers.
    pub query: Option<String>,
    /// The purchase that looks like the same one.
    pub duplicate: Option<i64>,
}

impl Shown {
    fn text(&self, field: &str) -> &str {
        self.typed.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

pub async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    mut shown: Shown,
) -> store::Result<Page> {
    let db = pekan.store.reader();
    let kind = assess::kind_for(&me.rulebook, &me.placements, me.today);
    let period = Period::of(kind, me.today);
    let person =
        assess::person(db, &me.rulebook, me.me.id, me.placements.clone(), &[period]).await?;
    let assessment = person.assess(&me.rulebook, &period, me.now);
    let late_days = assessment.policy.map_or(policy::DEFAULT_LATE_DAYS, |policy| policy.late_days);
    let earliest = Period::of(kind, me.today - Days::new(late_days.into())).start;
    let zone = shown::zone_of(&me.rulebook, &me.placements, period.end);
    let recent = sellers::recent(db, me.me.id, RECENT_SELLERS).await?;
    complete(&mut shown, me, &recent);
    let own = json!({
        "key": shown.key,
        "today": me.today,
        "earliest": earliest,
        "period": shown::period(&period),
        "standing": shown::standing(&assessment, zone),
        "kept": kept(pekan, me, &shown.kept).await?,
        "sellers": offered(pekan, &shown, &recent).await?,
        "chips": chips(assessment.shortfall, recent.first().map(|(_, amount)| *amount)),
        "districts": districts(me),
        "duplicate": duplicate(pekan, me, shown.duplicate).await?,
        "form": shown.typed,
    });
    Ok(frame.page("purchases/new.html", "log", me, own))
}

/// Fills in what was not typed, and replaces what no list of the page could show.
fn complete(shown: &mut Shown, me: &SignedIn, recent: &[(Seller, i64)]) {
    if !shown.typed.is_object() {
        shown.typed = json!({});
    }
    let known_channel = Channel::ALL.iter().any(|one| one.name() == shown.text("channel"));
    if !known_channel {
        shown.typed["channel"] = Channel::InPerson.name().into();
    }
    if shown.text("purchased_on").parse::<chrono::NaiveDate>().is_err() {
        shown.typed["purchased_on"] = me.today.to_string().into();
    }
    if let (None, Some((last, _))) = (shown.typed.get("seller"), recent.first()) {
        shown.typed["seller"] = last.id.to_string().into();
    }
}

fn offer(seller: &Seller) -> Value {
    json!({ "id": seller.id.to_string(), "name": seller.name, "district": seller.district })
}

/// The sellers to choose from: the chosen or last one, recent ones, those that a search found.
async fn offered(pekan: &Pekan, shown: &Shown, recent: &[(Seller, i64)]) -> store::Result<Value> {
    let db = pekan.store.reader();
    let mut near: Vec<Seller> = recent.iter().map(|(seller, _)| seller.clone()).collect();
    let wanted: Option<i64> = shown.text("seller").parse().ok();
    if let Some(wanted) = wanted
        && near.iter().all(|seller| seller.id != wanted)
        && let Some(seller) = sellers::by_id(db, wanted).await?
    {
        near.insert(0, seller);
    }
    let found = match &shown.query {
        None => Value::Null,
        Some(query) => {
            let mut found = sellers::search(db, Some(query), None, FOUND_SELLERS).await?;
            found.retain(|seller| near.iter().all(|one| one.id != seller.id));
            found.iter().map(offer).collect()
        }
    };
    let chosen = match wanted {
        Some(id) => near.iter().find(|seller| seller.id == id).map(|seller| seller.name.as_str()),
        None => Some(shown.text("seller.name")).filter(|name| !name.trim().is_empty()),
    };
    Ok(json!({
        "chosen": chosen,
        "last": near.first().map(offer),
        "recent": near.iter().skip(1).map(offer).collect::<Vec<_>>(),
        "found": found,
    }))
}

/// Amounts at a touch, in rupiah, each once.
fn chips(shortfall: Option<i64>, last: Option<i64>) -> Vec<Value> {
    let wanted = [("exact", shortfall), ("last", last), ("plain", Some(ROUND_AMOUNT))];
    let mut chips: Vec<(&str, i64)> = Vec::new();
    for (kind, amount) in wanted {
        if let Some(amount) = amount.filter(|amount| *amount > 0)
            && chips.iter().all(|(_, known)| *known != amount)
        {
            chips.push((kind, amount));
        }
    }
    chips.iter().map(|(kind, amount)| json!({ "kind": kind, "amount": amount })).collect()
}

/// Names of sub-districts, as the offices of the district have them.
fn districts(me: &SignedIn) -> Vec<String> {
    let offices = me.rulebook.offices.iter().filter(|office| office.kind == "kecamatan");
    let mut names: Vec<String> = offices
        .map(|office| office.name.split_once(' ').map_or(&*office.name, |(_, name)| name).into())
        .collect();
    names.sort_unstable();
    names
}

async fn kept(pekan: &Pekan, me: &SignedIn, ids: &[i64]) -> store::Result<Vec<Value>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = receipts::uploaded(pekan.store.reader(), me.me.id, ids).await?;
    let waiting = rows.iter().filter(|row| row.purchase_id.is_none());
    let shown = waiting.enumerate().map(|(index, row)| {
        let number = Arg::Count(index as u64 + 1);
        let name = text::text_with(me.language, "receipt-photo", &[("number", number)]);
        json!({ "id": row.id, "name": name, "thumbnail_url": shown::thumbnail(row) })
    });
    Ok(shown.collect())
}

async fn duplicate(pekan: &Pekan, me: &SignedIn, id: Option<i64>) -> store::Result<Value> {
    let Some(id) = id else { return Ok(Value::Null) };
    let day = people::scope_day(me.now);
    let found = purchases::visible(pekan.store.reader(), &me.scope(), id, day).await?;
    Ok(found.map_or(Value::Null, |Purchase { row, seller, .. }| {
        json!({
            "id": row.id,
            "date": row.purchased_on,
            "seller": seller.name,
            "amount": row.amount,
        })
    }))
}
