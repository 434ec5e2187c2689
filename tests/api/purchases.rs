//! Purchases through the API.

use futures::future::join_all;
use image::{DynamicImage, ImageFormat, RgbImage};
use pekan::rules::Sight;
use pekan::store::purchases::{self, Search};
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Rina, Sari, Tutik};
use crate::support::town::{Reply, Town, Who};

pub fn lunch() -> Value {
    json!({ "purchased_on": "2026-11-20", "amount": 35_000, "channel": "in_person",
        "seller": { "name": "Warung Bu Sri", "district": "Tempeh" }, "evidence": "no_receipt" })
}

/// A photo; another seed is another photo.
pub fn photo(seed: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], seed])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

pub async fn log(town: &Town, who: Who, key: &str, body: Value) -> Reply {
    town.api_with(who, Post, "/purchases", Some(body), &[("Idempotency-Key", key)]).await
}

/// Logs a purchase with a photo; returns its path.
pub async fn logged_with_photo(town: &Town, key: &str, seed: u8) -> String {
    let mut body = lunch();
    body.as_object_mut().unwrap().remove("evidence");
    let photo = photo(seed);
    let reply = town
        .api_upload(
            Sari,
            "/purchases",
            &[("Idempotency-Key", key)],
            &[("purchase", &body.to_string())],
            &[("receipt", "struk.jpg", &photo)],
        )
        .await;
    format!("/purchases/{}", reply.is(201).json()["id"])
}

pub async fn count(town: &Town) -> usize {
    let all = Sight::of_everyone("2026-11-20".parse().unwrap());
    let search = Search { limit: 1000, ..Search::default() };
    purchases::search(town.store.reader(), &all, &search).await.unwrap().len()
}

/// The files below `receipts/` and `tmp/`.
pub fn files(town: &Town) -> usize {
    fn below(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { below(&path) } else { 1 }).sum()
    }
    ["receipts", "tmp"].iter().map(|folder| below(&town.db.dir.path().join(folder))).sum()
}

on_both_databases!(
    a_purchase_is_logged_and_moves_its_owner,
    the_same_key_fifty_times_at_once_is_one_purchase,
    purchases_are_seen_by_their_owner_and_by_whose_office_it_is,
    a_reviewer_logs_for_others_and_never_judges_their_own,
    a_change_needs_the_version_that_was_seen
);

