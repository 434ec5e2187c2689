//! One receipt of several people: named, confirmed or declined, and decided as one case.

use super::{fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::Letterbox;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Dewi, Hadi, Oki, Rina, Sari, Tutik};
use crate::support::town::{NOW, Reply, Town, Who};

use chrono::{DateTime, TimeDelta, Utc};
use pekan::store::shared_parts;
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

on_both_databases!(
    a_receipt_is_shared_by_the_form_and_confirmed_with_one_tap,
    parts_count_to_the_rupiah_and_for_nobody_before_they_are_confirmed,
    who_confirms_twice_has_one_purchase,
    a_declined_part_counts_for_nobody,
    a_colleague_on_leave_confirms_and_is_exempt_all_the_same,
    a_colleague_who_leaves_or_came_later_is_told_so,
    late_and_too_late_are_judged_by_the_moment_of_the_confirmation,
    only_colleagues_of_the_office_are_named_and_ceilings_hold,
    an_open_part_is_changed_and_taken_back_and_ends_with_its_purchase,
    own_parts_stay_within_the_receipt,
    one_mail_asks_and_is_dropped_once_answered
);

/// A receipt of Rp90.000 with a photo, shared with some.
pub async fn shared(town: &Town, who: Who, key: &str, with: Value) -> Value {
    let body = json!({
        "purchased_on": "2026-11-19", "amount": 90_000, "channel": "in_person",
        "seller": { "name": "Lalapan Maju", "district": "Tempeh" }, "shared_with": with,
        "description": "ulang tahun ibu",
    });
    let photo = jpeg(120, 90, 7);
    let (key, files) = ([("Idempotency-Key", key)], [("receipt", "a.jpg", photo.as_slice())]);
    let text = body.to_string();
    town.api_upload(who, "/purchases", &key, &[("purchase", &text)], &files).await.is(201).json()
}

pub fn with(who: Who, amount: i64) -> Value {
    json!({ "employee": who.number(), "amount": amount })
}

pub fn equally(who: Who) -> Value {
    json!({ "employee": who.number() })
}

/// The only part that waits for somebody.
pub async fn waiting(town: &Town, who: Who) -> Value {
    let open = town.api(who, Get, "/me/shared", None).await.is(200).json();
    let items = open["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{open}");
    items[0].clone()
}

pub async fn confirm(town: &Town, who: Who) -> Reply {
    let path = format!("/shared/{}/confirm", waiting(town, who).await["id"]);
    town.api(who, Post, &path, None).await
}

pub async fn counted(town: &Town, who: Who) -> Value {
    town.api(who, Get, "/me/compliance", None).await.is(200).json()["counted"].clone()
}

pub fn codes(reply: &Reply) -> Vec<String> {
    let problem = reply.json();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let one = |error: &Value| {
        format!("{}: {}", error["field"].as_str().unwrap(), error["code"].as_str().unwrap())
    };
    errors.iter().map(one).collect()
}

async fn a_receipt_is_shared_by_the_form_and_confirmed_with_one_tap(db: Database) {
    let town = Town::build(db).await;
    let budi = town.id(Budi).to_string();
    let photo = jpeg(120, 90, 7);
    let files = [("receipt", "a.jpg", &photo[..])];
    // Without a script: search, tick, save.
    let search = [("amount", "100.001"), ("action", "colleagues"), ("colleague_query", "bud")];
    let found = town.upload(Sari, "/belanja", &fields("s1", &search), &files).await.is(200).text();
    assert!(has(&found, "add", &budi) && !found.contains(Budi.number()), "{found}");
    let kept = found.split("name=\"kept\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let ticked = [
        ("amount", "100.001"),
        ("action", "colleagues"),
        ("add", budi.as_str()),
        ("colleague_query", "zzz"),
        ("kept", kept),
    ];
    let added = town.post(Sari, "/belanja", &fields("s1", &ticked)).await.is(200).text();
    assert!(has(&added, "mate1", &budi), "{added}");
    assert!(added.contains("Bagian Anda Rp50.001 dari Rp100.001"), "{added}");
    let save = [("amount", "100.001"), ("mate1", budi.as_str()), ("part1", ""), ("kept", kept)];
    town.post(Sari, "/belanja", &fields("s1", &save)).await.is(303);
    let first = town.purchases().await.remove(0).row;
    assert_eq!((first.amount, first.receipt_amount), (50_001, Some(100_001)));

    let week = town.get(Budi, "/").await.is(200).text();
    assert!(week.contains("Sari mencatat belanja bersama. Bagian Anda Rp50.000?"), "{week}");
    let action = week.split("action=\"/bersama/").nth(1).unwrap().split('"').next().unwrap();
    let seen = week.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/bersama/{action}");
    let page = town.get(Budi, &path).await.is(200).text();
    assert!(page.contains("Rp50.000") && !page.contains("50.001"), "{page}");
    // Something else was asked when the page was opened.
    let stale = [("answer", "confirm"), ("seen", "1-2026-11-19-1")];
    town.post(Budi, &path, &stale).await.is(412);
    assert_eq!(town.purchases().await.len(), 1);
    town.post(Budi, &path, &[("answer", "confirm"), ("seen", seen)]).await.is(303);
    let own: Vec<_> = town.purchases().await;
    let mine = own.iter().find(|one| one.row.employee_id == town.id(Budi)).unwrap();
    assert_eq!((mine.row.amount, mine.receipts.len()), (50_000, 1));
    assert_eq!(mine.row.looks_like, None);
    assert!(!town.get(Budi, "/").await.is(200).text().contains("/bersama/"));
    let form = town.get(Sari, &format!("/belanja/{}", first.id)).await.is(200).text();
    assert!(form.contains("Dibenarkan") && form.contains("Rp100.001"), "{form}");
}

