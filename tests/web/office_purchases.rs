//! What offices buy from their own budget: counted for nobody, its share at small businesses and at domestic
//! products, voided with a reason; it follows a seller that is merged.

use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Oki, Olga, Rina, Sari};

on_both_databases!(the_ledger_of_an_office, office_purchases_follow_a_merged_seller);

const PAPER: [(&str, &str); 8] = [
    ("office", "DKP"),
    ("purchased_on", "2026-11-19"),
    ("amount", "1,5jt"),
    ("channel", "e_catalogue"),
    ("supplier", "Toko Kertas"),
    ("district", "Senduro"),
    ("item", "Kertas A4"),
    ("order_number", "EP-0001"),
];

fn paper(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = PAPER.to_vec();
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    fields
}

/// The rupiah in brackets behind a part, and its share.
fn share(page: &str, words: &str) -> (String, String) {
    let at = page.find(words).unwrap_or_else(|| panic!("{words} in {page}"));
    let rest = &page[at + words.len()..];
    let (amount, rest) = rest.split_once("</dt><dd>").unwrap();
    (amount.to_owned(), rest.split_once("</dd>").unwrap().0.to_owned())
}

async fn the_ledger_of_an_office(db: Database) {
    let town = Town::with_operators(db).await;
    town.post(Oki, "/belanja-kantor", &paper(&[("small", "1"), ("domestic", "1")])).await.is(303);
    let other = paper(&[("amount", "500.000"), ("supplier", "PT Grosir"), ("domestic", "1")]);
    town.post(Rina, "/belanja-kantor", &other).await.is(303);
    town.post(Oki, "/belanja-kantor", &paper(&[("amount", "2jt"), ("supplier", "PT Impor")]))
        .await
        .is(303);
    let page = town.get(Oki, "/belanja-kantor?tahun=2026&unit=DKP").await.is(200).text();
    assert_eq!(share(&page, "Di UMKM: "), ("Rp1.500.000".into(), "38%".into()));
    assert_eq!(share(&page, "Produk dalam negeri: "), ("Rp2.000.000".into(), "50%".into()));
    // A small business that nobody knew waits to be looked at.
    let sellers = town.api(Dewi, Get, "/sellers?q=kertas", None).await.is(200).json();
    assert_eq!(sellers["items"][0]["name"], "Toko Kertas");
    // It is nobody's purchase.
    let week = town.api(Oki, Get, "/me/compliance?period=2026-W47", None).await.is(200).json();
    assert_eq!(week["counted"], 0);
    assert!(town.purchases().await.is_empty());
    let faults = paper(&[("amount", "nol"), ("item", " "), ("order_number", "")]);
    let again = town.post(Oki, "/belanja-kantor", &faults).await.is(422).text();
    assert!(again.contains("value=\"nol\"") && again.contains("value=\"Toko Kertas\""), "{again}");
    // Who looks after another office neither records there nor sees it.
    town.post(Olga, "/belanja-kantor", &paper(&[])).await.is(422);
    let elsewhere = town.get(Olga, "/belanja-kantor").await.is(200).text();
    assert!(!elsewhere.contains("Kertas"), "{elsewhere}");
    town.get(Olga, "/belanja-kantor?unit=DKP").await.is(404);
    town.get(Sari, "/belanja-kantor").await.is(403);
    assert!(town.get(Agus, "/belanja-kantor").await.is(200).text().contains("Kertas A4"));
    // What was wrong is voided, and counts no more.
    let list = town.api(Oki, Get, "/office-purchases", None).await.is(200).json();
    let id = list["items"][2]["id"].as_i64().unwrap();
    let path = format!("/belanja-kantor/{id}/batal");
    town.post(Oki, &path, &[("version", "1"), ("reason", "")]).await.is(422);
    town.post(Olga, &path, &[("version", "1"), ("reason", "x")]).await.is(404);
    town.post(Oki, &path, &[("version", "7"), ("reason", "x")]).await.is(412);
    town.post(Oki, &path, &[("version", "1"), ("reason", "Salah kantor")]).await.is(303);
    town.post(Oki, &path, &[("version", "2"), ("reason", "lagi")]).await.is(409);
    let page = town.get(Oki, "/belanja-kantor?tahun=2026").await.is(200).text();
    assert_eq!(share(&page, "Di UMKM: ").1, "75%");
    assert_eq!(share(&page, "Produk dalam negeri: ").1, "100%");
    assert!(page.contains("Salah kantor"), "{page}");
    // Marked as no small business on that day it is none.
    let seller = sellers["items"][0]["id"].as_i64().unwrap();
    let mark =
        json!({ "ineligible": { "from": "2026-11-19", "until": null, "reason": "waralaba" } });
    let first = [("If-Match", "\"1\"")];
    let path = format!("/sellers/{seller}");
    town.api_with(Dewi, rocket::http::Method::Patch, &path, Some(mark), &first).await.is(200);
    let page = town.get(Oki, "/belanja-kantor?tahun=2026").await.is(200).text();
    assert_eq!(share(&page, "Di UMKM: "), ("Rp0".into(), "0%".into()));
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("membatalkan belanja kantor Rp2.000.000 untuk"), "{trail}");
}

async fn sold_by(town: &Town) -> Vec<Value> {
    let list = town.api(Dewi, Get, "/office-purchases", None).await.is(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["seller"].clone()).collect()
}

async fn office_purchases_follow_a_merged_seller(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "20.000").await;
    let body = |supplier: &str| {
        Some(json!({ "office": "DKP", "purchased_on": "2026-11-19", "amount": 100_000,
            "channel": "e_order", "supplier": supplier, "district": "Senduro", "small": true,
            "item": "Kopi", "order_number": "EP-1" }))
    };
    for supplier in ["Warung Bu Sri", "Wr. Bu Sri"] {
        town.api(Dewi, Post, "/office-purchases", body(supplier)).await.is(201);
    }
    let [kept, gone] = <[Value; 2]>::try_from(sold_by(&town).await).unwrap();
    assert_ne!(kept, gone);
    let path = format!("/sellers/{gone}/merge");
    town.api_with(Dewi, Post, &path, Some(json!({ "into": kept })), &[("If-Match", "\"1\"")])
        .await
        .is(200);
    assert_eq!(sold_by(&town).await, [kept.clone(), kept.clone()]);
    // What is bought later by the old name is bought at the one that stays, and stays there.
    town.api(Dewi, Post, "/office-purchases", body("Wr. Bu Sri")).await.is(201);
    let merges = pekan::store::seller_merges::into_seller(
        town.store.reader(),
        pekan::rules::SellerId(kept.as_i64().unwrap()),
    );
    let merge = merges.await.unwrap()[0].id;
    town.api(Dewi, Post, &format!("/sellers/merges/{merge}/undo"), None).await.is(200);
    assert_eq!(sold_by(&town).await, [kept.clone(), gone, kept]);
}