async fn a_purchase_is_logged_and_moves_its_owner(db: Database) {
    let town = Town::build(db).await;
    let reply = log(&town, Sari, "a", lunch()).await.is(201);
    assert_eq!(reply.header("ETag"), Some("\"1\""));
    let logged = reply.json();
    assert_eq!(logged["employee"], Sari.number());
    assert_eq!((&logged["amount"], &logged["state"]), (&json!(35_000), &json!("recorded")));
    assert_eq!(
        (&logged["funding"], &logged["evidence"]),
        (&json!("personal"), &json!("no_receipt"))
    );
    assert_eq!(logged["seller"]["name"], "Warung Bu Sri");
    assert_eq!((&logged["flagged"], &logged["version"]), (&json!(false), &json!(1)));
    assert_eq!(logged["period"], "2026-W47");
    let mine = &logged["compliance"];
    assert_eq!(
        (&mine["counted"], &mine["shortfall"], &mine["status"]),
        (&json!(35_000), &json!(65_000), &json!("open"))
    );
    let asked = town.api(Sari, Get, "/me/compliance", None).await.is(200).json();
    assert_eq!(&asked, mine);

    // Known by id, and the same lunch again: it counts, and it is flagged.
    let mut again = lunch();
    again["seller"] = json!({ "id": logged["seller"]["id"] });
    let again = log(&town, Sari, "b", again).await.is(201).json();
    assert_eq!(
        (&again["flagged"], &again["compliance"]["counted"]),
        (&json!(true), &json!(70_000))
    );
    let found = town.api(Budi, Get, "/sellers?q=bu%20sri", None).await.is(200).json();
    assert_eq!(found["items"][0]["name"], "Warung Bu Sri");
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

async fn the_same_key_fifty_times_at_once_is_one_purchase(db: Database) {
    let town = Town::build(db).await;
    let replies = join_all((0..50).map(|_| log(&town, Sari, "same", lunch()))).await;
    let created = replies.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(created, 1);
    assert!(replies.iter().all(|reply| matches!(reply.status, 200 | 201)));
    let ids: std::collections::BTreeSet<_> =
        replies.iter().map(|reply| reply.json()["id"].to_string()).collect();
    assert_eq!((ids.len(), count(&town).await), (1, 1));
    let standings: std::collections::BTreeSet<_> =
        replies.iter().map(|reply| reply.json().to_string()).collect();
    assert_eq!(standings.len(), 1);

    // 37 of docs/robustness.md
    let mut other = lunch();
    other["amount"] = json!(36_000);
    assert_eq!(
        faults(&log(&town, Sari, "same", other).await.is(409)),
        ["Idempotency-Key: key-used"]
    );
    // A key is its owner's alone.
    log(&town, Budi, "same", lunch()).await.is(201);
    let without = town.api(Sari, Post, "/purchases", Some(lunch())).await.is(422);
    assert_eq!(faults(&without), ["Idempotency-Key: missing"]);
    assert_eq!(
        faults(&log(&town, Sari, "a b", lunch()).await.is(422)),
        ["Idempotency-Key: key-unusable"]
    );
    assert_eq!(count(&town).await, 2);
}

async fn purchases_are_seen_by_their_owner_and_by_whose_office_it_is(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 1).await;
    let purchase = town.api(Sari, Get, &path, None).await.is(200).json();
    let receipt = purchase["receipts"][0]["url"]
        .as_str()
        .unwrap()
        .strip_prefix("/api/v1")
        .unwrap()
        .to_owned();
    for (who, status) in [
        (Sari, 200),
        (Hadi, 200),
        (Rina, 200),
        (Agus, 200),
        (Dewi, 200),
        (Budi, 404),
        (Tutik, 404),
        (Nobody, 401),
    ] {
        for path in [&path, &receipt, &format!("{receipt}/thumbnail")] {
            assert_eq!(town.api(who, Get, path, None).await.status, status, "{who:?} {path}");
        }
        if status == 401 {
            continue;
        }
        let list = town.api(who, Get, "/purchases", None).await.is(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), usize::from(status == 200), "{who:?}");
        let filtered = format!("/purchases?employee={}", Sari.number());
        assert_eq!(town.api(who, Get, &filtered, None).await.status, status, "{who:?}");
    }
    let change = json!({ "amount": 1 });
    let tag = [("If-Match", "\"1\"")];
    for (who, status) in
        [(Budi, 404), (Tutik, 404), (Hadi, 403), (Agus, 403), (Dewi, 403), (Nobody, 401)]
    {
        assert_eq!(
            town.api_with(who, Patch, &path, Some(change.clone()), &tag).await.status,
            status,
            "{who:?}"
        );
    }
    for (who, status) in [(Sari, 403), (Hadi, 403), (Agus, 403), (Tutik, 404), (Budi, 404)] {
        let review = json!({ "decision": "verify" });
        let reply = town.api(who, Post, &format!("{path}/review"), Some(review)).await;
        assert_eq!(reply.status, status, "{who:?}");
    }
    for (who, status) in [(Agus, 403), (Hadi, 403), (Tutik, 404), (Budi, 404)] {
        let mut body = lunch();
        body["employee"] = json!(Sari.number());
        assert_eq!(log(&town, who, "for-sari", body).await.status, status, "{who:?}");
        let void = json!({ "reason": "x" });
        assert_eq!(
            town.api(who, Post, &format!("{path}/void"), Some(void)).await.status,
            status,
            "{who:?}"
        );
    }
    assert_eq!(count(&town).await, 1);
}

