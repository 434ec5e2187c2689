//! What systems were told, in the API; and of whatever was not sent, a word and never a code.

use std::io::{Cursor, Read as _};

use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::mail::{AttemptOutcome, MailKind, MailState};
use pekan::rules::unsent::Unsent;
use pekan::rules::{PolicyId, WebhookId};
use pekan::store::bounces::{self, Bounce};
use pekan::store::webhooks::{self, Event, Webhook};
use pekan::store::{Error, mails};
use pekan::text::{Language, text};
use pekan::txn_job;
use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    deliveries_are_listed_sent_again_and_cancelled,
    marked_addresses_are_listed_and_cleared,
    no_page_shows_a_code_of_what_was_not_sent
);

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

/// A receiver, which was told of a policy so many times.
async fn told(town: &Town, times: usize) {
    let row = Webhook {
        id: WebhookId::NONE,
        url: "https://gerbang.lumajangkab.go.id/".into(),
        secret: String::new(),
        kinds: "policy.added".into(),
        created_by: town.id(Dewi),
        created_at: now(),
        paused_at: None,
        ended_at: None,
    };
    let done: Result<(), Error> = town
        .store
        .write(txn_job!(|txn| {
            webhooks::insert(txn, row).await?;
            for _ in 0..times {
                webhooks::tell(txn, Event::PolicyAdded(PolicyId(1)), now()).await?;
            }
            Ok(())
        }))
        .await;
    done.unwrap();
}

/// What became of the newest deliveries, one after the other.
async fn became(town: &Town, ends: Vec<(MailState, String)>) {
    let newest = webhooks::newest(town.store.reader(), 100).await.unwrap();
    let ids = newest.iter().map(|one| one.id).take(ends.len()).collect();
    let done: Result<(), Error> = town
        .store
        .write(txn_job!(|txn| {
            let lease = now() + TimeDelta::minutes(5);
            let mut claimed = webhooks::claim(txn, ids, now(), lease).await?;
            claimed.sort_by_key(|one| std::cmp::Reverse(one.id));
            for (mut one, (state, reply)) in claimed.into_iter().zip(ends) {
                (one.state, one.reply) = (state, reply);
                webhooks::settle(txn, one).await?;
            }
            Ok(())
        }))
        .await;
    done.unwrap();
}

async fn items(town: &Town, path: &str) -> Vec<Value> {
    town.api(Dewi, Get, path, None).await.is(200).json()["items"].as_array().unwrap().clone()
}

const PATH: &str = "/webhooks/deliveries";

async fn deliveries_are_listed_sent_again_and_cancelled(db: Database) {
    let town = Town::build(db).await;
    told(&town, 3).await;
    let failed = (MailState::Failed, "500 rusak".to_owned());
    let sent = (MailState::Sent, "202 diterima".to_owned());
    became(&town, vec![failed, sent]).await;
    let all = items(&town, PATH).await;
    let said: Vec<_> = all.iter().map(|one| (&one["state"], &one["reply"], &one["why"])).collect();
    assert_eq!(
        said,
        [
            (&json!("failed"), &json!("500 rusak"), &Value::Null),
            (&json!("sent"), &json!("202 diterima"), &Value::Null),
            (&json!("queued"), &Value::Null, &Value::Null),
        ]
    );
    assert_eq!(all[0]["url"], "https://gerbang.lumajangkab.go.id/");
    let first = town.api(Dewi, Get, &format!("{PATH}?limit=2"), None).await.is(200).json();
    assert_eq!(first["items"].as_array().unwrap()[..], all[..2]);
    let next = format!("{PATH}?limit=2&after={}", first["next"].as_str().unwrap());
    let next = town.api(Dewi, Get, &next, None).await.is(200).json();
    assert_eq!(
        (next["items"].as_array().unwrap(), &next["next"]),
        (&all[2..].to_vec(), &Value::Null)
    );
    let webhook = &all[0]["webhook"];
    for (query, found) in [
        ("state=failed".to_owned(), 1),
        ("kind=policy.added".into(), 3),
        ("kind=message".into(), 0),
        (format!("webhook={webhook}&state=sent"), 1),
        ("webhook=999".into(), 0),
    ] {
        assert_eq!(items(&town, &format!("{PATH}?{query}")).await.len(), found, "{query}");
    }
    for query in ["state=lost", "kind=lost", "webhook=x", "limit=0", "x=1"] {
        town.api(Dewi, Get, &format!("{PATH}?{query}"), None).await.is(422);
    }

    let one = format!("{PATH}/{}", all[0]["id"]);
    assert_eq!(town.api(Dewi, Get, &one, None).await.is(200).json(), all[0]);
    let verb = |id: usize, verb: &str| format!("{PATH}/{}/{verb}", all[id]["id"]);
    let again = town.api(Dewi, Post, &verb(0, "retry"), None).await.is(200).json();
    assert_eq!((&again["state"], &again["attempts"]), (&json!("queued"), &json!(0)));
    let twice = town.api(Dewi, Post, &verb(0, "retry"), None).await.is(409).json();
    assert_eq!(twice["errors"][0]["code"], "webhook-not-failed");
    let dropped = town.api(Dewi, Post, &verb(2, "cancel"), None).await.is(200).json();
    assert_eq!((&dropped["state"], &dropped["why"]), (&json!("obsolete"), &json!("cancelled")));
    let sent = town.api(Dewi, Post, &verb(1, "cancel"), None).await.is(409).json();
    assert_eq!(sent["errors"][0]["code"], "webhook-not-queued");
    for path in ["/999999", "/999999/retry", "/999999/cancel"] {
        let method = if path == "/999999" { Get } else { Post };
        town.api(Dewi, method, &format!("{PATH}{path}"), None).await.is(404);
    }
    let batal = format!("/admin/webhook/kiriman/{}/batal", all[0]["id"]);
    assert!(town.get(Dewi, "/admin/webhook").await.is(200).text().contains(&batal));
    town.post(Dewi, &batal, &[]).await.is(303);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("membatalkan kiriman webhook"), "{trail}");

    // Of one that has ended the list still tells, and nothing is done any more.
    told(&town, 1).await;
    let waits = items(&town, PATH).await[0].clone();
    town.post(Dewi, &format!("/admin/webhook/{}/akhiri", waits["webhook"]), &[]).await.is(303);
    let path = format!("{PATH}/{}", waits["id"]);
    assert_eq!(town.api(Dewi, Get, &path, None).await.is(200).json()["why"], "ended");
    town.api(Dewi, Post, &format!("{path}/retry"), None).await.is(404);
}

