use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Sari};

on_both_databases!(
    a_policy_is_added_with_its_defaults,
    a_policy_that_cannot_be_is_refused_by_field,
    a_preview_says_whose_status_changes,
    warnings_name_the_better_day,
    a_duty_that_ends_is_named_and_confirmed,
    a_share_of_a_reference_amount_is_asked,
    a_policy_is_ended_and_its_circular_read
);

async fn a_policy_is_added_with_its_defaults(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "title": "Probolinggo", "legal_basis": "SE 2024", "mode": "mandatory",
        "period": "month", "office": "DKP", "effective_from": "2026-12-01", "minimum_amount": 50_000,
        "tiers": [{ "position_levels": ["echelon_2"], "minimum_amount": 200_000 }], "confirm": true });
    let added = town.api(Dewi, Post, "/policies", Some(new.clone())).await.is(201).json();
    for (field, value) in [
        ("office", json!("DKP")),
        ("grace_days", json!(3)),
        ("late_days", json!(30)),
        ("holiday_rule", json!("full")),
        ("leave_rule", json!("full")),
        ("minimum_count", json!(0)),
        ("max_amount_per_purchase", json!(10_000_000)),
        ("effective_until", json!(null)),
        (
            "tiers",
            json!([{ "position_levels": ["echelon_2"], "minimum_amount": 200_000, "minimum_count": 0 }]),
        ),
        ("minimum_percent", json!(null)),
        ("counts_on", json!([])),
        ("seller_classes", json!([])),
    ] {
        assert_eq!(added[field], value, "{field}");
    }
    let all = town.api(Sari, Get, "/policies", None).await.is(200);
    assert_eq!(column(&all, "title"), ["Lumajang 2023", "Probolinggo"]);
    town.api(Agus, Post, "/policies", Some(new)).await.is(403);
}

async fn a_policy_that_cannot_be_is_refused_by_field(db: Database) {
    let town = Town::build(db).await;
    let broken = json!({ "title": "", "mode": "force", "period": "year", "office": "X",
        "effective_from": "2026-13-01", "minimum_amount": -1, "grace_days": 61,
        "tiers": [{ "grades": ["\u{7}"], "minimum_amount": 2_000_000_000 }] });
    let reply = town.api(Dewi, Post, "/policies", Some(broken)).await.is(422);
    assert_eq!(
        faults(&reply),
        [
            "effective_from: not-a-date",
            "grace_days: not-in-range",
            "minimum_amount: amount-below",
            "mode: unknown-choice",
            "office: office-unknown",
            "period: unknown-choice",
            "tiers.0.grades: unprintable",
            "tiers.0.minimum_amount: amount-above",
            "title: missing",
        ]
    );
    let text = json!({ "title": "T", "mode": "mandatory", "period": "week", "office": "LMJ",
        "effective_from": "2026-11-23", "minimum_amount": "5" });
    assert_eq!(
        faults(&town.api(Dewi, Post, "/policies", Some(text)).await.is(422)),
        ["minimum_amount: wrong-type"]
    );
}

async fn a_preview_says_whose_status_changes(db: Database) {
    let town = Town::build(db).await;
    for (who, amount) in [(Sari, 120_000), (Budi, 300_000)] {
        let body = json!({ "purchased_on": "2026-11-09", "amount": amount, "channel": "in_person",
            "seller": { "name": "Warung" }, "evidence": "no_receipt", "employee": who.number() });
        town.api_with(Dewi, Post, "/purchases", Some(body), &[("Idempotency-Key", who.number())])
            .await
            .is(201);
    }
    // In week 46 both had met Rp100.000; recorded after the deadline.
    let new = json!({ "title": "T", "mode": "mandatory", "period": "week", "office": "DKP",
        "effective_from": "2026-11-23", "minimum_amount": 200_000 });
    let told = town.api(Dewi, Post, "/policies/preview", Some(new.clone())).await.is(200).json();
    assert_eq!(told["period"], "2026-W46");
    assert_eq!(told["offices"][0]["office"], "DKP");
    assert_eq!(
        (&told["offices"][0]["met_late"], &told["offices"][0]["short"]),
        (&json!(1), &json!(3))
    );
    let changes = &told["changes"];
    assert_eq!(changes["count"], 1, "{changes}");
    assert_eq!(changes["kinds"], json!([{ "before": "met_late", "after": "short", "count": 1 }]));
    assert_eq!(changes["employees"][0]["number"], Sari.number());
    assert_eq!(changes["employees"][0]["shortfall"], 80_000);
    // Months are compared with the weeks that people are measured by now.
    let mut monthly = new.clone();
    monthly["period"] = json!("month");
    let told = town.api(Dewi, Post, "/policies/preview", Some(monthly)).await.is(200).json();
    assert_eq!(told["period"], "2026-10");
    let kinds = json!([{ "before": "met_late", "after": "short", "count": 2 }]);
    assert_eq!(told["changes"]["kinds"], kinds);
    assert_eq!(told["changes"]["employees"][0]["before_period"], "2026-W46");
    assert_eq!(town.store.rulebook().await.unwrap().policies.len(), 1, "nothing is written");
}