async fn a_reviewer_logs_for_others_and_never_judges_their_own(db: Database) {
    let town = Town::build(db).await;
    let mut body = lunch();
    body["employee"] = json!(Sari.number());
    let logged = log(&town, Rina, "a", body).await.is(201).json();
    assert_eq!(logged["employee"], Sari.number());
    assert_eq!(logged["compliance"]["counted"], 35_000);
    // Nor what they recorded for somebody.
    let review = format!("/purchases/{}/review", logged["id"]);
    let verify = json!({ "decision": "verify" });
    town.api(Rina, Post, &review, Some(verify.clone())).await.is(403);
    let reject = json!({ "decision": "reject", "reason": "buram" });
    town.api(Rina, Post, &review, Some(reject)).await.is(403);
    town.api(Dewi, Post, &review, Some(verify)).await.is(200);
    let own = log(&town, Rina, "b", lunch()).await.is(201).json();
    let review = format!("/purchases/{}/review", own["id"]);
    town.api(Rina, Post, &review, Some(json!({ "decision": "verify" }))).await.is(403);
    let verified =
        town.api(Dewi, Post, &review, Some(json!({ "decision": "verify" }))).await.is(200).json();
    assert_eq!((&verified["state"], &verified["version"]), (&json!("verified"), &json!(2)));
    let unknown = town.api(Dewi, Post, &review, Some(json!({ "decision": "burn" }))).await.is(422);
    assert_eq!(faults(&unknown), ["decision: unknown-choice"]);
    let without =
        town.api(Dewi, Post, &review, Some(json!({ "decision": "reject" }))).await.is(422);
    assert_eq!(faults(&without), ["reason: missing"]);
}

async fn a_change_needs_the_version_that_was_seen(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/purchases/{}", log(&town, Sari, "a", lunch()).await.is(201).json()["id"]);
    let change = json!({ "amount": 40_000, "description": "soto" });
    assert_eq!(
        faults(&town.api(Sari, Patch, &path, Some(change.clone())).await.is(428)),
        ["If-Match: missing"]
    );
    let changed = town
        .api_with(Sari, Patch, &path, Some(change.clone()), &[("If-Match", "\"1\"")])
        .await
        .is(200);
    assert_eq!(changed.header("ETag"), Some("\"2\""));
    let changed = changed.json();
    assert_eq!((&changed["amount"], &changed["description"]), (&json!(40_000), &json!("soto")));
    assert_eq!(
        (&changed["seller"]["name"], &changed["compliance"]["counted"]),
        (&json!("Warung Bu Sri"), &json!(40_000))
    );
    // 39 of docs/robustness.md
    for stale in ["\"1\"", "2", "*", "W/\"2\""] {
        town.api_with(Sari, Patch, &path, Some(change.clone()), &[("If-Match", stale)])
            .await
            .is(412);
    }
    let cleared = town
        .api_with(
            Sari,
            Patch,
            &path,
            Some(json!({ "description": null })),
            &[("If-Match", "\"2\"")],
        )
        .await
        .is(200);
    assert!(cleared.json()["description"].is_null());
    for (wrong, fault) in [
        (json!({ "amount": null }), "amount: wrong-type"),
        (json!({ "state": "verified" }), "state: field-unknown"),
        (json!({ "amount": 0 }), "amount: amount-not-positive"),
        (json!({ "evidence": "none" }), "evidence: unknown-choice"),
    ] {
        let reply =
            town.api_with(Sari, Patch, &path, Some(wrong), &[("If-Match", "\"3\"")]).await.is(422);
        assert_eq!(faults(&reply), [fault]);
    }
    // 38 of docs/robustness.md: the deadline of week 47 is Wednesday, the 25th.
    let town = town.at("2026-11-25T23:59:00+07:00").await;
    town.api_with(Sari, Patch, &path, Some(change.clone()), &[("If-Match", "\"3\"")]).await.is(200);
    let town = town.at("2026-11-26T00:00:01+07:00").await;
    let late =
        town.api_with(Sari, Patch, &path, Some(change), &[("If-Match", "\"4\"")]).await.is(409);
    assert_eq!(faults(&late), ["purchased_on: purchase-locked"]);
    let void = json!({ "reason": "keliru" });
    town.api(Sari, Post, &format!("{path}/void"), Some(void.clone())).await.is(409);
    town.api(Rina, Post, &format!("{path}/void"), Some(void.clone())).await.is(200);
    town.api(Rina, Post, &format!("{path}/void"), Some(void)).await.is(409);
}