async fn parts_count_to_the_rupiah_and_for_nobody_before_they_are_confirmed(db: Database) {
    let town = Town::with_operators(db).await;
    let made = shared(&town, Hadi, "k1", json!([equally(Rina), with(Oki, 20_001)])).await;
    assert_eq!((&made["amount"], &made["receipt_amount"]), (&json!(35_000), &json!(90_000)));
    assert_eq!(made["shared_with"][0]["amount"], 34_999);
    let sums = [counted(&town, Hadi).await, counted(&town, Rina).await, counted(&town, Oki).await];
    assert_eq!(sums, [json!(35_000), json!(0), json!(0)]);
    confirm(&town, Rina).await.is(201);
    confirm(&town, Oki).await.is(201);
    let sums = [counted(&town, Hadi).await, counted(&town, Rina).await, counted(&town, Oki).await];
    assert_eq!(sums, [json!(35_000), json!(34_999), json!(20_001)]);
    let all: i64 = town.purchases().await.iter().map(|one| one.row.amount).sum();
    assert_eq!(all, 90_000);
}

async fn who_confirms_twice_has_one_purchase(db: Database) {
    let town = Town::build(db).await;
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let path = format!("/shared/{}/confirm", waiting(&town, Budi).await["id"]);
    let (one, other) =
        tokio::join!(town.api(Budi, Post, &path, None), town.api(Budi, Post, &path, None));
    let again = town.api(Budi, Post, &path, None).await.is(200).json();
    assert_eq!(one.json()["id"], again["id"]);
    assert_eq!(other.json()["id"], again["id"]);
    assert_eq!(town.purchases().await.len(), 2);
    assert_eq!(counted(&town, Budi).await, 45_000);
    let declined = town.api(Budi, Post, &path.replace("confirm", "decline"), None).await.is(409);
    assert_eq!(codes(&declined), [": part-settled"]);
    // The same submission again proposes nothing anew.
    let key = [("Idempotency-Key", "k1")];
    let body = json!({
        "purchased_on": "2026-11-19", "amount": 90_000, "channel": "in_person",
        "seller": { "name": "Lalapan Maju", "district": "Tempeh" }, "shared_with": [equally(Budi)],
        "description": "ulang tahun ibu",
    });
    let (text, photo) = (body.to_string(), jpeg(120, 90, 7));
    let files = [("receipt", "a.jpg", photo.as_slice())];
    let fields = [("purchase", text.as_str())];
    town.api_upload(Sari, "/purchases", &key, &fields, &files).await.is(200);
    let parts = shared_parts::of_person(town.store.reader(), town.id(Budi)).await.unwrap();
    assert_eq!(parts.len(), 1);
}

