use rocket::http::Method::{Delete, Get, Put};
use serde_json::json;

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{self, Budi, Hadi, Nobody, Sari};

on_both_databases!(a_declaration_changes_no_status);

async fn a_declaration_changes_no_status(db: Database) {
    let town = Town::build(db).await;
    let path = "/me/declarations/2026-W47";
    let before = town.api(Sari, Get, "/me/compliance", None).await.is(200).json();
    town.api(Sari, Get, path, None).await.is(404);
    let made = town.api(Sari, Put, path, Some(json!({ "reason": "away" }))).await.is(200).json();
    assert_eq!((&made["period"], &made["reason"]), (&json!("2026-W47"), &json!("away")));
    assert_eq!(town.api(Sari, Get, path, None).await.is(200).json(), made);
    assert_eq!(town.api(Sari, Get, "/me/compliance", None).await.is(200).json(), before);

    // Who may see names sees that she did not forget.
    let office = "/offices/DKP-UPT1/compliance?period=2026-W47&employees=true";
    let people = town.api(Hadi, Get, office, None).await.is(200).json()["employees"].clone();
    let said = |who: Who| {
        let mut all = people.as_array().unwrap().iter();
        all.find(|one| one["number"] == who.number()).unwrap()["declared"].clone()
    };
    assert_eq!((said(Sari), said(Budi)), (json!("away"), json!(null)));

    let flu = town.api(Sari, Put, path, Some(json!({ "reason": "flu" }))).await.is(422);
    assert_eq!(faults(&flu), ["reason: unknown-choice"]);
    let early = "/me/declarations/2026-W48";
    let early = town.api(Sari, Put, early, Some(json!({ "reason": "away" }))).await.is(422);
    assert_eq!(faults(&early), ["period: period-not-begun"]);
    for (method, label) in [(Put, "2026-W54"), (Delete, "sekarang")] {
        let body = (method == Put).then(|| json!({ "reason": "away" }));
        town.api(Sari, method, &format!("/me/declarations/{label}"), body).await.is(404);
    }
    town.api(Sari, Delete, path, None).await.is(204);
    town.api(Sari, Delete, path, None).await.is(404);
    town.api(Nobody, Get, path, None).await.is(401);
}
