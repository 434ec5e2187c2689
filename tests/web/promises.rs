//! A page offers what its workflow accepts, and nothing else (rules.md §§4 and 9): for every state of a
//! record and everybody, a button is there exactly when pressing it succeeds.

use chrono::{DateTime, Utc};
use pekan::store::Error;
use pekan::store::entities::exemptions;
use pekan::txn_job;
use rocket::http::Method::Post;
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Rina, Sari};
use crate::support::town::{NOW, Town, Who};

/// After the deadline of the week of [`NOW`].
const LATE: &str = "2026-11-26T09:00:00+07:00";

on_both_databases!(
    purchases_are_voided_where_their_page_offers_it,
    exemptions_are_decided_and_withdrawn_where_their_page_offers_it
);

async fn did(town: &Town, who: Who, path: &str, body: Value) -> Value {
    town.api(who, Post, path, Some(body)).await.is(200).json()
}

/// A purchase of somebody, brought into a state by the administrator.
async fn purchase(town: &Town, owner: Who, state: &str, number: usize) -> Value {
    let body = json!({
        "purchased_on": "2026-11-20", "amount": 20_000 + number, "seller": { "name": "Warung" },
        "channel": "in_person", "evidence": "no_receipt",
    });
    let key = format!("promise-{number}");
    let headers = [("Idempotency-Key", key.as_str())];
    let made = town.api_with(owner, Post, "/purchases", Some(body), &headers).await.is(201).json();
    let path = format!("/purchases/{}", made["id"]);
    match state {
        "verified" => {
            did(town, Dewi, &format!("{path}/review"), json!({ "decision": "verify" })).await;
        }
        "rejected" => {
            let body = json!({ "decision": "reject", "reason": "keliru" });
            did(town, Dewi, &format!("{path}/review"), body).await;
        }
        "voided" => {
            did(town, Dewi, &format!("{path}/void"), json!({ "reason": "keliru" })).await;
        }
        _ => {}
    }
    made["id"].clone()
}

/// Whether a page offers a form, and whether sending it is accepted.
async fn offered_and_accepted(
    town: &Town,
    who: Who,
    page: &str,
    form: &str,
    fields: &[(&str, &str)],
) -> (bool, bool) {
    let shown = town.get(who, page).await;
    let offered = shown.status == 200 && shown.text().contains(&format!("action=\"{form}\""));
    let reply = town.post(who, form, fields).await;
    assert!(reply.status < 500, "{who:?} {form}: {}", reply.text());
    (offered, reply.status == 303)
}

async fn assert_edit_is_offered_where_it_opens(town: &Town, who: Who, page: &str) {
    let edit = format!("{page}/ubah");
    let shown = town.get(who, page).await;
    let offered = shown.status == 200 && shown.text().contains(&format!("href=\"{edit}\""));
    let opened = town.get(who, &edit).await.status == 200;
    assert_eq!(offered, opened, "{edit}, {who:?}");
}

async fn purchases_are_voided_where_their_page_offers_it(db: Database) {
    let mut town = Town::with_operators(db).await;
    let (mut number, mut offers) = (0, Vec::new());
    for late in [false, true] {
        for owner in [Sari, Rina] {
            for state in ["recorded", "verified", "rejected", "voided"] {
                for who in Who::ALL.into_iter().skip(1) {
                    // The session of an administrator has ended by then.
                    if late && who == Dewi {
                        continue;
                    }
                    number += 1;
                    let id = purchase(&town, owner, state, number).await;
                    if late {
                        town = town.at(LATE).await;
                    }
                    let page = format!("/belanja/{id}");
                    assert_edit_is_offered_where_it_opens(&town, who, &page).await;
                    let form = format!("{page}/batal");
                    let fields = [("reason", "keliru")];
                    let (offered, accepted) =
                        offered_and_accepted(&town, who, &page, &form, &fields).await;
                    let what = format!("{state} of {owner:?}, {who:?}, late: {late}");
                    assert_eq!(offered, accepted, "{what}");
                    if offered {
                        offers.push((late, owner, state, who));
                    }
                    if late {
                        town = town.at(NOW).await;
                    }
                }
            }
        }
    }
    // The owner in time, and at any time whoever reviews and is not the owner.
    let expected = |late: bool, owner: Who, who: Who| {
        (who == owner && !late) || who == Dewi || (who == Rina && owner == Sari)
    };
    for (late, owner, state, who) in &offers {
        assert!(expected(*late, *owner, *who), "{state} of {owner:?}, {who:?}, late: {late}");
    }
    assert_eq!(offers.len(), 3 * (3 + 2 + 1), "{offers:?}");
}

/// An exemption of somebody on a day of its own, brought into a state by the administrator.
async fn exemption(town: &Town, owner: Who, state: &str, number: u64) -> String {
    let first: chrono::NaiveDate = "2027-01-01".parse().unwrap();
    let day = first + chrono::Days::new(number);
    let body = json!({ "from": day, "to": day, "reason": "annual_leave" });
    let path = format!("/employees/{}/exemptions", owner.number());
    let made = town.api(owner, Post, &path, Some(body)).await.is(201).json();
    asked_long_ago(town).await;
    let path = format!("/exemptions/{}", made["id"]);
    if state == "approved" || state == "withdrawn" {
        did(town, Dewi, &format!("{path}/approve"), json!({ "reason": null })).await;
    }
    match state {
        "refused" => did(town, Dewi, &format!("{path}/refuse"), json!({ "reason": "x" })).await,
        "withdrawn" => did(town, Dewi, &format!("{path}/withdraw"), json!({ "reason": "x" })).await,
        _ => Value::Null,
    };
    made["id"].to_string()
}

/// Nobody may ask as often within a month as is asked here.
async fn asked_long_ago(town: &Town) {
    let then: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
    let moved = town.store.write::<_, Error, _>(txn_job!(|txn| {
        let all = exemptions::Entity::update_many();
        let moved = all.col_expr(exemptions::Column::CreatedAt, Expr::value(then)).exec(txn);
        Ok(moved.await.map(|_| ())?)
    }));
    moved.await.unwrap();
}

async fn exemptions_are_decided_and_withdrawn_where_their_page_offers_it(db: Database) {
    let town = Town::with_operators(db).await;
    let (mut number, mut offers) = (0, 0);
    for owner in [Sari, Rina] {
        for state in ["requested", "approved", "refused", "withdrawn"] {
            for who in Who::ALL.into_iter().skip(1) {
                for (form, fields) in [
                    ("/tinjau/pengecualian/ID", [("decision", "approve"), ("reason", "")]),
                    ("/tinjau/pengecualian/ID", [("decision", "refuse"), ("reason", "keliru")]),
                    ("/pengecualian/ID/tarik", [("reason", "keliru"), ("", "")]),
                ] {
                    number += 1;
                    let id = exemption(&town, owner, state, number).await;
                    let (page, form) = (format!("/pengecualian/{id}"), form.replace("ID", &id));
                    let fields: Vec<_> =
                        fields.into_iter().filter(|(name, _)| !name.is_empty()).collect();
                    let (offered, accepted) =
                        offered_and_accepted(&town, who, &page, &form, &fields).await;
                    assert_eq!(offered, accepted, "{state} of {owner:?}, {who:?}: {fields:?}");
                    offers += usize::from(offered);
                }
            }
        }
    }
    // Of Sari's: two decide and withdraw, the operator withdraws, she takes back; of Rina's: one, the
    // operator, and she.
    assert_eq!(offers, (2 * 2 + 2 + 1 + 1) + (2 + 1 + 1 + 1));
}
