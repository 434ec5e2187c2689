use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::{column, faults};
use crate::on_both_databases;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Rina, Sari, Tutik};

fn leave() -> Value {
    json!({ "from": "2026-11-16", "to": "2026-11-20", "reason": "annual_leave" })
}

on_both_databases! {
    async fn a_request_is_decided_by_somebody_else(db) {
        let town = Town::build(db).await;
        let path = format!("/employees/{}/exemptions", Sari.number());
        let asked = town.api(Sari, Post, &path, Some(leave())).await.is(201).json();
        assert_eq!((&asked["state"], &asked["employee"]), (&json!("requested"), &json!(Sari.number())));
        let approve = format!("/exemptions/{}/approve", asked["id"]);
        town.api(Sari, Post, &approve, None).await.is(403);
        town.api(Hadi, Post, &approve, None).await.is(403);
        town.api(Agus, Post, &approve, None).await.is(403);
        town.api(Tutik, Post, &approve, None).await.is(404);
        town.api(Budi, Post, &approve, None).await.is(404);
        assert_eq!(town.api(Rina, Post, &approve, None).await.is(200).json()["state"], "approved");
        let refuse = format!("/exemptions/{}/refuse", asked["id"]);
        assert_eq!(faults(&town.api(Rina, Post, &refuse, None).await.is(409)), ["state: already-decided"]);
        town.api(Dewi, Post, "/exemptions/999/refuse", None).await.is(404);
        town.api(Dewi, Post, "/exemptions/x/refuse", None).await.is(404);
    }

    async fn an_administrators_entry_counts_at_once(db) {
        let town = Town::build(db).await;
        let path = format!("/employees/{}/exemptions", Sari.number());
        assert_eq!(town.api(Dewi, Post, &path, Some(leave())).await.is(201).json()["state"], "approved");
        town.api(Hadi, Post, &path, Some(leave())).await.is(403);
        town.api(Tutik, Post, &path, Some(leave())).await.is(404);
        let bad = json!({ "from": "2026-11-20", "to": "2026-11-16", "reason": "flu" });
        let bad = town.api(Sari, Post, &path, Some(bad)).await.is(422);
        assert_eq!(faults(&bad), ["reason: unknown-choice", "to: ends-before-start"]);

        // Auditors and administrators read who did it.
        let audit = town.api(Agus, Get, "/audit?limit=1", None).await.is(200);
        assert_eq!((column(&audit, "action"), column(&audit, "actor")),
            (vec!["exemption.request".to_owned()], vec![Dewi.number().to_owned()]));
        town.api(Dewi, Get, "/audit", None).await.is(200);
        town.api(Hadi, Get, "/audit", None).await.is(403);
    }
}
