//! What a closed period says in words is as frozen as its figures (rules.md §8): zone, days, policy and
//! why come from the stored row and the offices as they were.

use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::purchases::{log, lunch};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Sari};

/// Thursday after 2026-W47, 00.00 WIB.
const CLOSE: &str = "2026-11-26T00:00:00+07:00";

on_both_databases!(
    a_zone_that_changes_later_changes_no_sentence,
    an_office_that_moves_later_changes_no_sentence
);

/// All that is said of somebody in the week.
async fn told(town: &Town) -> Value {
    let mut told = Vec::new();
    for who in [Sari, Budi] {
        told.push(town.api(who, Get, "/me/compliance?period=2026-W47", None).await.is(200).json());
    }
    Value::from(told)
}

/// What the head reads on the page of a person.
async fn page(town: &Town) -> String {
    let path = format!("/unit/DKP-UPT1/pegawai/{}?periode=2026-W47", town.segment(Sari));
    town.get(Hadi, &path).await.is(200).text()
}

async fn a_zone_that_changes_later_changes_no_sentence(db: Database) {
    let town = Town::build_at(db, "2026-11-25T22:30:00+07:00").await;
    let mut enough = lunch();
    enough["amount"] = json!(100_000);
    log(&town, Sari, "late", enough).await.is(201);
    let town = town.at(CLOSE).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let before = told(&town).await;
    assert_eq!(before[0]["status"], "met");
    let why = before[0]["explanation"].to_string();
    assert!(why.contains("23.59 WIB") && !why.contains("setelah batas waktu"), "{why}");
    let east = json!({ "time_zone": "Asia/Jayapura" });
    town.api(Dewi, Patch, "/offices/DKP-UPT1", Some(east)).await.is(200);
    assert_eq!(told(&town).await, before);
    let page = page(&town).await;
    assert!(page.contains("23.59 WIB"), "{page}");
}

async fn an_office_that_moves_later_changes_no_sentence(db: Database) {
    let town = Town::without_policy(db).await;
    let policy = json!({
        "title": "SE", "legal_basis": "1", "mode": "mandatory", "period": "week",
        "office": "KEC-TEMPEH", "effective_from": "2026-11-16", "minimum_amount": 100_000,
    });
    town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    let town = town.at(CLOSE).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    let before = told(&town).await;
    assert_eq!(before[0]["status"], "not_obliged");
    let why = before[0]["explanation"].to_string();
    assert!(why.contains("Tidak ada kebijakan yang berlaku"), "{why}");
    let moved = json!({ "parent": "KEC-TEMPEH" });
    town.api(Dewi, Patch, "/offices/DKP-UPT1", Some(moved)).await.is(200);
    assert_eq!(told(&town).await, before);
}
