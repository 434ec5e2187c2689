//! What is kept about somebody, as JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::rules::access::scope_day;
use crate::rules::{EmployeeId, PeriodKind, RoleKind, Rulebook};
use crate::store::audit::{self, Entry, Search};
use crate::store::exemptions::ExemptionRow;
use crate::store::purchases::Purchase;
use crate::store::{
    self, ConnectionTrait, Store, declarations, employees, mails, openings, placements, roles,
    sessions, tokens,
};

/// Entries of the audit at the most: of a whole working life there are fewer.
const MOST_ENTRIES: u64 = 50_000;

pub async fn of(
    store: &Store,
    (me, now): (EmployeeId, DateTime<Utc>),
    bought: &[Purchase],
    left: &[ExemptionRow],
) -> store::Result<Value> {
    let (db, rulebook) = (store.reader(), store.rulebook().await?);
    let Some(person) = employees::by_id(db, me).await? else { return Ok(json!({})) };
    Ok(json!({
        "person": {
            "number": person.number,
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "login": person.login,
            "language": person.language,
            "mute_midweek": person.mute_midweek,
            "mail_choice": person.mail_choice,
            "one_mail_a_day": person.one_mail_a_day,
            "wants_results": person.wants_results,
            "created_at": person.created_at,
            "has_password": person.password_hash.is_some(),
        },
        "placements": places(db, me, &rulebook).await?,
        "roles": held(db, me, &rulebook).await?,
        "purchases": bought.iter().map(purchase).collect::<Vec<_>>(),
        "leave": left.iter().map(leave).collect::<Vec<_>>(),
        "declarations": declared(db, me).await?,
        "mails": sent(db, me).await?,
        "bounces": came_back(db, me).await?,
        "devices": devices(db, me, now).await?,
        "keys": keys(db, me, now).await?,
        "phones": phones(db, me).await?,
        "corrections": corrections(db, me).await?,
        "shared_parts": shared_parts(db, me).await?,
        "opened_by_others": opened(db, me).await?,
        "audit_by_me": entries(db, Search { actor: Some(me), ..Search::default() }).await?,
        "audit_about_me": entries(db, Search { about: Some(me), ..Search::default() }).await?,
    }))
}

async fn places(
    db: &impl ConnectionTrait,
    me: EmployeeId,
    rulebook: &Rulebook,
) -> store::Result<Vec<Value>> {
    let places = placements::of(db, me).await?.into_iter().map(|place| {
        json!({
            "office": rulebook.offices.get(place.office).map(|office| &office.name),
            "position_level": place.position_level,
            "position_title": place.position_title,
            "grade": place.grade,
            "employment_type": place.employment_type.name(),
            "reference_amount": place.reference_amount,
            "from": place.from,
            "to": place.to,
        })
    });
    Ok(places.collect())
}

async fn held(
    db: &impl ConnectionTrait,
    me: EmployeeId,
    rulebook: &Rulebook,
) -> store::Result<Vec<Value>> {
    let held = roles::history(db, me).await?.into_iter().map(|row| {
        let office = row.office_id.and_then(|id| rulebook.offices.get(id));
        json!({
            "role": row.kind.name(),
            "office": office.map(|office| &office.name),
            "acting": row.acting,
            "from": row.from_on,
            "to": row.to_on,
            "revoked_at": row.revoked_at,
        })
    });
    Ok(held.collect())
}

fn purchase(one: &Purchase) -> Value {
    let row = &one.row;
    let receipts = one.receipts.iter().map(|receipt| {
        json!({
            "id": receipt.id,
            "sent_at": receipt.created_at,
            "bytes": receipt.bytes,
            "file_removed_at": receipt.file_removed_at,
        })
    });
    json!({
        "id": row.id,
        "purchased_on": row.purchased_on,
        "amount": row.amount,
        "seller": one.seller.name,
        "channel": row.channel,
        "event": row.event_id,
        "order_number": row.order_number,
        "description": row.description,
        "state": row.state.name(),
        "reason": row.reason,
        "recorded_at": row.recorded_at,
        "recorded_by_me": row.recorded_by == row.employee_id,
        "decided_at": row.decided_at,
        "receipts": receipts.collect::<Vec<_>>(),
    })
}

fn leave(row: &ExemptionRow) -> Value {
    json!({
        "id": row.id,
        "from": row.from_on,
        "to": row.to_on,
        "kind": row.reason.name(),
        "state": row.state.name(),
        "requested_at": row.created_at,
        "decided_at": row.decided_at,
        "decision_reason": row.decision_reason,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
        "document": row.document_sha256.is_some(),
    })
}

