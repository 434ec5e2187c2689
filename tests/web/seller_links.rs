//! Sellers say by a link what they sold.

use pekan::rules::sample::Attention;
use pekan::store::Error;
use pekan::store::purchases::judging;
use pekan::txn_job;
use pekan::workflows::purchases::propose::propose;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::town::Who::{Agus, Budi, Dewi, Nobody, Rina, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    a_seller_says_of_a_week_what_is_theirs,
    what_is_said_holds_for_this_seller_day_and_amount,
    a_link_ends_and_asks_nobody_where_sellers_are_not_asked,
    an_answer_beside_the_worker_is_judged_anew
);

async fn ask_sellers(town: &Town) {
    town.post(Dewi, "/admin/pengaturan/penjual", &[("sellers_confirm", "1")]).await.is(303);
}

/// The path of a new link of the only seller.
async fn link(town: &Town) -> String {
    let page = town.post(Dewi, "/penjual/1/tautan", &[]).await.is(200).text();
    let start = page.find("/terjual/").expect("a link");
    page[start..].split(['"', '<', '&', ' ']).next().unwrap().to_owned()
}

async fn answers(town: &Town, who: crate::support::town::Who) -> Vec<Value> {
    let mine = town.api(who, Get, "/purchases", None).await.is(200).json();
    let items = mine["items"].as_array().unwrap();
    items.iter().map(|one| one["seller_answer"].clone()).collect()
}

async fn a_seller_says_of_a_week_what_is_theirs(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    bought(&town, Sari, "b", "45.000").await;
    bought(&town, Budi, "c", "20.000").await;
    ask_sellers(&town).await;
    let path = link(&town).await;
    let page = town.get(Nobody, &path).await.is(200).text();
    for told in ["Warung Bu Sri", "65.000", "45.000", "20.000", "Jumat, 20 Nov"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for secret in ["Sari", "Budi", Sari.number(), Budi.number()] {
        assert!(!page.contains(secret), "{secret}");
    }
    assert!(page.len() < 10_000, "{} bytes", page.len());
    // Two are theirs and one is not; what is nobody's business of theirs changes nothing.
    let week = [("shown", "1"), ("shown", "2"), ("shown", "3"), ("sold", "1"), ("sold", "3")];
    town.post(Nobody, &path, &week).await.is(303);
    assert_eq!(answers(&town, Sari).await, [json!("denied"), json!("confirmed")]);
    assert_eq!(answers(&town, Budi).await, [json!("confirmed")]);
    let again = town.get(Nobody, &path).await.is(200).text();
    assert!(again.contains("Bukan di tempat saya"), "{again}");
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("penjual “Warung Bu Sri” menjawab"), "{trail}");
    let own = town.get(Sari, "/belanja/1").await.is(200).text();
    assert!(own.contains("Dibenarkan penjual"), "{own}");
    // A mistake is mended by the same form.
    town.post(Nobody, &path, &[("shown", "2"), ("sold", "2")]).await.is(303);
    assert_eq!(answers(&town, Sari).await, [json!("confirmed"), json!("confirmed")]);
    town.post(Nobody, &path, &[("shown", "1")]).await.is(303);
    propose(&town.store, NOW.parse().unwrap(), || true).await.unwrap();
    let queue = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(queue.contains("Penjual tidak mengenali belanja ini"), "{queue}");
    town.post(Nobody, &path, &[("shown", "99"), ("sold", "99")]).await.is(422);
    town.post(Nobody, &path, &[("shown", "x")]).await.is(422);
    town.post(Nobody, &path, &[]).await.is(422);
}

async fn what_is_said_holds_for_this_seller_day_and_amount(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    ask_sellers(&town).await;
    let path = link(&town).await;
    let sold = [("shown", "1"), ("sold", "1")];
    let changes = [
        (json!({ "description": "Makan siang" }), json!("confirmed")),
        (json!({ "amount": 64_000 }), Value::Null),
        (json!({ "purchased_on": "2026-11-19" }), Value::Null),
        (json!({ "seller": { "name": "Toko Lain" } }), Value::Null),
    ];
    for (version, (change, left)) in changes.into_iter().enumerate() {
        town.post(Nobody, &path, &sold).await.is(303);
        assert_eq!(answers(&town, Sari).await, [json!("confirmed")]);
        let seen = format!("\"{}\"", version + 1);
        let headers = [("If-Match", seen.as_str())];
        town.api_with(Sari, Patch, "/purchases/1", Some(change.clone()), &headers).await.is(200);
        assert_eq!(answers(&town, Sari).await, [left], "{change}");
    }
    // It is another's by now.
    town.post(Nobody, &path, &sold).await.is(422);
    assert!(town.get(Nobody, &path).await.is(200).text().contains("Belum ada belanja"));
}

async fn a_link_ends_and_asks_nobody_where_sellers_are_not_asked(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    assert!(!town.get(Dewi, "/penjual/1").await.is(200).text().contains("/penjual/1/tautan"));
    town.post(Dewi, "/penjual/1/tautan", &[]).await.is(404);
    ask_sellers(&town).await;
    let page = town.get(Dewi, "/penjual/1").await.is(200).text();
    assert!(!form(&page, "/penjual/1/tautan").get("csrf").is_empty());
    let (first, second) = (link(&town).await, link(&town).await);
    assert_ne!(first, second);
    town.get(Nobody, &first).await.is(404);
    town.post(Nobody, &first, &[("shown", "1"), ("sold", "1")]).await.is(404);
    town.get(Nobody, &second).await.is(200);
    town.post(Dewi, "/admin/pengaturan/penjual", &[]).await.is(303);
    town.get(Nobody, &second).await.is(404);
    let on = json!({ "sellers_confirm": true });
    let set = town.api(Dewi, Patch, "/settings", Some(on)).await.is(200).json();
    assert_eq!(set["sellers_confirm"], true);
    // The seller is another one by now, and the link is theirs.
    let other = town.api(Dewi, Post, "/sellers", Some(json!({ "name": "Toko" }))).await.is(201);
    let other = other.json()["id"].clone();
    town.api(Dewi, Post, "/sellers/1/merge", Some(json!({ "into": other }))).await.is(200);
    let kept = town.get(Nobody, &second).await.is(200).text();
    assert!(kept.contains("Toko") && kept.contains("65.000"), "{kept}");
    town.post(Dewi, "/penjual/1/tautan", &[]).await.is(409);
    town.post(Dewi, "/penjual/1/tautan/akhiri", &[]).await.is(303);
    town.get(Nobody, &second).await.is(404);
    town.post(Dewi, "/penjual/1/tautan/akhiri", &[]).await.is(404);
}

/// What the worker has read of a purchase says nothing of it once its seller has answered.
async fn an_answer_beside_the_worker_is_judged_anew(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    ask_sellers(&town).await;
    let path = link(&town).await;
    let read = judging::unjudged(town.store.reader(), 10).await.unwrap();
    assert_eq!(read.len(), 1);
    town.post(Nobody, &path, &[("shown", "1")]).await.is(303);
    town.store
        .write::<_, Error, _>(txn_job!(|txn| {
            let rows: Vec<_> = read.iter().map(|one| &one.row).collect();
            judging::judge(txn, &rows, Attention::Ordinary).await
        }))
        .await
        .unwrap();
    propose(&town.store, NOW.parse().unwrap(), || true).await.unwrap();
    let queue = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(queue.contains("Penjual tidak mengenali belanja ini"), "{queue}");
}
