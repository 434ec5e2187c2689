use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Hadi, Sari};

on_both_databases!(everybody_of_an_office_is_exempted);

async fn everybody_of_an_office_is_exempted(db: Database) {
    let town = Town::build(db).await;
    let path = "/offices/DKP/exemptions";
    let body =
        json!({ "from": "2026-11-16", "to": "2026-11-20", "reason": "other", "below": true });
    let week = "/me/compliance?period=2026-W47";
    let names = |reply: &serde_json::Value| {
        let people = reply["employees"].as_array().unwrap().iter();
        people.map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let dry = town
        .api(Dewi, Post, &format!("{path}?dry_run=true"), Some(body.clone()))
        .await
        .is(200)
        .json();
    assert_eq!(names(&dry), ["Budi", "Hadi", "Rina", "Sari"]);
    assert_eq!(town.api(Sari, Get, week, None).await.is(200).json()["status"], "open");
    let done = town.api(Dewi, Post, path, Some(body.clone())).await.is(200).json();
    assert_eq!(
        (names(&done), &done["covered"], &done["oneself"]),
        (names(&dry), &json!(0), &json!(false))
    );
    assert_eq!(town.api(Sari, Get, week, None).await.is(200).json()["status"], "exempt");
    let again = town.api(Dewi, Post, path, Some(body.clone())).await.is(200).json();
    assert_eq!((names(&again).len(), &again["covered"]), (0, &json!(4)));

    town.api(Hadi, Post, path, Some(body.clone())).await.is(403);
    town.api(Dewi, Post, "/offices/NONE/exemptions", Some(body)).await.is(404);
    let bad = json!({ "from": "2026-11-20", "to": "2026-11-16", "reason": "flu" });
    let bad = town.api(Dewi, Post, path, Some(bad)).await.is(422);
    assert_eq!(faults(&bad), ["reason: unknown-choice", "to: ends-before-start"]);
    town.api(Dewi, Post, &format!("{path}?dry_run=maybe"), Some(json!({}))).await.is(422);
}
