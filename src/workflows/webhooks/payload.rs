//! What a system is told, asked just before it is: what is no longer so is not said.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::config::Config;
use crate::rules::purchase::State;
use crate::rules::unsent::Unsent;
use crate::rules::webhook::WebhookKind;
use crate::rules::{Period, placement};
use crate::store::webhooks::Delivery;
use crate::store::{self, Store, employees, placements, purchases, sellers};
use crate::workflows::mail::spoken::{Spoken, spoken};

pub(super) enum Told {
    /// The body.
    Now(String),
    /// Not any more.
    Not(Unsent),
    /// Not before this instant.
    Wait(DateTime<Utc>),
}

pub(super) async fn told(
    store: &Store,
    config: &Config,
    delivery: &Delivery,
    now: DateTime<Utc>,
) -> store::Result<Told> {
    let data = match delivery.kind {
        WebhookKind::Message => {
            let Some(id) = delivery.mail_id else { return Ok(Told::Not(Unsent::NoMessage)) };
            match spoken(store, config, id, now).await? {
                Spoken::Now(message) => serde_json::to_value(message).ok(),
                Spoken::Not(why) => return Ok(Told::Not(why)),
                Spoken::Wait(until) => return Ok(Told::Wait(until)),
            }
        }
        WebhookKind::PurchaseRecorded => purchase(store, delivery).await?,
        WebhookKind::PeriodClosed => {
            let period = delivery.period_kind.zip(delivery.period_start);
            period.map(|(kind, start)| period_data(&Period::of(kind, start)))
        }
        WebhookKind::PolicyAdded => {
            let rulebook = store.rulebook().await?;
            let found = rulebook.policies.iter().find(|one| Some(one.id) == delivery.policy_id);
            found.map(|policy| {
                let office = rulebook.offices.get(policy.office).map(|office| office.code.clone());
                json!({
                    "id": policy.id,
                    "title": policy.title,
                    "legal_basis": policy.legal_basis,
                    "mode": policy.mode,
                    "period": policy.period,
                    "office": office,
                    "effective_from": policy.effective_from,
                    "minimum_amount": policy.minimum_amount,
                })
            })
        }
    };
    let Some(data) = data else { return Ok(Told::Not(Unsent::NoLongerSo)) };
    let at = delivery.created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let body = json!({ "type": delivery.kind.name(), "timestamp": at, "data": data });
    Ok(Told::Now(body.to_string()))
}

fn period_data(period: &Period) -> Value {
    json!({ "period": period.label(), "from": period.start, "to": period.end })
}

/// As it is now; none where it was voided or rejected meanwhile.
async fn purchase(store: &Store, delivery: &Delivery) -> store::Result<Option<Value>> {
    let db = store.reader();
    let Some(id) = delivery.purchase_id else { return Ok(None) };
    let Some(row) = purchases::by_id(db, id).await? else { return Ok(None) };
    if !matches!(row.state, State::Recorded | State::Verified) {
        return Ok(None);
    }
    let Some(owner) = employees::by_id(db, row.employee_id).await? else { return Ok(None) };
    let seller = sellers::by_id(db, row.seller_id).await?.map(|seller| seller.name);
    let places = placements::of(db, owner.id).await?;
    let rulebook = store.rulebook().await?;
    let office = placement::current(&places, row.purchased_on);
    let office = office.and_then(|place| rulebook.offices.get(place.office));
    Ok(Some(json!({
        "id": row.id,
        "employee": owner.number,
        "office": office.map(|office| office.code.clone()),
        "purchased_on": row.purchased_on,
        "amount": row.amount,
        "state": row.state,
        "channel": row.channel,
        "seller": seller,
    })))
}