async fn warnings_name_the_better_day(db: Database) {
    let town = Town::build(db).await;
    let new = |period: &str, office: &str, from: &str| {
        json!({ "title": "T", "mode": "mandatory",
        "period": period, "office": office, "effective_from": from, "minimum_amount": 1_000 })
    };
    let mut monthly = new("month", "DKP", "2026-12-01");
    monthly["confirm"] = json!(true);
    town.api(Dewi, Post, "/policies", Some(monthly)).await.is(201);
    let weekly = new("week", "DKP-UPT1", "2026-12-14");
    let told = town.api(Dewi, Post, "/policies/preview", Some(weekly)).await.is(200).json();
    assert_eq!(told["warnings"][0]["code"], "replaces-monthly");
    assert!(told["warnings"][0]["message"].as_str().unwrap().contains("1 Januari 2027"), "{told}");
}

async fn a_duty_that_ends_is_named_and_confirmed(db: Database) {
    let town = Town::build(db).await;
    let mut monthly = json!({ "title": "Bulanan", "mode": "mandatory", "period": "month",
        "office": "DKP", "effective_from": "2026-12-01", "minimum_amount": 400_000 });
    let told =
        town.api(Dewi, Post, "/policies/preview", Some(monthly.clone())).await.is(200).json();
    let warning = &told["warnings"][0];
    // The week that the first of December cuts keeps its policy.
    for (field, value) in [
        ("code", json!("ends_duty")),
        ("policy", json!("Lumajang 2023")),
        ("people", json!(4)),
        ("offices", json!("Kantor DKP")),
        ("from", json!("2026-12-07")),
    ] {
        assert_eq!(warning[field], value, "{field}: {told}");
    }
    let refused = town.api(Dewi, Post, "/policies", Some(monthly.clone())).await.is(409);
    assert_eq!(faults(&refused), ["confirm: ends_duty"]);
    assert!(refused.text().contains("7 Desember 2026") && refused.text().contains("4 orang"));
    monthly["confirm"] = json!(true);
    let added = town.api(Dewi, Post, "/policies", Some(monthly)).await.is(201).json();
    assert_eq!(added["warnings"][0]["code"], "ends_duty");
    // One of the same kind that asks the same people ends nothing.
    let weekly = json!({ "title": "Pekanan", "mode": "mandatory", "period": "week",
        "office": "KEC-TEMPEH", "effective_from": "2026-11-30", "minimum_amount": 50_000 });
    let added = town.api(Dewi, Post, "/policies", Some(weekly)).await.is(201).json();
    assert_eq!(added["warnings"], json!([]));
}

