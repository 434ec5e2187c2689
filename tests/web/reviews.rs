//! The review queue.

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::execute;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari, Tutik};
use crate::support::town::{NOW, Town, Who};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use pekan::files::Storage;
use pekan::rules::PurchaseId;
use pekan::workflows::purchases::compare_photos::compare_photos;
use pekan::workflows::purchases::propose::propose;
use rocket::http::Method::{Patch, Post};
use serde_json::json;

on_both_databases!(
    a_reviewer_verifies_and_returns_one_after_the_other,
    who_recorded_for_somebody_is_not_offered_it,
    what_was_changed_under_the_page_is_looked_at_again,
    photos_that_come_again_are_shown_to_reviewers_and_refused_by_nobody
);

/// Has all that wait proposed.
async fn all_are_drawn(town: &Town) {
    execute(&town.store, "UPDATE purchases SET attention = 'drawn'").await;
}

async fn a_reviewer_verifies_and_returns_one_after_the_other(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t1", "10.000").await;
    bought(&town, Budi, "t2", "20.000").await;
    bought(&town, Rina, "t3", "30.000").await;
    let mut ids: Vec<PurchaseId> = town.purchases().await.iter().map(|one| one.row.id).collect();
    ids.sort_unstable();
    all_are_drawn(&town).await;
    let page = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(page.contains("Rp10.000") && page.contains("2 catatan"), "{page}");
    let first = format!("/tinjau/{}", ids[0]);
    let blank = town.post(Rina, &first, &[("decision", "reject")]).await.is(422).text();
    assert!(blank.contains("href=\"#reason\""), "{blank}");
    let reject = [("decision", "reject"), ("reason_other", "struk tidak terbaca")];
    town.post(Rina, &first, &reject).await.is(303);
    town.post(Rina, &format!("/tinjau/{}", ids[1]), &[("decision", "verify")]).await.is(303);
    let own = town.post(Rina, &format!("/tinjau/{}", ids[2]), &[("decision", "verify")]).await;
    own.is(403);
    let states: Vec<String> =
        town.purchases().await.iter().map(|one| one.row.state.name().to_owned()).collect();
    assert_eq!(states, ["recorded", "verified", "rejected"]);
    let empty = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(empty.contains("Tidak ada nota"), "{empty}");
    for who in [Sari, Hadi, Tutik] {
        town.get(who, "/tinjau").await.is(403);
        town.post(who, &first, &[("decision", "verify")]).await.is(403);
    }
}

async fn who_recorded_for_somebody_is_not_offered_it(db: Database) {
    let town = Town::build(db).await;
    let body = json!({
        "employee": Sari.number(), "purchased_on": "2026-11-20", "amount": 20_000,
        "seller": { "name": "Warung" }, "channel": "in_person", "evidence": "no_receipt",
    });
    let key = [("Idempotency-Key", "for-sari")];
    let made = town.api_with(Rina, Post, "/purchases", Some(body), &key).await.is(201).json();
    all_are_drawn(&town).await;
    let form = format!("/tinjau/{}", made["id"]);
    let empty = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(empty.contains("Tidak ada nota") && !empty.contains(&form), "{empty}");
    town.post(Rina, &form, &[("decision", "verify")]).await.is(403);
    let page = town.get(Dewi, "/tinjau").await.is(200).text();
    assert!(page.contains(&format!("action=\"{form}\"")), "{page}");
    town.post(Dewi, &form, &[("decision", "verify")]).await.is(303);
}