async fn declared(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let mut all = Vec::new();
    for kind in PeriodKind::ALL {
        // Nobody has bought anything here before or after.
        for row in declarations::between(db, [me], kind, day(1900), day(2999)).await? {
            all.push(json!({
                "kind": kind.name(),
                "start": row.start_on,
                "reason": row.reason.name(),
                "declared_at": row.declared_at,
            }));
        }
    }
    Ok(all)
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

async fn sent(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let sent = mails::of_employee(db, me).await?.into_iter().map(|mail| {
        json!({
            "kind": mail.kind.name(),
            "state": mail.state.name(),
            "created_at": mail.created_at,
            "sent_at": mail.sent_at,
            "shown_from": mail.shown_from,
            "put_aside_at": mail.put_aside_at,
            "phones": mail.phones,
            "recipient": mail.recipient,
            "subject": mail.subject,
            "body": mail.body,
        })
    });
    Ok(sent.collect())
}

/// What was said of their addresses: nobody is there.
async fn came_back(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let found = store::bounces::of_employee(db, me).await?.into_iter().map(|bounce| {
        json!({
            "address": bounce.address,
            "source": bounce.source.name(),
            "noted_at": bounce.noted_at,
            "words": bounce.words,
            "cleared_at": bounce.cleared_at,
        })
    });
    Ok(found.collect())
}

async fn devices(
    db: &impl ConnectionTrait,
    me: EmployeeId,
    now: DateTime<Utc>,
) -> store::Result<Vec<Value>> {
    let devices = sessions::of(db, me, now).await?.into_iter().map(|session| {
        json!({
            "browser": session.browser,
            "remembered": session.remembered,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
        })
    });
    Ok(devices.collect())
}

async fn keys(
    db: &impl ConnectionTrait,
    me: EmployeeId,
    now: DateTime<Utc>,
) -> store::Result<Vec<Value>> {
    let roles = roles::of(db, me, scope_day(now)).await?;
    let keys = tokens::of(db, me, &roles, now).await?.into_iter().map(|key| {
        json!({ "name": key.name, "created_at": key.created_at, "expires_at": key.expires_at })
    });
    Ok(keys.collect())
}

async fn phones(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let phones = store::push_subscriptions::of(db, me).await?.into_iter().map(|phone| {
        json!({
            "browser": phone.browser,
            "address": phone.endpoint,
            "created_at": phone.created_at,
            "last_shown_at": phone.last_ok_at,
        })
    });
    Ok(phones.collect())
}

/// The newest; nobody asks for more in a working life.
const MOST_CORRECTIONS: u64 = 1_000;

async fn corrections(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let asked = store::corrections::of(db, me, MOST_CORRECTIONS).await?.into_iter().map(|one| {
        json!({
            "field": one.field.name(),
            "wanted": one.wanted,
            "note": one.note,
            "state": one.state.name(),
            "asked_at": one.asked_at,
            "decided_at": one.decided_at,
            "reason": one.reason,
        })
    });
    Ok(asked.collect())
}

/// Parts of receipts that were proposed to them, or that they proposed to others, without whose those are.
async fn shared_parts(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let parts = store::shared_parts::of_person(db, me).await?.into_iter().map(|part| {
        let mine = part.employee_id == me;
        // What they proposed is of their own purchase; what was proposed to them became one.
        let purchase = if mine { part.recorded_id } else { Some(part.purchase_id) };
        json!({
            "mine": mine,
            "purchase": purchase,
            "amount": part.amount,
            "state": part.state.name(),
            "proposed_at": part.proposed_at,
            "settled_at": part.settled_at,
        })
    });
    Ok(parts.collect())
}

/// By which role and when, as the pages of purchases say it.
async fn opened(db: &impl ConnectionTrait, me: EmployeeId) -> store::Result<Vec<Value>> {
    let opened = openings::of_owner(db, me, None).await?.into_iter().map(|one| {
        json!({
            "kind": one.kind.name(),
            "record": one.record_id,
            "role": one.role.map(RoleKind::name),
            "on": one.opened_on,
        })
    });
    Ok(opened.collect())
}

/// What was done, without who else did it.
async fn entries(db: &impl ConnectionTrait, search: Search) -> store::Result<Vec<Value>> {
    let search = Search { limit: MOST_ENTRIES, ..search };
    let entry = |entry: Entry| {
        let details: Value = serde_json::from_str(&entry.details).unwrap_or_default();
        json!({
            "at": entry.at,
            "action": entry.action.name(),
            "subject": entry.subject,
            "details": details,
        })
    };
    Ok(audit::search(db, &search).await?.into_iter().map(entry).collect())
}
