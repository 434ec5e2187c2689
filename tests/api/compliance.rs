//! Figures of offices, who I am, the outbox, and the document that describes it all.

use std::collections::BTreeSet;

use pekan::rules::Period;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::mails::{self, Mail};
use pekan::txn_job;
use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::faults;
use super::purchases::{log, lunch};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Rina, Sari, Tutik};
use crate::support::town::{Town, Who};

async fn failed_mail(town: &Town, who: Who) {
    let (now, employee) = ("2026-11-19T02:00:00Z".parse().unwrap(), town.id(who));
    let week = Period::parse("2026-W47").unwrap();
    let reminder = Mail {
        period_kind: Some(week.kind),
        period_start: Some(week.start),
        state: MailState::Failed,
        ..mails::new(MailKind::Midweek, employee, now)
    };
    let other = mails::new(MailKind::PasswordReset, employee, now);
    town.store
        .write(txn_job!(|txn| {
            mails::insert(txn, reminder).await?;
            mails::insert(txn, other).await
        }))
        .await
        .unwrap();
}

on_both_databases!(
    an_office_is_the_sum_of_what_is_below_it,
    an_office_elsewhere_is_not_there,
    i_am_told_who_i_am,
    the_outbox_is_for_administrators
);

async fn an_office_is_the_sum_of_what_is_below_it(db: Database) {
    let town = Town::build(db).await;
    let mut much = lunch();
    much["amount"] = json!(100_000);
    log(&town, Sari, "a", much).await.is(201);
    log(&town, Hadi, "a", lunch()).await.is(201);
    let dkp =
        town.api(Hadi, Get, "/offices/DKP/compliance?period=2026-W47", None).await.is(200).json();
    for (field, value) in [
        ("office", json!("DKP")),
        ("period", json!("2026-W47")),
        ("headcount", json!(4)),
        ("obliged", json!(4)),
        ("exempt", json!(0)),
        ("met", json!(1)),
        ("met_late", json!(0)),
        ("open", json!(3)),
        ("short", json!(0)),
        ("counted_amount", json!(135_000)),
        ("shortfall_amount", json!(265_000)),
        ("rate", json!(0.25)),
        ("period_state", json!("open")),
        ("amendment", Value::Null),
        ("employees", Value::Null),
    ] {
        assert_eq!(dkp[field], value, "{field}");
    }
    let children = dkp["children"].as_array().unwrap();
    assert_eq!(
        (children.len(), &children[0]["office"], &children[0]["rate"]),
        (1, &json!("DKP-UPT1"), &json!(0.5))
    );
    let named = town
        .api(Hadi, Get, "/offices/DKP/compliance?period=2026-W47&employees=true", None)
        .await
        .is(200)
        .json();
    let people = named["employees"].as_array().unwrap();
    let called: Vec<_> = people.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(called, ["Budi", "Hadi", "Rina", "Sari"]);
    assert_eq!(
        people[3],
        json!({ "number": Sari.number(), "name": "Sari", "office": "DKP-UPT1",
        "status": "met", "policy": "Lumajang 2023", "minimum": 100_000, "minimum_count": 0,
        "counted": 100_000, "count": 1, "shortfall": 0, "deadline": "2026-11-25" })
    );
    let bali = town
        .api(Agus, Get, "/offices/BALI/compliance?period=2026-W47&employees=true", None)
        .await
        .is(200)
        .json();
    assert_eq!((&bali["rate"], &bali["employees"]), (&Value::Null, &json!([])));
    // A month has no policy here: nobody is obliged, and what does not apply is null.
    let month = town
        .api(Hadi, Get, "/offices/DKP-UPT1/compliance?period=2026-11&employees=true", None)
        .await
        .is(200)
        .json();
    assert_eq!((&month["obliged"], &month["counted_amount"]), (&json!(0), &json!(100_000)));
    assert_eq!(
        (&month["employees"][0]["status"], &month["employees"][0]["minimum"]),
        (&json!("not_obliged"), &Value::Null)
    );

    let trend =
        town.api(Hadi, Get, "/offices/DKP/trend?period=week&last=3", None).await.is(200).json();
    let periods: Vec<_> = trend["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["period"].as_str().unwrap())
        .collect();
    assert_eq!(periods, ["2026-W45", "2026-W46", "2026-W47"]);
    assert_eq!((&trend["items"][2]["met"], &trend["items"][0]["short"]), (&json!(1), &json!(4)));
    assert_eq!(
        town.api(Hadi, Get, "/offices/DKP/trend", None).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        12
    );
}

async fn an_office_elsewhere_is_not_there(db: Database) {
    let town = Town::build(db).await;
    for path in ["/offices/DKP/compliance?period=2026-W47&employees=true", "/offices/DKP/trend"] {
        for (who, status) in [
            (Hadi, 200),
            (Rina, 200),
            (Agus, 200),
            (Dewi, 200),
            (Tutik, 404),
            (Sari, 404),
            (Budi, 404),
            (Nobody, 401),
        ] {
            assert_eq!(town.api(who, Get, path, None).await.status, status, "{who:?} {path}");
        }
    }
    town.api(Hadi, Get, "/offices/LMJ/compliance", None).await.is(404);
    town.api(Hadi, Get, "/purchases?office=KEC-TEMPEH", None).await.is(404);
    town.api(Hadi, Get, "/purchases?office=DKP-UPT1", None).await.is(200);
}

async fn i_am_told_who_i_am(db: Database) {
    let town = Town::build(db).await;
    let hadi = town.api(Hadi, Get, "/me", None).await.is(200).json();
    assert_eq!((&hadi["number"], &hadi["office"]["code"]), (&json!(Hadi.number()), &json!("DKP")));
    assert_eq!((&hadi["roles"][0]["role"], &hadi["scopes"]), (&json!("head"), &json!(["DKP"])));
    assert_eq!(town.api(Sari, Get, "/me", None).await.json()["scopes"], json!([]));
    assert_eq!(town.api(Agus, Get, "/me", None).await.json()["scopes"], json!(["LMJ"]));
    town.api(Nobody, Get, "/me", None).await.is(401);
}

async fn the_outbox_is_for_administrators(db: Database) {
    let town = Town::build(db).await;
    failed_mail(&town, Sari).await;
    for path in ["/reminders", "/mail", "/mail?state=failed", "/reminders?period=2026-W47"] {
        for (who, status) in [(Dewi, 200), (Agus, 403), (Hadi, 403), (Sari, 403), (Nobody, 401)] {
            assert_eq!(town.api(who, Get, path, None).await.status, status, "{who:?} {path}");
        }
    }
    let items =
        |reply: crate::support::town::Reply| reply.json()["items"].as_array().unwrap().clone();
    assert_eq!(items(town.api(Dewi, Get, "/mail", None).await).len(), 2);
    assert_eq!(items(town.api(Dewi, Get, "/reminders", None).await).len(), 1);
    assert_eq!(items(town.api(Dewi, Get, "/reminders?period=2026-W46", None).await).len(), 0);
    let failed = items(town.api(Dewi, Get, "/mail?state=failed", None).await);
    assert_eq!((&failed[0]["kind"], &failed[0]["period"]), (&json!("midweek"), &json!("2026-W47")));
    let retry = format!("/mail/{}/retry", failed[0]["id"]);
    town.api(Sari, Post, &retry, None).await.is(403);
    assert_eq!(town.api(Dewi, Post, &retry, None).await.is(200).json()["state"], "queued");
    assert_eq!(
        faults(&town.api(Dewi, Post, &retry, None).await.is(409)),
        ["state: mail-not-failed"]
    );
    town.api(Dewi, Post, "/mail/999/retry", None).await.is(404);
    failed_mail(&town, Budi).await;
    for (query, wrong) in [("", "state: missing"), ("?state=sent", "state: unknown-choice")] {
        let all = format!("/mail/retry{query}");
        assert_eq!(faults(&town.api(Dewi, Post, &all, None).await.is(422)), [wrong]);
    }
    town.api(Sari, Post, "/mail/retry?state=failed", None).await.is(403);
    for queued in [1, 0] {
        let all = town.api(Dewi, Post, "/mail/retry?state=failed", None).await.is(200);
        assert_eq!(all.json(), json!({ "queued": queued }));
    }
    assert_eq!(items(town.api(Dewi, Get, "/mail?state=failed", None).await).len(), 0);
}

#[tokio::test]
async fn the_document_describes_what_is_served_and_nothing_else() {
    let town = Town::build(Database::sqlite()).await;
    let document = town.api(Nobody, Get, "/openapi.json", None).await.is(200).json();
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].is_string(), "{method} {path} says nothing");
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let routes = town.client.rocket().routes();
    let served: BTreeSet<_> = routes
        .filter(|route| route.uri.path().starts_with("/api/v1"))
        .map(|route| {
            format!("{} {}", route.method, route.uri.path()).replace('<', "{").replace('>', "}")
        })
        .collect();
    assert_eq!(described, served);
    // `<wbr>` marks where a line may end.
    let docs = town.get(Nobody, "/api/docs").await.is(200).text().replace("<wbr>", "");
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(docs.contains(&format!("<code>{path}</code>")), "{path}");
    }
}
