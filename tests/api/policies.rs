use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::{column, faults};
use crate::on_both_databases;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Sari};

on_both_databases! {
    async fn a_policy_is_added_with_its_defaults(db) {
        let town = Town::build(db).await;
        let new = json!({ "title": "Probolinggo", "legal_basis": "SE 2024", "mode": "mandatory",
            "period": "month", "office": "DKP", "effective_from": "2026-12-01", "minimum_amount": 50_000,
            "tiers": [{ "position_levels": ["echelon_2"], "minimum_amount": 200_000 }] });
        let added = town.api(Dewi, Post, "/policies", Some(new.clone())).await.is(201).json();
        for (field, value) in [
            ("office", json!("DKP")), ("grace_days", json!(3)), ("late_days", json!(30)),
            ("holiday_rule", json!("full")), ("leave_rule", json!("full")), ("minimum_count", json!(0)),
            ("max_amount_per_purchase", json!(10_000_000)), ("effective_until", json!(null)),
            ("tiers", json!([{ "position_levels": ["echelon_2"], "minimum_amount": 200_000, "minimum_count": 0 }])),
            ("warnings", json!([])),
        ] {
            assert_eq!(added[field], value, "{field}");
        }
        let all = town.api(Sari, Get, "/policies", None).await.is(200);
        assert_eq!(column(&all, "title"), ["Lumajang 2023", "Probolinggo"]);
        town.api(Agus, Post, "/policies", Some(new)).await.is(403);
    }

    async fn a_policy_that_cannot_be_is_refused_by_field(db) {
        let town = Town::build(db).await;
        let broken = json!({ "title": "", "mode": "force", "period": "year", "office": "X",
            "effective_from": "2026-13-01", "minimum_amount": -1, "grace_days": 61,
            "tiers": [{ "grades": ["\u{0}"], "minimum_amount": 2_000_000_000 }] });
        let reply = town.api(Dewi, Post, "/policies", Some(broken)).await.is(422);
        assert_eq!(faults(&reply), [
            "effective_from: not-a-date", "grace_days: not-in-range", "minimum_amount: amount-below",
            "mode: unknown-choice", "office: office-unknown", "period: unknown-choice",
            "tiers.0.grades: unprintable", "tiers.0.minimum_amount: amount-above", "title: missing",
        ]);
        let text = json!({ "title": "T", "mode": "mandatory", "period": "week", "office": "LMJ",
            "effective_from": "2026-11-23", "minimum_amount": "5" });
        assert_eq!(faults(&town.api(Dewi, Post, "/policies", Some(text)).await.is(422)), ["minimum_amount: wrong-type"]);
    }
}