async fn a_share_of_a_reference_amount_is_asked(db: Database) {
    let town = Town::build(db).await;
    let place = json!({ "from": "2026-10-01", "reference_amount": 4_512_345 });
    let path = format!("/employees/{}/placements", Sari.number());
    town.api(Dewi, Post, &path, Some(place)).await.is(201);
    let share = json!({ "title": "Bojonegoro", "mode": "mandatory", "period": "month",
        "office": "DKP-UPT1", "effective_from": "2026-11-01", "minimum_amount": 75_000,
        "minimum_percent": 2.5, "confirm": true });
    let added = town.api(Dewi, Post, "/policies", Some(share.clone())).await.is(201).json();
    assert_eq!(added["minimum_percent"], 2.5);
    let codes: Vec<_> = added["warnings"].as_array().unwrap().iter().map(|w| &w["code"]).collect();
    assert_eq!(codes, ["ends_duty", "without_reference"]);
    assert_eq!(added["warnings"][1]["people"], 1, "Budi");
    let asked = async |who| town.api(who, Get, "/me/compliance?period=2026-11", None).await.json();
    let (sari, budi) = (asked(Sari).await, asked(Budi).await);
    assert_eq!((&sari["minimum"], &budi["minimum"]), (&json!(113_000), &json!(75_000)));
    assert!(sari["explanation"].to_string().contains("2,5% dari acuan per bulan"), "{sari}");
    assert!(budi["explanation"].to_string().contains("belum tercatat"), "{budi}");
    // The share is told, and the amount that it is taken of is not.
    let page = format!("/unit/DKP-UPT1/pegawai/{}?periode=2026-11", town.segment(Sari));
    let page = town.get(Hadi, &page).await.is(200).text();
    assert!(page.contains("2,5% dari acuan") && !page.contains("4.512.345"), "{page}");
    for odd in [json!(0), json!(100.01), json!(1.234), json!(-5)] {
        let mut body = share.clone();
        body["minimum_percent"] = odd;
        let refused = town.api(Dewi, Post, "/policies", Some(body)).await.is(422);
        assert_eq!(faults(&refused), ["minimum_percent: percent-unclear"]);
    }
}

async fn a_policy_is_ended_and_its_circular_read(db: Database) {
    let town = Town::build(db).await;
    let listed = town.api(Sari, Get, "/policies", None).await.is(200).json();
    let id = listed["items"][0]["id"].to_string();
    let path = format!("/policies/{id}/document");
    town.api(Sari, Get, &path, None).await.is(404);
    let (paper, photo) = (pdf(1), jpeg(32, 32, 1));
    let send = async |field: &'static str, bytes: &[u8]| {
        town.api_upload(Dewi, &path, &[], &[], &[(field, "se.pdf", bytes)]).await
    };
    assert_eq!(faults(&send("document", &photo).await.is(422)), ["document: document-not-pdf"]);
    assert_eq!(faults(&send("document", b"GIF89a").await.is(415)), ["document: document-not-pdf"]);
    assert_eq!(
        faults(&send("document", &paper[..60]).await.is(422)),
        ["document: document-damaged"]
    );
    assert_eq!(faults(&send("receipt", &paper).await.is(422)), ["receipt: field-unknown"]);
    let added = send("document", &paper).await.is(201).json();
    assert_eq!(added["document"], format!("/api/v1{path}"));
    assert_eq!(faults(&send("document", &paper).await.is(409)), ["document: document-exists"]);
    let read = town.api(Sari, Get, &path, None).await.is(200);
    assert_eq!(read.body, paper);
    assert_eq!(read.header("Content-Type"), Some("application/pdf"));
    assert!(read.header("Content-Disposition").unwrap().starts_with("attachment"));
    assert!(read.header("Content-Security-Policy").unwrap().contains("sandbox"));
    let mine = town.api(Sari, Get, "/me/compliance", None).await.is(200).json();
    assert_eq!(
        (&mine["legal_basis"], &mine["document"]),
        (&json!("SE Bupati 2023"), &added["document"])
    );
    assert!(mine["explanation"].to_string().contains("Dasar: SE Bupati 2023."), "{mine}");

    let end = format!("/policies/{id}/end");
    let early = json!({ "until": "2026-11-21", "reason": "diganti" });
    assert_eq!(
        faults(&town.api(Dewi, Post, &end, Some(early)).await.is(422)),
        ["until: ends-too-early"]
    );
    let ended = json!({ "until": "2026-11-22", "reason": "diganti" });
    let ended = town.api(Dewi, Post, &end, Some(ended)).await.is(200).json();
    assert_eq!(ended["effective_until"], "2026-11-22");
    let listed = town.api(Sari, Get, "/policies", None).await.is(200).json();
    assert_eq!(listed["items"][0]["effective_until"], "2026-11-22");
    town.api(Dewi, Post, "/policies/99/end", Some(json!({ "until": "2026-11-22", "reason": "x" })))
        .await
        .is(404);
}
