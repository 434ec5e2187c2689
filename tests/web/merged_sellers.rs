//! The same seller written down twice is made one, and taken back.

use pekan::store::purchases::PurchaseRow;
use pekan::store::totals;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::town::Town;
use crate::support::town::Who::{self, Agus, Budi, Dewi, Sari};

on_both_databases!(
    purchases_follow_and_come_back,
    a_merge_amends_what_is_closed_and_its_undo_amends_it_back,
    what_leads_to_a_merged_seller_leads_on,
    merges_are_taken_back_from_the_last_on
);

async fn buy(town: &Town, who: Who, key: &str, name: &str, amount: &str) {
    let fields =
        fields(key, &[("seller.name", name), ("amount", amount), ("evidence", "no_receipt")]);
    town.post(who, "/belanja", &fields).await.is(303);
}

async fn id(town: &Town, name: &str) -> i64 {
    let all = town.api(Dewi, Get, "/sellers?limit=100", None).await.is(200).json();
    let mut all = all["items"].as_array().unwrap().iter();
    all.find(|one| one["name"] == name).unwrap()["id"].as_i64().unwrap()
}

/// Merges one into another from the page of the one that stays.
async fn merge(town: &Town, gone: i64, kept: i64) {
    let name = format!("/penjual/{kept}?cari=bu");
    let page = town.get(Dewi, &name).await.is(200).text();
    let path = format!("/penjual/{gone}/gabung");
    let filled = form(&page, &path);
    assert_eq!(filled.get("into"), kept.to_string());
    let fields = [("version", filled.get("version")), ("into", filled.get("into"))];
    town.post(Dewi, &path, &fields).await.is(303);
}

/// The address that takes back what was merged into a seller last.
async fn undo_path(town: &Town, kept: i64) -> String {
    let page = town.get(Dewi, &format!("/penjual/{kept}")).await.is(200).text();
    let at = page.find("/penjual/gabungan/").unwrap_or_else(|| panic!("{page}"));
    page[at..].split('"').next().unwrap().to_owned()
}

/// All purchases but for how often they were changed.
async fn rows(town: &Town) -> Vec<PurchaseRow> {
    let all = town.purchases().await.into_iter();
    let mut rows: Vec<_> = all.map(|one| PurchaseRow { version: 0, ..one.row }).collect();
    rows.sort_by_key(|row| row.id);
    rows
}

