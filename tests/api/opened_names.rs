//! Lists of the API name people: a head of the office above who reads one opens names, and that is noted as on pages.

use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};
use rocket::http::Method::{Get, Post};
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Hadi, Rina, Sari};

on_both_databases!(
    of_an_office_and_its_people_names_are_opened,
    people_are_named_in_their_list,
    purchases_name_who_bought,
    exemptions_name_who_is_away
);

async fn opened(town: &Town) -> usize {
    let search = Search { action: Some(AuditAction::NamesOpen), limit: 50, ..Search::default() };
    audit::search(town.store.reader(), &search).await.unwrap().len()
}

/// Sari is in an office below Hadi's, and Rina reviews her.
async fn is_noted_once(town: Town, path: &str) {
    let figures = ["/offices/DKP/compliance", "/offices/DKP-UPT1/trend", "/offices"];
    for totals in figures {
        town.api(Hadi, Get, totals, None).await.is(200);
    }
    assert_eq!(opened(&town).await, 0, "totals open nobody");
    for _ in 0..2 {
        let list = town.api(Hadi, Get, path, None).await.is(200);
        assert!(list.text().contains(Sari.number()), "{path}: {}", list.text());
    }
    assert_eq!(opened(&town).await, 1, "once a day");
    town.api(Rina, Get, path, None).await.is(200);
    assert_eq!(opened(&town).await, 1, "whose work it is opens nothing");
}

async fn of_an_office_and_its_people_names_are_opened(db: Database) {
    is_noted_once(Town::build(db).await, "/offices/DKP/compliance?employees=true").await;
}

async fn people_are_named_in_their_list(db: Database) {
    is_noted_once(Town::build(db).await, "/employees").await;
}

async fn purchases_name_who_bought(db: Database) {
    let town = Town::build(db).await;
    crate::web::bought(&town, Sari, "n1", "40.000").await;
    is_noted_once(town, "/purchases").await;
}

async fn exemptions_name_who_is_away(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    let away = json!({ "from": "2026-12-01", "to": "2026-12-01", "reason": "other" });
    town.api(Sari, Post, &path, Some(away)).await.is(201);
    is_noted_once(town, "/exemptions").await;
}