async fn a_declined_part_counts_for_nobody(db: Database) {
    let town = Town::build(db).await;
    let made = shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let id = &waiting(&town, Budi).await["id"];
    for _ in 0..2 {
        town.api(Budi, Post, &format!("/shared/{id}/decline"), None).await.is(204);
    }
    let refused = town.api(Budi, Post, &format!("/shared/{id}/confirm"), None).await.is(409);
    assert_eq!(codes(&refused), [": part-declined"]);
    assert_eq!(counted(&town, Budi).await, 0);
    assert_eq!(counted(&town, Sari).await, 45_000);
    let page = town.get(Sari, &format!("/belanja/{}", made["id"])).await.is(200).text();
    assert!(page.contains("Bukan bagiannya"), "{page}");
    // Who is neither is told nothing.
    for who in [Sari, Hadi, Rina, Tutik, Dewi] {
        town.get(who, &format!("/bersama/{id}")).await.is(404);
        town.api(who, Post, &format!("/shared/{id}/confirm"), None).await.is(404);
    }
    town.api(Budi, Post, &format!("/shared/{id}/withdraw"), None).await.is(404);
}

async fn a_colleague_on_leave_confirms_and_is_exempt_all_the_same(db: Database) {
    let town = Town::build(db).await;
    let leave = json!({ "from": "2026-11-16", "to": "2026-11-22", "reason": "annual_leave" });
    let path = format!("/employees/{}/exemptions", Budi.number());
    let asked = town.api(Budi, Post, &path, Some(leave)).await.is(201).json();
    let approve = format!("/exemptions/{}/approve", asked["id"]);
    town.api(Rina, Post, &approve, None).await.is(200);
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    confirm(&town, Budi).await.is(201);
    let standing = town.api(Budi, Get, "/me/compliance", None).await.is(200).json();
    assert_eq!((&standing["status"], &standing["counted"]), (&json!("exempt"), &json!(45_000)));
}

async fn a_colleague_who_leaves_or_came_later_is_told_so(db: Database) {
    let town = Town::build(db).await;
    let made = shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let newcomer = json!({
        "number": "N-1", "name": "Nia", "office": "DKP-UPT1", "from": "2026-11-20",
        "position_level": "staff", "employment_type": "NON_ASN", "email": "nia@example.go.id",
    });
    town.api(Dewi, Post, "/employees", Some(newcomer)).await.is(201);
    let body = |who: &str| {
        json!({
            "purchased_on": "2026-11-19", "amount": 30_000, "channel": "in_person",
            "seller": { "name": "Warung" }, "evidence": "no_receipt",
            "shared_with": [{ "employee": who }],
        })
    };
    let later = [("Idempotency-Key", "later")];
    let refused = town.api_with(Sari, Post, "/purchases", Some(body("N-1")), &later).await.is(422);
    assert_eq!(codes(&refused), ["shared_with[0].employee: colleague-not-placed"]);
    let last = json!({ "on": "2026-11-19" });
    let departure = format!("/employees/{}/departure", Budi.number());
    town.api(Dewi, Post, &departure, Some(last)).await.is(200);
    let gone =
        town.api_with(Sari, Post, "/purchases", Some(body(Budi.number())), &later).await.is(422);
    assert_eq!(codes(&gone), ["shared_with[0].employee: colleague-left"]);
    // Whoever has left cannot sign in; who proposed the part takes it back.
    town.api(Budi, Get, "/me/shared", None).await.is(401);
    let part = &made["shared_with"][0];
    assert_eq!(part["state"], "proposed");
    town.api(Sari, Post, &format!("/shared/{}/withdraw", part["id"]), None).await.is(204);
    let page = town.get(Sari, &format!("/belanja/{}", made["id"])).await.is(200).text();
    assert!(page.contains("Ditarik"), "{page}");
}

async fn late_and_too_late_are_judged_by_the_moment_of_the_confirmation(db: Database) {
    let town = Town::build(db).await;
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let id = waiting(&town, Budi).await["id"].clone();
    let town = town.signed_in_at("2026-11-27T09:00:00+07:00").await;
    let late = town.api(Budi, Post, &format!("/shared/{id}/confirm"), None).await.is(201).json();
    assert!(late["recorded_at"].as_str().unwrap().starts_with("2026-11-27T02:00:0"), "{late}");
    let week = "/me/compliance?period=2026-W47";
    let standing = town.api(Budi, Get, week, None).await.is(200).json();
    assert_eq!(standing["counted"], 45_000);
    assert!(town.get(Budi, &format!("/belanja/{}", late["id"])).await.text().contains("susulan"));

    shared_again(&town).await;
    let id = waiting(&town, Budi).await["id"].clone();
    let town = town.signed_in_at("2026-12-28T09:00:00+07:00").await;
    let over = town.api(Budi, Post, &format!("/shared/{id}/confirm"), None).await.is(409);
    assert_eq!(codes(&over), [": date-too-old"]);
    assert!(!town.get(Budi, "/").await.is(200).text().contains("/bersama/"));
    let page = town.get(Budi, &format!("/bersama/{id}")).await.is(200).text();
    assert!(page.contains("tidak menerima catatan lagi"), "{page}");
}

