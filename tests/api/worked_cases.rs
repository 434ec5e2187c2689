//! Worked cases of `rules.md` §6, built and asked through the API alone.

use rocket::http::Method::{Get, Post, Put};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Sari};

const CASES: [&str; 20] = [
    "exactly the minimum is met",
    "one rupiah short, week still open",
    "one rupiah short, deadline passed",
    "last second of the deadline day is still open",
    "small notes add up inside the week",
    "a purchase on Monday belongs to the new week",
    "late receipt of a met_late week",
    "receipt of Sunday recorded on the deadline day is on time",
    "voided and rejected purchases do not count",
    "office money never counts for a person",
    "29 December 2025 is in week 1 of 2026",
    "the deepest office wins",
    "monthly tiers: nobody fits, the policy's own minimum",
    "a count as well as an amount",
    "an appeal owes nothing",
    "transfer on Wednesday: one duty, the new office",
    "nobody owes for the week in which they leave",
    "three days of leave, prorated",
    "holidays, prorated",
    "the deadline of a WITA office passes an hour earlier",
];

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../fixtures/rules-cases.json")).unwrap();
    let all = file["cases"].as_array().unwrap();
    let named = CASES.map(|name| {
        let case = all.iter().find(|case| case["name"] == name);
        case.unwrap_or_else(|| panic!("no case {name:?}")).clone()
    });
    named.to_vec()
}

fn rows<'a>(world: &'a Value, name: &str) -> &'a Vec<Value> {
    world[name].as_array().unwrap()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name} in {row}"))
}

async fn settle(town: &Town, world: &Value) {
    for (index, policy) in rows(world, "policies").iter().enumerate() {
        let mut policy = policy.clone();
        policy["legal_basis"] = json!(format!("SE {index}"));
        town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    }
    for day in rows(world, "holidays") {
        let holiday = json!({ "name": "Libur", "kind": "public" });
        let path = format!("/holidays/{}", day.as_str().unwrap());
        town.api(Dewi, Put, &path, Some(holiday)).await.is(200);
    }
    for employee in rows(world, "employees") {
        let number = text(employee, "number");
        for (index, placement) in rows(employee, "placements").iter().enumerate() {
            let mut body = placement.clone();
            body.as_object_mut().unwrap().remove("to");
            if index == 0 {
                body["number"] = json!(number);
                body["name"] = json!(format!("Pegawai {number}"));
                body["email"] = json!(format!("{}@contoh.go.id", number.to_lowercase()));
                town.api(Dewi, Post, "/employees", Some(body)).await.is(201);
            } else {
                let path = format!("/employees/{number}/placements");
                town.api(Dewi, Post, &path, Some(body)).await.is(201);
            }
        }
        if let Some(on) = rows(employee, "placements").last().unwrap()["to"].as_str() {
            let path = format!("/employees/{number}/departure");
            town.api(Dewi, Post, &path, Some(json!({ "on": on }))).await.is(200);
        }
    }
    for exemption in rows(world, "exemptions") {
        let path = format!("/employees/{}/exemptions", text(exemption, "employee"));
        let body = json!({ "from": exemption["from"], "to": exemption["to"],
            "reason": "annual_leave" });
        town.api(Dewi, Post, &path, Some(body)).await.is(201);
    }
}

async fn buy(town: &Town, index: usize, purchase: &Value) {
    let body = json!({
        "employee": purchase["employee"], "purchased_on": purchase["purchased_on"],
        "amount": purchase["amount"], "funding": purchase["funding"], "channel": "in_person",
        "seller": { "name": format!("Warung {index}") }, "evidence": "no_receipt",
    });
    let key = format!("case-{index}");
    let logged =
        town.api_with(Dewi, Post, "/purchases", Some(body), &[("Idempotency-Key", &key)]).await;
    let path = format!("/purchases/{}", logged.is(201).json()["id"]);
    let (path, body) = match text(purchase, "state") {
        "recorded" => return,
        "verified" => (format!("{path}/review"), json!({ "decision": "verify" })),
        "rejected" => (format!("{path}/review"), json!({ "decision": "reject", "reason": "x" })),
        _ => (format!("{path}/void"), json!({ "reason": "x" })),
    };
    town.api(Dewi, Post, &path, Some(body)).await.is(200);
}

async fn run_case(case: &Value, db: Database) {
    let world = &case["world"];
    assert!(rows(world, "purchases").iter().all(|row| row["seller_ineligible"] == false));
    let mut town = Town::build(db).await;
    settle(&town, world).await;
    for (index, purchase) in rows(world, "purchases").iter().enumerate() {
        town = town.at(text(purchase, "recorded_at")).await;
        buy(&town, index, purchase).await;
    }
    town = town.at(text(world, "now")).await;
    for row in rows(case, "employees") {
        let path = format!("/offices/LMJ/compliance?period={}&employees=true", text(row, "period"));
        let found = town.api(Dewi, Get, &path, None).await.is(200).json();
        let mine = rows(&found, "employees").iter().find(|one| one["number"] == row["employee"]);
        let Some(mine) = mine else {
            // Whoever has left by the last day has no office there.
            assert!(row["expect"]["office"].is_null(), "{}", case["name"]);
            continue;
        };
        for (field, value) in row["expect"].as_object().unwrap() {
            assert_eq!(&mine[field], value, "{}: {field} of {mine}", case["name"]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_come_out_as_worked_through_the_api_on_sqlite() {
    for case in cases() {
        run_case(&case, Database::sqlite()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_come_out_as_worked_through_the_api_on_postgres() {
    // The arithmetic is the same; one case of each kind shows that the rows are, too.
    for case in cases().iter().step_by(4) {
        run_case(case, Database::postgres().await).await;
    }
}

on_both_databases! {
    async fn an_explanation_tells_the_sums_in_the_language_of_the_caller(db) {
        let town = Town::build(db).await;
        let policy = json!({ "title": "Prorata", "legal_basis": "SE 9", "mode": "mandatory",
            "period": "week", "office": "DKP", "effective_from": "2026-11-02",
            "minimum_amount": 100_000, "leave_rule": "prorated",
            "tiers": [{ "position_levels": ["staff"], "minimum_amount": 90_000 }] });
        town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
        let path = format!("/employees/{}/exemptions", Sari.number());
        let leave = json!({ "from": "2026-11-16", "to": "2026-11-18", "reason": "annual_leave" });
        town.api(Dewi, Post, &path, Some(leave)).await.is(201);
        let mine = town.api(Sari, Get, "/me/compliance?period=2026-W47", None).await.is(200).json();
        assert_eq!(mine["minimum"], 36_000);
        let told = mine["explanation"].to_string();
        for words in ["berlaku Prorata", "Dasar: SE 9.", "jenjang ke-1", "Rp90.000", "2 dari 5", "Rp36.000", "3 hari cuti", "25 November 2026"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let english = [("Accept-Language", "en")];
        let told = town.api_with(Sari, Get, "/me/compliance?period=2026-W47", None, &english).await.text();
        assert!(told.contains("2 of 5 days") && told.contains("Rp36,000"), "{told}");
    }
}
