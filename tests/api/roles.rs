use rocket::http::Method::{Delete, Get, Post};
use serde_json::json;

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Sari};

on_both_databases!(a_role_opens_and_closes_what_is_seen);

async fn a_role_opens_and_closes_what_is_seen(db: Database) {
    let town = Town::build(db).await;
    let sari = format!("/employees/{}", Sari.number());
    town.api(Budi, Get, &sari, None).await.is(404);
    let new = json!({ "employee": Budi.number(), "role": "head", "office": "DKP-UPT1",
        "from": "2026-11-20", "to": "2026-12-31", "acting": true });
    let role = town.api(Dewi, Post, "/roles", Some(new.clone())).await.is(201).json();
    assert_eq!((&role["acting"], &role["office"]), (&json!(true), &json!("DKP-UPT1")));
    town.api(Budi, Get, &sari, None).await.is(200);
    assert_eq!(
        faults(&town.api(Dewi, Post, "/roles", Some(new.clone())).await.is(409)),
        ["role: role-exists"]
    );
    assert!(
        column(&town.api(Dewi, Get, "/roles", None).await.is(200), "employee")
            .contains(&Budi.number().into())
    );

    let path = format!("/roles/{}", role["id"]);
    town.api(Budi, Delete, &path, None).await.is(403);
    town.api(Dewi, Delete, &path, None).await.is(204);
    town.api(Dewi, Delete, &path, None).await.is(404);
    town.api(Budi, Get, &sari, None).await.is(404);
    town.api(Agus, Post, "/roles", Some(new)).await.is(403);
    town.api(Agus, Get, "/roles", None).await.is(403);
    let broken = json!({ "employee": "0", "role": "head", "from": "2026-11-20" });
    assert_eq!(
        faults(&town.api(Dewi, Post, "/roles", Some(broken)).await.is(422)),
        ["employee: employee-unknown", "office: missing"]
    );
    let nul = json!({ "employee": "a\0b", "role": "head", "from": "2026-12-01" });
    let refused = town.api(Dewi, Post, "/roles", Some(nul)).await.is(422);
    assert_eq!(faults(&refused), ["employee: unprintable"]);
}
