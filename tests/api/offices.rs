use rocket::http::Method::{Delete, Get, Patch, Post, Put};
use serde_json::json;

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Nobody, Sari, Tutik};

on_both_databases!(
    offices_are_added_listed_and_changed,
    a_list_shows_what_is_in_sight_page_by_page,
    holidays_come_and_go
);

async fn offices_are_added_listed_and_changed(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "code": "DKP-2", "name": "Bidang Dua", "kind": "bidang", "parent": "DKP" });
    let added = town.api(Dewi, Post, "/offices", Some(new.clone())).await.is(201).json();
    assert_eq!(
        added,
        json!({ "code": "DKP-2", "name": "Bidang Dua", "kind": "bidang",
        "parent": "DKP", "time_zone": "Asia/Jakarta" })
    );
    let again = town.api(Dewi, Post, "/offices", Some(new.clone())).await.is(409);
    assert_eq!(faults(&again), ["code: code-taken"]);

    let changed = json!({ "name": "Bidang Kedua", "time_zone": "Asia/Jayapura" });
    let changed = town.api(Dewi, Patch, "/offices/DKP-2", Some(changed)).await.is(200).json();
    assert_eq!(
        (&changed["name"], &changed["time_zone"]),
        (&json!("Bidang Kedua"), &json!("Asia/Jayapura"))
    );
    let root = town.api(Dewi, Patch, "/offices/DKP", Some(json!({ "parent": null }))).await.is(422);
    assert_eq!(faults(&root), ["parent: root-exists"]);
    let circle =
        town.api(Dewi, Patch, "/offices/DKP", Some(json!({ "parent": "DKP-2" }))).await.is(422);
    assert_eq!(faults(&circle), ["parent: parent-below"]);
    town.api(Dewi, Patch, "/offices/NONE", Some(json!({}))).await.is(404);
    town.api(Hadi, Patch, "/offices/DKP", Some(json!({}))).await.is(403);
    town.api(Nobody, Post, "/offices", Some(new)).await.is(401);
}

async fn a_list_shows_what_is_in_sight_page_by_page(db: Database) {
    let town = Town::build(db).await;
    let codes =
        async |who, path: &str| column(&town.api(who, Get, path, None).await.is(200), "code");
    assert_eq!(codes(Agus, "/offices").await, ["BALI", "DKP", "DKP-UPT1", "KEC-TEMPEH", "LMJ"]);
    assert_eq!(codes(Hadi, "/offices").await, ["DKP", "DKP-UPT1"]);
    assert_eq!(codes(Sari, "/offices").await, ["DKP-UPT1"]);
    let first = town.api(Dewi, Get, "/offices?limit=2", None).await.is(200);
    assert_eq!(
        (column(&first, "code"), &first.json()["next"]),
        (vec!["BALI".to_owned(), "DKP".into()], &json!("DKP"))
    );
    assert_eq!(codes(Dewi, "/offices?limit=3&after=DKP").await, ["DKP-UPT1", "KEC-TEMPEH", "LMJ"]);
    for bad in ["0", "201", "-1", "x", "99999999999999999999"] {
        let reply = town.api(Dewi, Get, &format!("/offices?limit={bad}"), None).await.is(422);
        assert_eq!(faults(&reply), ["limit: not-in-range"], "{bad}");
    }
}

async fn holidays_come_and_go(db: Database) {
    let town = Town::build(db).await;
    let natal = json!({ "name": "Natal", "kind": "public" });
    town.api(Dewi, Put, "/holidays/2026-12-25", Some(natal.clone())).await.is(200);
    let list = town.api(Sari, Get, "/holidays?year=2026", None).await.is(200).json();
    assert_eq!(
        list,
        json!({ "items": [{ "date": "2026-12-25", "name": "Natal", "kind": "public" }], "next": null })
    );
    assert_eq!(town.api(Sari, Get, "/holidays", None).await.is(200).json(), list);
    assert_eq!(
        faults(&town.api(Sari, Get, "/holidays?year=99999999999", None).await.is(422)),
        ["year: not-in-range"]
    );
    let bad = town
        .api(Dewi, Put, "/holidays/2026-02-30", Some(json!({ "name": " ", "kind": "party" })))
        .await
        .is(422);
    assert_eq!(faults(&bad), ["date: not-a-date", "kind: unknown-choice", "name: missing"]);
    town.api(Tutik, Put, "/holidays/2026-12-25", Some(natal)).await.is(403);
    town.api(Tutik, Delete, "/holidays/2026-12-25", None).await.is(403);
    town.api(Dewi, Delete, "/holidays/2026-12-25", None).await.is(204);
    town.api(Dewi, Delete, "/holidays/2026-12-25", None).await.is(404);
    town.api(Dewi, Delete, "/holidays/soon", None).await.is(404);
}
