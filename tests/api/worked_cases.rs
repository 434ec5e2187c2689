//! The worked cases of `rules.md`, built and asked through the API alone.

use pekan::text::{Language, formats};
use rocket::http::Method::{Get, Post, Put};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::day;
use crate::support::recap_files::{Sums, of_csv, of_pdf, of_xlsx};
use crate::support::town::Town;
use crate::support::town::Who::{self, Dewi, Hadi, Nobody, Rina, Sari};

/// All of them but three, in which what no call does has been done: a seller was marked ineligible,
/// and purchases were recorded before their day.
fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../fixtures/rules-cases.json")).unwrap();
    let all = file["cases"].as_array().unwrap();
    let possible = |purchase: &Value| {
        purchase["seller_ineligible"] == false
            && text(purchase, "purchased_on") <= &text(purchase, "recorded_at")[..10]
    };
    let found: Vec<_> = all
        .iter()
        .filter(|case| rows(&case["world"], "purchases").iter().all(possible))
        .cloned()
        .collect();
    assert_eq!((all.len(), found.len()), (64, 61));
    found
}

fn rows<'a>(world: &'a Value, name: &str) -> &'a Vec<Value> {
    world[name].as_array().unwrap()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name} in {row}"))
}

async fn settle(town: &Town, world: &Value) {
    let reviewer = json!({ "employee": Rina.number(), "role": "reviewer", "office": "LMJ",
        "from": "2020-01-01" });
    town.api(Dewi, Post, "/roles", Some(reviewer)).await.is(201);
    for (index, policy) in rows(world, "policies").iter().enumerate() {
        let mut policy = policy.clone();
        policy["legal_basis"] = json!(format!("SE {index}"));
        // Some replace each other.
        policy["confirm"] = json!(true);
        town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    }
    for day in rows(world, "holidays") {
        let holiday = json!({ "name": "Libur", "kind": "public" });
        let path = format!("/holidays/{}", day.as_str().unwrap());
        town.api(Dewi, Put, &path, Some(holiday)).await.is(200);
    }
    for employee in rows(world, "employees") {
        employ(town, employee).await;
    }
    for exemption in rows(world, "exemptions") {
        let employee = text(exemption, "employee");
        let body = json!({ "from": exemption["from"], "to": exemption["to"],
            "reason": "annual_leave" });
        let path = format!("/employees/{employee}/exemptions");
        if exemption["approved"] == true {
            town.api(Dewi, Post, &path, Some(body)).await.is(201);
        } else {
            // Asked for by themselves, and decided by nobody.
            let key = format!("Bearer {}", town.token_of(employee).await);
            let own = [("Authorization", key.as_str())];
            town.api_with(Nobody, Post, &path, Some(body), &own).await.is(201);
        }
    }
}

async fn employ(town: &Town, employee: &Value) {
    let number = text(employee, "number");
    let placements = rows(employee, "placements");
    for (index, placement) in placements.iter().enumerate() {
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
        let Some(to) = placement["to"].as_str() else { continue };
        let next = placements.get(index + 1).map(|next| text(next, "from"));
        if next.is_none_or(|next| day(next) != day(to) + chrono::Days::new(1)) {
            let path = format!("/employees/{number}/departure");
            town.api(Dewi, Post, &path, Some(json!({ "on": to }))).await.is(200);
        }
    }
}

async fn buy(town: &Town, index: usize, purchase: &Value) {
    if let Some(classes) = purchase["seller_classes"].as_array() {
        let span = |class: &Value| json!({ "class": class, "from": purchase["purchased_on"], "to": purchase["purchased_on"] });
        let spans: Vec<_> = classes.iter().map(span).collect();
        let seller = json!({ "name": format!("Warung {index}"), "classes": spans });
        town.api(Dewi, Post, "/sellers", Some(seller)).await.is(201);
    }
    let body = json!({
        "employee": purchase["employee"], "purchased_on": purchase["purchased_on"],
        "amount": purchase["amount"], "funding": purchase["funding"], "channel": "in_person",
        "seller": { "name": format!("Warung {index}") }, "evidence": "no_receipt",
    });
    let key = format!("case-{index}");
    let logged =
        town.api_with(Dewi, Post, "/purchases", Some(body), &[("Idempotency-Key", &key)]).await;
    assert_eq!(logged.status, 201, "{} {purchase}", logged.text());
    let path = format!("/purchases/{}", logged.json()["id"]);
    // By somebody else than who recorded it.
    let (path, body) = match text(purchase, "state") {
        "recorded" => return,
        "verified" => (format!("{path}/review"), json!({ "decision": "verify" })),
        "rejected" => (format!("{path}/review"), json!({ "decision": "reject", "reason": "x" })),
        _ => (format!("{path}/void"), json!({ "reason": "x" })),
    };
    town.api(Rina, Post, &path, Some(body)).await.is(200);
}

async fn run_case(case: &Value, db: Database) {
    let world = &case["world"];
    let mut town = Town::without_policy(db).await;
    settle(&town, world).await;
    for (index, purchase) in rows(world, "purchases").iter().enumerate() {
        town = town.signed_in_at(text(purchase, "recorded_at")).await;
        buy(&town, index, purchase).await;
    }
    town = town.signed_in_at(text(world, "now")).await;
    for row in rows(case, "employees") {
        let found = compliance(&town, "LMJ", text(row, "period")).await;
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
    for row in rows(case, "offices") {
        let found = compliance(&town, text(row, "office"), text(row, "period")).await;
        let cast = rows(&found, "employees").iter().filter(|one| is_cast(one));
        let expected = with(&row["expect"], cast);
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(&found[field], value, "{}: {field} of {found}", case["name"]);
        }
        files_say_the_same(&town, row, &found).await;
    }
}