pub async fn shared_again(town: &Town) {
    let body = json!({
        "purchased_on": "2026-11-18", "amount": 20_000, "channel": "in_person",
        "seller": { "name": "Warung" }, "evidence": "no_receipt", "shared_with": [equally(Budi)],
    });
    let key = [("Idempotency-Key", "again")];
    town.api_with(Sari, Post, "/purchases", Some(body), &key).await.is(201);
}

async fn only_colleagues_of_the_office_are_named_and_ceilings_hold(db: Database) {
    let town = Town::build(db).await;
    let send = async |amount: i64, with: Value| {
        let body = json!({
            "purchased_on": "2026-11-19", "amount": amount, "channel": "in_person",
            "seller": { "name": "Warung" }, "evidence": "no_receipt", "shared_with": with,
        });
        let key = [("Idempotency-Key", "k")];
        codes(&town.api_with(Sari, Post, "/purchases", Some(body), &key).await.is(422))
    };
    let unknown = ["shared_with[0].employee: colleague-unknown"];
    // Who works elsewhere is as unknown as nobody.
    assert_eq!(send(50_000, json!([equally(Tutik)])).await, unknown);
    assert_eq!(send(50_000, json!([{ "employee": "nobody" }])).await, unknown);
    let twice = json!([equally(Budi), equally(Budi)]);
    assert_eq!(send(50_000, twice).await, ["shared_with[1].employee: colleague-twice"]);
    let own = json!([equally(Sari)]);
    assert_eq!(send(50_000, own).await, ["shared_with[0].employee: colleague-self"]);
    let all = json!([with(Budi, 50_000)]);
    assert_eq!(send(50_000, all).await, ["amount: parts-above-receipt"]);
    let wrong = json!([with(Budi, -5)]);
    assert_eq!(send(50_000, wrong).await, ["shared_with[0].amount: amount-not-positive"]);
    // The ceiling of one purchase holds for the whole receipt.
    let ceiling = ["amount: amount-too-large"];
    assert_eq!(send(10_000_001, json!([equally(Budi)])).await, ceiling);
    let many: Vec<Value> = (0..10).map(|_| equally(Budi)).collect();
    assert_eq!(send(50_000, json!(many)).await, ["shared_with: too-many-colleagues"]);
    assert!(town.purchases().await.is_empty());
    // A form that names somebody of elsewhere says no name.
    let tutik = town.id(Tutik).to_string();
    let forged = [("mate1", tutik.as_str()), ("part1", ""), ("evidence", "no_receipt")];
    let page = town.post(Sari, "/belanja", &fields("f", &forged)).await.is(422).text();
    assert!(!page.contains("Tutik"), "{page}");
    let found = [("action", "colleagues"), ("colleague_query", "a")];
    let page = town.post(Sari, "/belanja", &fields("f", &found)).await.is(200).text();
    assert!(!page.contains("Hadi") && !page.contains("Rina"), "{page}");
}

async fn an_open_part_is_changed_and_taken_back_and_ends_with_its_purchase(db: Database) {
    let town = Town::build(db).await;
    let made = shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let part = &made["shared_with"][0]["id"];
    let change = format!("/bersama/{part}/ubah");
    let above = town.post(Sari, &change, &[("amount", "45.001")]).await.is(422).text();
    assert!(above.contains("paling besar Rp45.000") && above.contains("45.001"), "{above}");
    town.post(Sari, &change, &[("amount", "40rb")]).await.is(303);
    assert_eq!(waiting(&town, Budi).await["amount"], 40_000);
    let seen = town.get(Budi, "/").await.text();
    assert!(seen.contains("Rp40.000"), "{seen}");
    town.api(Sari, Patch, &format!("/shared/{part}"), Some(json!({ "amount": 30_000 })))
        .await
        .is(204);
    town.post(Budi, &change, &[("amount", "1.000")]).await.is(404);
    town.post(Sari, &format!("/bersama/{part}/tarik"), &[]).await.is(303);
    let refused = town.api(Budi, Post, &format!("/shared/{part}/confirm"), None).await.is(409);
    assert_eq!(codes(&refused), [": part-withdrawn"]);

    let body = json!({
        "purchased_on": "2026-11-19", "amount": 20_000, "channel": "in_person",
        "seller": { "name": "Warung" }, "evidence": "no_receipt", "shared_with": [equally(Budi)],
    });
    let key = [("Idempotency-Key", "second")];
    let second = town.api_with(Sari, Post, "/purchases", Some(body), &key).await.is(201).json();
    let part = waiting(&town, Budi).await["id"].clone();
    let void = format!("/purchases/{}/void", second["id"]);
    town.api(Sari, Post, &void, Some(json!({ "reason": "keliru" }))).await.is(200);
    let refused = town.api(Budi, Post, &format!("/shared/{part}/confirm"), None).await.is(409);
    assert_eq!(codes(&refused), [": part-withdrawn"]);
    let open = town.api(Budi, Get, "/me/shared", None).await.is(200).json();
    assert_eq!(open["items"], json!([]));
}

