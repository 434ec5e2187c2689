//! Sellers carry classes, and a purchase counts by the class of its day.

use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Sari};

on_both_databases!(
    a_seller_is_added_with_its_classes,
    a_purchase_says_whether_it_counts_and_why_not,
    other_classes_count_what_was_bought_anew
);

async fn a_seller_is_added_with_its_classes(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "name": "Pasar Senduro", "district": "Senduro", "classes": [
        { "class": "pasar tradisional", "from": "2020-01-01" },
        { "class": "mikro", "from": "2020-01-01", "to": "2026-06-30" },
    ] });
    let added = town.api(Dewi, Post, "/sellers", Some(new.clone())).await.is(201).json();
    let classes = json!([
        { "class": "micro", "from": "2020-01-01", "to": "2026-06-30" },
        { "class": "traditional_market", "from": "2020-01-01", "to": null },
    ]);
    assert_eq!(added["classes"], classes);
    let listed = town.api(Sari, Get, "/sellers?q=pasar", None).await.is(200).json();
    assert_eq!(listed["items"][0]["classes"], classes);
    let again = town.api(Dewi, Post, "/sellers", Some(new.clone())).await.is(409);
    assert_eq!(faults(&again), ["name: seller-exists"]);
    let odd =
        json!({ "name": " ", "classes": [{ "class": "a/b", "from": "x", "to": "2020-01-01" }] });
    assert_eq!(
        faults(&town.api(Dewi, Post, "/sellers", Some(odd)).await.is(422)),
        ["classes.0.class: unknown-choice", "classes.0.from: not-a-date", "name: missing"]
    );
    let officer = json!({ "employee": Hadi.number(), "role": "seller_officer",
        "from": "2020-01-01" });
    let path = format!("/sellers/{}", added["id"]);
    let none = json!({ "classes": [] });
    town.api(Hadi, Patch, &path, Some(none.clone())).await.is(403);
    town.api(Agus, Patch, &path, Some(none.clone())).await.is(403);
    town.api(Dewi, Post, "/roles", Some(officer)).await.is(201);
    let changed = town.api(Hadi, Patch, &path, Some(none.clone())).await.is(200).json();
    assert_eq!(changed["classes"], json!([]));
    town.api(Dewi, Patch, "/sellers/999999", Some(none)).await.is(404);
}

/// Kudus: the third Friday, at a traditional market.
fn kudus() -> Value {
    json!({ "title": "Kudus", "mode": "mandatory", "period": "month", "office": "LMJ",
        "effective_from": "2026-10-01", "minimum_amount": 50_000, "confirm": true,
        "counts_on": [{ "nth_weekday": { "nth": 3, "weekday": 5 } }],
        "seller_classes": ["traditional_market"] })
}

async fn buy(town: &Town, on: &str, seller: &Value, funding: &str) -> Value {
    let body = json!({ "employee": Sari.number(), "purchased_on": on, "amount": 60_000,
        "seller": seller, "channel": "in_person", "evidence": "no_receipt", "funding": funding });
    let key = format!("{on}-{funding}-{}", seller["name"]);
    let headers = [("Idempotency-Key", key.as_str())];
    town.api_with(Dewi, Post, "/purchases", Some(body), &headers).await.is(201).json()
}

async fn a_purchase_says_whether_it_counts_and_why_not(db: Database) {
    let town = Town::build(db).await;
    let before = buy(&town, "2026-11-12", &json!({ "name": "Warung" }), "personal").await;
    assert_eq!(
        before["counts"],
        json!({ "policy": "Lumajang 2023", "counted": true, "reason": null })
    );
    town.api(Dewi, Post, "/policies", Some(kudus())).await.is(201);
    let market = json!({ "name": "Pasar", "classes": [
        { "class": "traditional_market", "from": "2020-01-01" }] });
    town.api(Dewi, Post, "/sellers", Some(market)).await.is(201);
    for (on, seller, funding, reason) in [
        ("2026-11-20", "Pasar", "personal", json!(null)),
        ("2026-11-13", "Pasar", "personal", json!("day")),
        ("2026-11-20", "Toko", "personal", json!("seller_class")),
        ("2026-11-20", "Pasar", "office", json!("office_funds")),
    ] {
        let bought = buy(&town, on, &json!({ "name": seller }), funding).await;
        let counts = json!({ "policy": "Kudus", "counted": reason.is_null(), "reason": reason });
        assert_eq!(bought["counts"], counts, "{on} {seller} {funding}");
        let shown = town.api(Sari, Get, &format!("/purchases/{}", bought["id"]), None).await;
        assert_eq!(shown.is(200).json()["counts"], counts);
        let page = town.get(Sari, &format!("/belanja/{}", bought["id"])).await.is(200).text();
        let words = match reason.as_str() {
            None => "Tidak dihitung",
            Some("day") => "bukan hari yang dihitung kebijakan",
            Some("seller_class") => "tidak termasuk kelas yang dihitung kebijakan",
            Some(_) => "memakai anggaran kantor",
        };
        assert_eq!(page.contains(words), !reason.is_null(), "{words}: {page}");
    }
    let mine = town.api(Sari, Get, "/me/compliance?period=2026-11", None).await.is(200).json();
    assert_eq!((&mine["counted"], &mine["status"]), (&json!(60_000), &json!("met")));
    let told = mine["explanation"].to_string();
    for words in ["Jumat ketiga setiap bulan", "pasar tradisional", "bukan hari yang dihitung"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for path in ["/", "/riwayat"] {
        let page = town.get(Sari, path).await.is(200).text();
        assert!(page.contains("bukan hari yang dihitung kebijakan"), "{path}: {page}");
    }
}

async fn other_classes_count_what_was_bought_anew(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Post, "/policies", Some(kudus())).await.is(201);
    let bought = buy(&town, "2026-11-20", &json!({ "name": "Pasar" }), "personal").await;
    let counted = async |town: &Town, period: &str| {
        let path = format!("/me/compliance?period={period}");
        town.api(Sari, Get, &path, None).await.is(200).json()
    };
    assert_eq!(counted(&town, "2026-11").await["counted"], 0);
    let path = format!("/sellers/{}", bought["seller"]["id"]);
    let market = json!({ "classes": [{ "class": "traditional_market", "from": "2026-11-20" }] });
    town.api(Dewi, Patch, &path, Some(market.clone())).await.is(200);
    assert_eq!(counted(&town, "2026-11").await["counted"], 60_000);
    assert!(
        pekan::store::totals::differences(town.store.reader()).await.unwrap().is_empty(),
        "the totals follow from the purchases"
    );
    // What is closed is amended.
    let town = town.at("2026-12-10T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-11/close", None).await.is(200);
    assert_eq!(counted(&town, "2026-11").await["status"], "met");
    town.api(Dewi, Patch, &path, Some(json!({ "classes": [] }))).await.is(200);
    let after = counted(&town, "2026-11").await;
    assert_eq!(
        (&after["counted"], &after["status"], &after["amendment"]),
        (&json!(0), &json!("short"), &json!(1))
    );
}