/// The recap's files, the page of the office and the table of the offices below say what the API says.
async fn files_say_the_same(town: &Town, row: &Value, found: &Value) {
    let (office, period) = (text(row, "office"), text(row, "period"));
    let each = |field: &str| -> i64 {
        rows(found, "employees").iter().map(|one| one[field].as_i64().unwrap_or(0)).sum()
    };
    let sums: Sums = ["minimum", "count", "counted", "shortfall"].map(each);
    let whole = async |kind: &str, rest: &str| {
        let path = format!("/offices/{office}/recap.{kind}?period={period}{rest}");
        town.api(Dewi, Get, &path, None).await.is(200)
    };
    assert_eq!(of_csv(&whole("csv", "&separator=comma").await.text()), (sums, sums));
    assert_eq!(of_xlsx(whole("xlsx", "").await.body), (sums, sums));
    assert_eq!(of_pdf(&whole("pdf", "").await.body), sums);
    let amount = |field: &str| found[field].as_i64().unwrap();
    assert_eq!([sums[2], sums[3]], ["counted_amount", "shortfall_amount"].map(amount));
    let page = town.get(Dewi, &format!("/unit/{office}?periode={period}")).await.is(200).text();
    for field in ["counted_amount", "shortfall_amount"] {
        let words = formats::rupiah(Language::Indonesian, amount(field));
        assert!(page.contains(&words), "{field}: {words}");
    }
    let table = format!("/unit/{office}/unit.csv?periode={period}");
    let table = town.get(Dewi, &table).await.is(200).text();
    for child in rows(found, "children") {
        let line = table.lines().find(|line| line.contains(text(child, "office"))).unwrap();
        let last = line.rsplit([';', ',']).next().unwrap().trim_matches('"');
        assert_eq!(last, child["counted_amount"].to_string(), "{line}");
    }
}

async fn compliance(town: &Town, office: &str, period: &str) -> Value {
    let path = format!("/offices/{office}/compliance?period={period}&employees=true");
    town.api(Dewi, Get, &path, None).await.is(200).json()
}

fn is_cast(one: &Value) -> bool {
    Who::ALL.iter().any(|who| one["number"] == who.number())
}

/// What is expected of a case's people, and of those of the town who live beside them.
fn with<'a>(expected: &Value, cast: impl Iterator<Item = &'a Value>) -> Value {
    let mut sums = expected.clone();
    let mut add = |field: &str, more: i64| {
        sums[field] = json!(sums[field].as_i64().unwrap() + more);
    };
    for one in cast {
        let status = text(one, "status");
        add("headcount", 1);
        add("counted_amount", one["counted"].as_i64().unwrap());
        if ["exempt", "met", "met_late", "open", "short"].contains(&status) {
            add(status, 1);
            add("obliged", i64::from(status != "exempt"));
            add("shortfall_amount", one["shortfall"].as_i64().unwrap());
        }
    }
    let (met, obliged) = (sums["met"].as_f64().unwrap(), sums["obliged"].as_f64().unwrap());
    sums["rate"] = if obliged == 0.0 {
        Value::Null
    } else {
        json!((met / obliged * 10_000.0).round() / 10_000.0)
    };
    sums
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

on_both_databases!(an_explanation_tells_the_sums_in_the_language_of_the_caller);

async fn an_explanation_tells_the_sums_in_the_language_of_the_caller(db: Database) {
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
    for words in [
        "berlaku Prorata",
        "Dasar: SE 9.",
        "jenjang ke-1",
        "Rp90.000",
        "2 dari 5",
        "Rp36.000",
        "3 hari cuti",
        "25 November 2026",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for (index, (day, amount, funding, state)) in [
        ("2026-11-16", 12_000, "personal", "recorded"),
        ("2026-11-17", 9_000, "office", "recorded"),
        ("2026-11-18", 8_000, "personal", "rejected"),
    ]
    .into_iter()
    .enumerate()
    {
        let purchase = json!({ "employee": Sari.number(), "purchased_on": day, "amount": amount,
            "funding": funding, "state": state });
        buy(&town, index, &purchase).await;
    }
    let mine = town.api(Sari, Get, "/me/compliance?period=2026-W47", None).await.is(200).json();
    let told = mine["explanation"].to_string();
    let page = town.get(Sari, "/").await.is(200).text();
    let head =
        town.get(Hadi, &format!("/unit/DKP/pegawai/{}", town.segment(Sari))).await.is(200).text();
    for words in [
        "Senin, 16 November 2026, Warung 0, Rp12.000: dihitung, dan masih dapat diperiksa.",
        "Warung 1, Rp9.000: tidak dihitung, karena memakai anggaran kantor.",
        "Warung 2, Rp8.000: tidak dihitung, karena dikembalikan (x).",
        "Masih kurang Rp24.000.",
        "jenjang ke-1 dalam kebijakan: Rp90.000",
        "23.59 WIB.",
    ] {
        for (place, text) in [("API", &told), ("page", &page), ("head", &head)] {
            assert!(text.contains(words), "{place} {words}: {text}");
        }
    }
    let english = [("Accept-Language", "en")];
    let told =
        town.api_with(Sari, Get, "/me/compliance?period=2026-W47", None, &english).await.text();
    assert!(told.contains("2 of 5 days") && told.contains("Rp36,000"), "{told}");
}