async fn what_was_changed_under_the_page_is_looked_at_again(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t9", "20.000").await;
    let row = town.purchases().await.remove(0).row;
    let page = town.get(Rina, &format!("/tinjau/{}", row.id)).await.is(200).text();
    assert!(page.contains("name=\"version\" value=\"1\""), "{page}");
    let change = json!({ "amount": 9_000_000, "seller": { "name": "PT Lain" } });
    let (path, tag) = (format!("/purchases/{}", row.id), [("If-Match", "\"1\"")]);
    town.api_with(Sari, Patch, &path, Some(change), &tag).await.is(200);
    let seen = [("decision", "verify"), ("version", "1"), ("seen_amount", "Rp20.000")];
    let page = town.post(Rina, &format!("/tinjau/{}", row.id), &seen).await.is(412).text();
    assert!(page.contains("Rp20.000 menjadi Rp9.000.000"), "{page}");
    assert!(page.contains("PT Lain") && page.contains("name=\"version\" value=\"2\""), "{page}");
    let void = [("reason", "keliru"), ("version", "1")];
    town.post(Rina, &format!("/belanja/{}/batal", row.id), &void).await.is(412);
    // Programs say what they saw as well; only the owner need not.
    let (review, void) = (format!("{path}/review"), format!("{path}/void"));
    let verify = Some(json!({ "decision": "verify" }));
    town.api_with(Rina, Post, &review, verify, &tag).await.is(412);
    let body = Some(json!({ "reason": "keliru" }));
    town.api_with(Rina, Post, &void, body, &tag).await.is(412);
    assert_eq!(town.purchases().await[0].row.state.name(), "recorded");
    // A receipt that is added is a change, too.
    let photo = jpeg(32, 32, 77);
    let files = [("receipt", "struk.jpg", photo.as_slice())];
    town.api_upload(Sari, &format!("{path}/receipts"), &[], &[], &files).await.is(201);
    let tag = [("If-Match", "\"2\"")];
    town.api_with(Rina, Post, &review, Some(json!({ "decision": "verify" })), &tag).await.is(412);
    town.post(Rina, &format!("/tinjau/{}", row.id), &[("decision", "verify")]).await.is(303);
}

/// A photo of many parts, each with a brightness of its own.
fn photo(seed: u32) -> RgbImage {
    RgbImage::from_fn(340, 340, |x, y| {
        let part = (seed * 1_000 + y / 20 * 17 + x / 20).wrapping_mul(2_654_435_761);
        Rgb([part.to_le_bytes()[3]; 3])
    })
}

async fn logged(town: &Town, who: Who, picture: RgbImage, quality: u8) -> PurchaseId {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&picture).unwrap();
    let number = town.purchases().await.len();
    let amount = 10_000 + number;
    let body = json!({ "purchased_on": "2026-11-20", "amount": amount, "channel": "in_person",
        "seller": { "name": format!("Warung {number}") } });
    let key = number.to_string();
    let (headers, fields) = ([("Idempotency-Key", &*key)], [("purchase", &*body.to_string())]);
    let files = [("receipt", "struk.jpg", bytes.as_slice())];
    let made = town.api_upload(who, "/purchases", &headers, &fields, &files).await;
    serde_json::from_value(made.is(201).json()["id"].clone()).unwrap()
}

async fn photos_that_come_again_are_shown_to_reviewers_and_refused_by_nobody(db: Database) {
    let town = Town::build(db).await;
    let first = logged(&town, Sari, photo(1), 90).await;
    let own = logged(&town, Sari, imageops::rotate90(&photo(1)), 40).await;
    let smaller = imageops::resize(&photo(1), 170, 170, FilterType::Triangle);
    let elsewhere = logged(&town, Tutik, smaller, 80).await;
    let colleague = logged(&town, Budi, imageops::brighten(&photo(1), 30), 80).await;
    logged(&town, Budi, photo(2), 80).await;
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let compare =
        async || compare_photos(&town.store, &storage, NOW.parse().unwrap(), || true).await;
    assert_eq!(compare().await.unwrap(), 5);
    assert_eq!(compare().await.unwrap(), 0, "nothing is looked at twice");
    propose(&town.store, NOW.parse().unwrap(), || true).await.unwrap();

    let page = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(page.contains(&format!("action=\"/tinjau/{first}\"")), "{page}");
    assert_eq!(page.matches("Foto yang sama ada pada catatan lain dari").count(), 1, "{page}");
    assert_eq!(page.matches("Foto yang sama ada pada catatan orang lain").count(), 2, "{page}");
    let link = |id: PurchaseId| format!("href=\"/belanja/{id}\"");
    assert!(page.contains(&link(own)) && page.contains(&link(colleague)), "{page}");
    assert!(!page.contains(&link(elsewhere)), "whose it is would be said to who may not see it");

    // What counts no more may come again.
    let void = [("reason", "keliru"), ("version", "1")];
    town.post(Sari, &format!("/belanja/{own}/batal"), &void).await.is(303);
    let page = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(!page.contains("Foto yang sama ada pada catatan lain dari"), "{page}");
}
