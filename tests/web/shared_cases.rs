//! One receipt of several people is one case for the reviewer, and no file of a stranger.

use std::collections::BTreeMap;

use super::shared_parts::{confirm, counted, equally, shared, with};
use super::{bought, fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Dewi, Hadi, Oki, Rina, Sari, Tutik};
use crate::support::town::{NOW, Town};

use pekan::files::Storage;
use pekan::rules::purchase::State;
use pekan::workflows::purchases::compare_photos::compare_photos;
use pekan::workflows::purchases::propose::propose;
use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

on_both_databases!(
    the_reviewer_decides_one_case_and_nobody_their_own,
    a_shared_receipt_is_nobody_elses_file_and_colleagues_see_what_they_need,
    who_already_logged_it_is_asked_before_confirming,
    the_file_of_a_colleague_is_asked_about_once_and_reviewers_learn_the_answer,
    who_is_named_answers_instead_of_logging_it_again
);

async fn the_reviewer_decides_one_case_and_nobody_their_own(db: Database) {
    let town = Town::with_operators(db).await;
    let made = shared(&town, Hadi, "k1", json!([equally(Rina), equally(Oki)])).await;
    confirm(&town, Rina).await.is(201);
    confirm(&town, Oki).await.is(201);
    let ids: BTreeMap<String, String> = town
        .purchases()
        .await
        .iter()
        .map(|one| (one.employee.name.clone(), one.row.id.to_string()))
        .collect();
    // Rina reviews the office, and has a part.
    propose(&town.store, NOW.parse().unwrap(), || true).await.unwrap();
    let queue = town.get(Rina, "/tinjau/semua").await.is(200).text();
    assert!(queue.contains("Tidak ada catatan"), "{queue}");
    for id in ids.values() {
        town.post(Rina, &format!("/tinjau/{id}"), &[("decision", "verify")]).await.is(403);
    }
    let first = format!("/tinjau/{}", made["id"]);
    let page = town.get(Dewi, &first).await.is(200).text();
    assert!(page.contains("satu nota, satu keputusan") && page.contains("Rp30.000"), "{page}");
    let also: Vec<String> = page
        .split("name=\"also\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().into())
        .collect();
    assert_eq!(also.len(), 2);
    let unseen = [("decision", "verify"), ("version", "1"), ("also", also[0].as_str())];
    town.post(Dewi, &first, &unseen).await.is(412);
    let reason = ("reason_other", "struk tidak terbaca");
    let all = [
        ("decision", "reject"),
        ("version", "1"),
        ("also", also[0].as_str()),
        ("also", also[1].as_str()),
        reason,
    ];
    town.post(Dewi, &first, &all).await.is(303);
    let states: Vec<State> = town.purchases().await.iter().map(|one| one.row.state).collect();
    assert_eq!(states, [State::Rejected; 3]);
    for who in [Hadi, Rina, Oki] {
        assert_eq!(counted(&town, who).await, 0);
    }
    let mails = town.api(Dewi, Get, "/mail?state=queued", None).await.is(200).json();
    let told = mails["items"].as_array().unwrap().iter();
    assert_eq!(told.filter(|mail| mail["kind"] == "purchase_rejected").count(), 3);
    // Through the API it is one case as well.
    let review = format!("/purchases/{}/review", ids["Oki"]);
    town.api(Dewi, Post, &review, Some(json!({ "decision": "verify" }))).await.is(200);
    let states: Vec<State> = town.purchases().await.iter().map(|one| one.row.state).collect();
    assert_eq!(states, [State::Verified; 3]);
}

async fn a_shared_receipt_is_nobody_elses_file_and_colleagues_see_what_they_need(db: Database) {
    let town = Town::build(db).await;
    let made = shared(&town, Sari, "k1", json!([with(Budi, 31_000)])).await;
    let own = confirm(&town, Budi).await.is(201).json();
    assert_eq!((&own["flagged"], &own["shared_with"]), (&json!(false), &json!([])));
    assert_eq!(own["receipt_amount"], Value::Null);
    let receipt = own["receipts"][0]["id"].clone();
    town.get(Budi, &format!("/struk/{receipt}")).await.is(200);
    town.get(Budi, &format!("/struk/{}", made["receipts"][0]["id"])).await.is(404);
    let page = town.get(Budi, &format!("/belanja/{}", own["id"])).await.is(200).text();
    assert!(page.contains("Nota dicatat Sari"), "{page}");
    for theirs in ["59.000", "90.000", "ulang tahun"] {
        assert!(!page.contains(theirs), "{theirs}: {page}");
    }
    town.get(Budi, &format!("/belanja/{}", made["id"])).await.is(404);
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let now = NOW.parse().unwrap();
    compare_photos(&town.store, &storage, now, || true).await.unwrap();
    propose(&town.store, now, || true).await.unwrap();
    let flagged = town.get(Rina, "/tinjau/semua?tanda=flagged").await.is(200).text();
    assert!(flagged.contains("Tidak ada catatan"), "{flagged}");
    let page = town.get(Rina, &format!("/tinjau/{}", made["id"])).await.is(200).text();
    assert!(!page.contains("orang lain"), "{page}");
    // Somebody who was not there is flagged as ever.
    let photo = jpeg(120, 90, 7);
    let body = json!({
        "purchased_on": "2026-11-19", "amount": 10_000, "channel": "in_person",
        "seller": { "name": "Warung" },
    })
    .to_string();
    let (key, files) = ([("Idempotency-Key", "t")], [("receipt", "a.jpg", photo.as_slice())]);
    let other = town.api_upload(Tutik, "/purchases", &key, &[("purchase", &body)], &files).await;
    let id = other.is(201).json()["id"].clone();
    let flagged = town.api(Dewi, Get, &format!("/purchases/{id}"), None).await.is(200).json();
    assert_eq!(flagged["flagged"], true);
}

async fn who_already_logged_it_is_asked_before_confirming(db: Database) {
    let town = Town::build(db).await;
    let lunch = [
        ("amount", "45.000"),
        ("purchased_on", "2026-11-19"),
        // Typed anew, in another sub-district.
        ("seller.name", "LALAPAN  maju"),
        ("seller.district", ""),
        ("evidence", "no_receipt"),
    ];
    town.post(Budi, "/belanja", &fields("b", &lunch)).await.is(303);
    let own = town.purchases().await.remove(0).row.id;
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let week = town.get(Budi, "/").await.is(200).text();
    let id = week.split("action=\"/bersama/").nth(1).unwrap().split('"').next().unwrap();
    let seen = week.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let (path, yes) = (format!("/bersama/{id}"), [("answer", "confirm"), ("seen", seen)]);
    let asked = town.post(Budi, &path, &yes).await.is(409).text();
    assert!(asked.contains(&format!("href=\"/belanja/{own}\"")), "{asked}");
    assert_eq!(town.purchases().await.len(), 2);
    let sure = [yes[0], yes[1], ("confirm", "1")];
    town.post(Budi, &path, &sure).await.is(303);
    let newest = town.purchases().await.remove(0);
    assert_eq!((newest.row.employee_id, newest.row.looks_like), (town.id(Budi), Some(own)));
}

async fn the_file_of_a_colleague_is_asked_about_once_and_reviewers_learn_the_answer(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(120, 90, 9);
    let files = [("receipt", "a.jpg", &photo[..])];
    town.upload(Sari, "/belanja", &fields("a", &[]), &files).await.is(303);
    let mine = fields("b", &[("amount", "12.345"), ("seller.name", "Toko Lain")]);
    let asked = town.upload(Budi, "/belanja", &mine, &files).await.is(409).text();
    assert!(asked.contains("Belanja bersama?") && asked.contains("12.345"), "{asked}");
    assert!(!asked.contains("Sari") && asked.contains("name=\"kept\""), "{asked}");
    assert_eq!(town.purchases().await.len(), 1);
    let kept = asked.split("name=\"kept\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    // The answer stays while something else is wrong.
    let wrong = [("together", "yes"), ("kept", kept), ("amount", "nol")];
    let again = town.post(Budi, "/belanja", &fields("b", &wrong)).await.is(422).text();
    assert!(has(&again, "together", "yes"), "{again}");
    let answer = [("together", "yes"), ("kept", kept), ("amount", "12.345")];
    town.post(Budi, "/belanja", &fields("b", &answer)).await.is(303);
    let newest = town.purchases().await.remove(0);
    assert!(newest.row.looks_like.is_some());
    town.post(Dewi, "/tinjau/1", &[("decision", "verify"), ("version", "1")]).await.is(303);
    let page = town.get(Dewi, "/tinjau").await.is(200).text();
    assert!(page.contains("menyatakan belanja bersama"), "{page}");
    // Sari is not told.
    let page = town.get(Sari, "/belanja/1").await.is(200).text();
    assert!(!page.contains("Budi"), "{page}");
    // Nobody of another office is asked.
    let other = fields("t", &[("amount", "9.000")]);
    town.upload(Tutik, "/belanja", &other, &files).await.is(303);
}

async fn who_is_named_answers_instead_of_logging_it_again(db: Database) {
    let town = Town::build(db).await;
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let photo = jpeg(120, 90, 7);
    let files = [("receipt", "a.jpg", &photo[..])];
    let mine = fields("b", &[("amount", "45.000")]);
    let told = town.upload(Budi, "/belanja", &mine, &files).await.is(409).text();
    assert!(told.contains("bagian Anda menunggu jawaban"), "{told}");
    confirm(&town, Budi).await.is(201);
    // And who has the receipt already cannot have it twice.
    let twice = town.upload(Budi, "/belanja", &fields("c", &[]), &files).await.is(409).text();
    assert!(twice.contains("sudah dipakai pada catatan"), "{twice}");
    bought(&town, Budi, "d", "5.000").await;
}