async fn marked_addresses_are_listed_and_cleared(db: Database) {
    let town = Town::build(db).await;
    let owner = town.id(Sari);
    let sari = town.api(Dewi, Get, &format!("/employees/{}", Sari.number()), None).await.json();
    let own = sari["email"].as_str().unwrap().to_owned();
    for (address, times) in [(own.as_str(), 2), ("hilang@example.go.id", 3), ("sekali@x.id", 1)] {
        for _ in 0..times {
            let mail = mails::Mail {
                recipient: Some(address.into()),
                ..mails::new(MailKind::Activation, owner, now())
            };
            let bounce = bounces::of(
                &mail,
                pekan::rules::bounce::BounceSource::Refused,
                "550 5.1.1 tidak ada",
                now(),
            );
            let bounce = Bounce { mail_id: None, ..bounce.unwrap() };
            let done: Result<bool, Error> =
                town.store.write(txn_job!(|txn| bounces::insert(txn, bounce).await)).await;
            assert!(done.unwrap());
        }
    }
    let all = items(&town, "/mail/addresses").await;
    let said: Vec<_> =
        all.iter().map(|one| (&one["address"], &one["failures"], &one["employees"])).collect();
    assert_eq!(
        said,
        [
            (&json!("hilang@example.go.id"), &json!(3), &json!([])),
            (&json!(own), &json!(2), &json!([Sari.number()])),
        ]
    );
    let first = town.api(Dewi, Get, "/mail/addresses?limit=1", None).await.is(200).json();
    let next = format!("/mail/addresses?limit=1&after={}", first["next"].as_str().unwrap());
    assert_eq!(items(&town, &next).await, all[1..]);

    let data = town.api(Sari, Get, "/me/data", None).await;
    let data = data.is(200);
    let mut archive = zip::ZipArchive::new(Cursor::new(&data.body)).unwrap();
    let mut own_data = String::new();
    archive.by_name("data.json").unwrap().read_to_string(&mut own_data).unwrap();
    assert!(own_data.contains("550 5.1.1 tidak ada") && own_data.contains(&own), "{own_data}");

    let clear = |address: &str| Some(json!({ "address": address }));
    town.api(Dewi, Post, "/mail/addresses/clear", clear(&own)).await.is(204);
    town.api(Dewi, Post, "/mail/addresses/clear", clear(&own)).await.is(404);
    assert_eq!(items(&town, "/mail/addresses").await, all[..1]);
    town.api(Dewi, Post, "/mail/addresses/clear", Some(json!({}))).await.is(422);
}

async fn no_page_shows_a_code_of_what_was_not_sent(db: Database) {
    let town = Town::build(db).await;
    let mail = mails::new(MailKind::Midweek, town.id(Sari), now());
    town.store.write(txn_job!(|txn| mails::insert(txn, mail).await)).await.unwrap();
    let id = town.api(Dewi, Get, "/mail?limit=1", None).await.json()["items"][0]["id"].to_string();
    let row = mails::by_id(town.store.reader(), id.parse().unwrap()).await.unwrap().unwrap().0;
    let done: Result<(), Error> = town
        .store
        .write(txn_job!(|txn| {
            for why in Unsent::ALL {
                let (mail, outcome) = (row.clone(), AttemptOutcome::Obsolete);
                mails::settle(txn, mail, outcome, why.name(), now()).await?;
            }
            Ok(())
        }))
        .await;
    done.unwrap();
    told(&town, Unsent::ALL.len()).await;
    let whys = Unsent::ALL.map(|why| (MailState::Obsolete, why.name().to_owned()));
    became(&town, whys.to_vec()).await;
    for path in [format!("/admin/surel/{id}"), "/admin/webhook".into()] {
        let page = town.get(Dewi, &path).await.is(200).text();
        for why in Unsent::ALL {
            let words = text(Language::Indonesian, &format!("mail-why-{}", why.name()));
            assert!(page.contains(&format!(">{words}<")), "{path}: {}", why.name());
            assert!(!page.contains(&format!(">{}<", why.name())), "{path}: {}", why.name());
        }
    }
}