async fn totals_are_right(town: &Town) {
    let differences = totals::differences(town.store.reader()).await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

async fn purchases_follow_and_come_back(db: Database) {
    let town = Town::build(db).await;
    buy(&town, Sari, "a", "Warung Bu Sri", "65.000").await;
    buy(&town, Sari, "b", "Wr. Bu Sri", "15.000").await;
    buy(&town, Budi, "c", "Wr. Bu Sri", "25.000").await;
    let (kept, gone) = (id(&town, "Warung Bu Sri").await, id(&town, "Wr. Bu Sri").await);
    let before = rows(&town).await;
    merge(&town, gone, kept).await;
    assert!(rows(&town).await.iter().all(|row| row.seller_id.0 == kept));
    totals_are_right(&town).await;
    // History says where it was bought, as it is called now.
    let history = town.get(Budi, "/riwayat").await.is(200).text();
    assert!(history.contains("Warung Bu Sri") && !history.contains("Wr. Bu Sri"), "{history}");
    let old = town.get(Dewi, &format!("/penjual/{gone}")).await.is(200).text();
    assert!(old.contains(&format!("href=\"/penjual/{kept}\"")), "{old}");
    let list = town.get(Dewi, "/penjual").await.is(200).text();
    assert!(!list.contains("Wr. Bu Sri"), "{list}");
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menggabungkan penjual “Wr. Bu Sri” ke “Warung Bu Sri”, 2 catatan"));

    let undo = undo_path(&town, kept).await;
    town.post(Sari, &undo, &[]).await.is(403);
    town.post(Dewi, &undo, &[]).await.is(303);
    assert_eq!(rows(&town).await, before);
    totals_are_right(&town).await;
    town.post(Dewi, &undo, &[]).await.is(409);
    let found = town.api(Sari, Get, "/sellers?q=wr+sri", None).await.is(200).json();
    assert_eq!(found["items"][0]["id"], gone);
}

/// Sari's stored figures of a closed month, with the number of what amended them.
async fn november(town: &Town) -> Value {
    town.api(Sari, Get, "/me/compliance?period=2026-11", None).await.is(200).json()
}

async fn a_merge_amends_what_is_closed_and_its_undo_amends_it_back(db: Database) {
    let town = Town::without_policy(db).await;
    let policy = json!({ "title": "Pasar", "mode": "mandatory", "period": "month",
        "office": "LMJ", "effective_from": "2026-11-01", "minimum_amount": 50_000,
        "seller_classes": ["traditional_market"], "confirm": true });
    town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    buy(&town, Sari, "a", "Pasar Bu Legi", "65.000").await;
    buy(&town, Budi, "b", "Toko Bu Lain", "60.000").await;
    let (gone, kept) = (id(&town, "Pasar Bu Legi").await, id(&town, "Toko Bu Lain").await);
    let market = json!({ "classes": [{ "class": "traditional_market", "from": "2020-01-01" }] });
    town.api(Dewi, Patch, &format!("/sellers/{gone}"), Some(market)).await.is(200);
    let town = town.signed_in_at("2026-12-10T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-11/close", None).await.is(200);
    let closed = november(&town).await;
    assert_eq!((&closed["counted"], &closed["status"]), (&json!(65_000), &json!("met")));
    merge(&town, gone, kept).await;
    let merged = november(&town).await;
    assert_eq!(
        (&merged["counted"], &merged["status"], &merged["amendment"]),
        (&json!(0), &json!("short"), &json!(1))
    );
    totals_are_right(&town).await;
    town.post(Dewi, &undo_path(&town, kept).await, &[]).await.is(303);
    let back = november(&town).await;
    assert_eq!(
        (&back["counted"], &back["status"], &back["amendment"]),
        (&closed["counted"], &closed["status"], &json!(2))
    );
    totals_are_right(&town).await;
}

async fn what_leads_to_a_merged_seller_leads_on(db: Database) {
    let town = Town::build(db).await;
    buy(&town, Sari, "a", "Warung Bu Sri", "65.000").await;
    buy(&town, Sari, "b", "Wr. Bu Sri", "15.000").await;
    let (kept, gone) = (id(&town, "Warung Bu Sri").await, id(&town, "Wr. Bu Sri").await);
    merge(&town, gone, kept).await;
    // Its name, its number in a form that was open, and in a call.
    buy(&town, Budi, "c", "wr. bu  SRI", "25.000").await;
    let open = [("seller", &*gone.to_string()), ("evidence", "no_receipt"), ("amount", "27.000")];
    town.post(Budi, "/belanja", &fields("d", &open)).await.is(303);
    let body = json!({ "purchased_on": "2026-11-20", "amount": 29_000, "seller": { "id": gone },
        "channel": "in_person", "evidence": "no_receipt" });
    let key = [("Idempotency-Key", "e")];
    let sent = town.api_with(Budi, Post, "/purchases", Some(body), &key).await.is(201).json();
    assert_eq!(sent["seller"]["id"], kept);
    assert!(rows(&town).await.iter().all(|row| row.seller_id.0 == kept));
    // What was bought since stays where it was recorded.
    town.post(Dewi, &undo_path(&town, kept).await, &[]).await.is(303);
    let back = rows(&town).await.into_iter().filter(|row| row.seller_id.0 == gone);
    assert_eq!(back.map(|row| row.amount).collect::<Vec<_>>(), [15_000]);
    totals_are_right(&town).await;
}

async fn merges_are_taken_back_from_the_last_on(db: Database) {
    let town = Town::build(db).await;
    for (key, name) in [("a", "Bu Sri Satu"), ("b", "Bu Sri Dua"), ("c", "Bu Sri Tiga")] {
        buy(&town, Sari, key, name, "20.000").await;
    }
    let before = rows(&town).await;
    let one = id(&town, "Bu Sri Satu").await;
    let (two, three) = (id(&town, "Bu Sri Dua").await, id(&town, "Bu Sri Tiga").await);
    let refused = |into: i64| json!({ "into": into });
    let path = format!("/sellers/{one}/merge");
    town.api(Dewi, Post, &path, Some(refused(one))).await.is(409);
    town.api(Dewi, Post, &path, Some(refused(999_999))).await.is(422);
    merge(&town, one, two).await;
    let first = undo_path(&town, two).await;
    town.api(Dewi, Post, &path, Some(refused(three))).await.is(409);
    merge(&town, two, three).await;
    // The first leads to the last at once.
    let old = town.get(Dewi, &format!("/penjual/{one}")).await.is(200).text();
    assert!(old.contains(&format!("<a href=\"/penjual/{three}\">Bu Sri Tiga")), "{old}");
    town.post(Dewi, &first, &[]).await.is(409);
    town.post(Dewi, &undo_path(&town, three).await, &[]).await.is(303);
    town.post(Dewi, &first, &[]).await.is(303);
    assert_eq!(rows(&town).await, before);
    totals_are_right(&town).await;
}