async fn own_parts_stay_within_the_receipt(db: Database) {
    let town = Town::build(db).await;
    let made = shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let path = format!("/purchases/{}", made["id"]);
    let becomes = async |who: Who, path: &str, amount: i64, seen: &str| {
        let (body, seen) = (json!({ "amount": amount }), [("If-Match", seen)]);
        town.api_with(who, Patch, path, Some(body), &seen).await
    };
    let above = becomes(Sari, &path, 45_001, "\"1\"").await.is(422);
    assert_eq!(codes(&above), ["amount: part-above-rest"]);
    becomes(Sari, &path, 40_000, "\"1\"").await.is(200);
    let own = confirm(&town, Budi).await.is(201).json();
    let path = format!("/purchases/{}", own["id"]);
    let above = becomes(Budi, &path, 45_001, "\"1\"").await.is(422);
    assert_eq!(codes(&above), ["amount: part-above-rest"]);
    becomes(Budi, &path, 45_000, "\"1\"").await.is(200);
}

async fn one_mail_asks_and_is_dropped_once_answered(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Patch, "/settings", Some(json!({ "mails_a_week": 14 }))).await.is(200);
    shared(&town, Sari, "k1", json!([equally(Budi)])).await;
    let mails = town.api(Dewi, Get, "/mail", None).await.is(200).json();
    let kinds: Vec<_> =
        mails["items"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["part_proposed"]);
    assert_eq!(mails["items"][0]["employee"], Budi.number());
    let letterbox = Letterbox::default();
    let now = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Sari mencatat belanja bersama Bapak/Ibu");
    let id = waiting(&town, Budi).await["id"].clone();
    for said in ["Rp45.000", "Lalapan Maju", "Bukan saya", &format!("/bersama/{id}")] {
        assert!(mail.text.contains(said), "{said} is not in {}", mail.text);
        assert!(mail.html.contains(said), "{said} is not in {}", mail.html);
    }
    assert!(!mail.text.contains("90.000"));

    town.post(Budi, "/akun", &[("language", "en")]).await.is(303);
    shared_again(&town).await;
    let second = waiting_last(&town, Budi).await;
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    let mail = letterbox.take().pop().unwrap();
    assert_eq!(mail.subject, "Sari logged a receipt shared with you");
    assert!(mail.text.contains("Not me"), "{}", mail.text);

    // Whoever has answered is not written to.
    town.api(Budi, Post, &format!("/shared/{second}/decline"), None).await.is(204);
    town.api(Budi, Post, &format!("/shared/{id}/decline"), None).await.is(204);
    let body = json!({
        "purchased_on": "2026-11-17", "amount": 20_000, "channel": "in_person",
        "seller": { "name": "Warung" }, "evidence": "no_receipt", "shared_with": [equally(Budi)],
    });
    let key = [("Idempotency-Key", "third")];
    town.api_with(Sari, Post, "/purchases", Some(body), &key).await.is(201);
    let third = waiting(&town, Budi).await["id"].clone();
    town.api(Budi, Post, &format!("/shared/{third}/decline"), None).await.is(204);
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    assert!(letterbox.take().is_empty());
}

pub async fn waiting_last(town: &Town, who: Who) -> Value {
    let open = town.api(who, Get, "/me/shared", None).await.is(200).json();
    open["items"].as_array().unwrap().last().unwrap()["id"].clone()
}
