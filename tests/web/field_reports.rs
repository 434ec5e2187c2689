//! What people have sent and typed in the field, each file with what must come of it. Tables are tried
//! in `workflows::import_field`; amounts are in `amounts.json` as well, for the script.

use std::collections::HashMap;

use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::support::town::{PASSWORD, Town};

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/field/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

fn report(name: &str) -> Value {
    serde_json::from_slice(&file(name)).unwrap()
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap())
}

on_both_databases!(
    receipts_as_phones_and_shops_write_them_are_kept,
    amounts_are_read_or_asked_about_and_never_another,
    people_sign_in_however_they_write_their_number,
    names_are_found_however_they_are_written
);

/// Every file that is no table is one of these, or has a test elsewhere that is named here.
#[test]
fn every_report_is_asked_about() {
    const ELSEWHERE: [&str; 2] = [
        // api::policies: `a_duty_that_ends_is_named_and_confirmed`.
        "x08-monthly-beside-weekly.json",
        // web::surviving_form.
        "x09-session-ends-while-form-is-open.json",
    ];
    let here = include_str!("field_reports.rs");
    let folder = format!("{}/tests/fixtures/field", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let is_table = name.starts_with(['t', 'o', 'c', 'h']);
        let is_here = here.contains(&format!("\"{name}\"")) || ELSEWHERE.contains(&name.as_str());
        assert!(is_table || is_here, "{name}");
    }
}

async fn receipts_as_phones_and_shops_write_them_are_kept(db: Database) {
    let town = Town::build(db).await;
    for (n, name) in [
        "f03-bom-before.pdf",
        "f03b-newline-before.pdf",
        "f04-trailing-zeros.pdf",
        "f04b-trailing-html.pdf",
        "p06-48mp-small.jpg",
        "p07-long-screenshot.png",
    ]
    .into_iter()
    .enumerate()
    {
        let (key, amount, bytes) = (format!("f{n}"), format!("{}.000", 40 + n), file(name));
        let typed = fields(&key, &[("amount", amount.as_str())]);
        let sent = town.upload(Sari, "/belanja", &typed, &[("receipt", name, &bytes)]).await;
        assert_eq!(sent.status, 303, "{name}: {}", sent.text());
        let purchases = town.purchases().await;
        let kept = purchases.iter().find(|one| one.row.idempotency_key == key).unwrap();
        let receipt = &kept.receipts[0];
        let shown = town.get(Sari, &format!("/struk/{}", receipt.id)).await.is(200);
        if name.starts_with('f') {
            // As a document of its own, without what stood around it.
            assert!(shown.body.starts_with(b"%PDF-"), "{name}");
            assert!(shown.body.trim_ascii_end().ends_with(b"%%EOF"), "{name}");
        } else {
            let short = receipt.width.min(receipt.height).unwrap();
            assert!(short >= 720, "{name}: {:?} x {:?}", receipt.width, receipt.height);
        }
    }
}

async fn amounts_are_read_or_asked_about_and_never_another(db: Database) {
    let town = Town::build(db).await;
    let mut wanted = Vec::new();
    let mut number = 0;
    let mut sent = async |text: &str| {
        number += 1;
        let (key, shop) = (format!("x{number}"), format!("Warung {number}"));
        let typed = [("evidence", "no_receipt"), ("amount", text), ("seller.name", shop.as_str())];
        town.post(Sari, "/belanja", &fields(&key, &typed)).await.status
    };
    for case in report("x01-amounts-typed.json")["cases"].as_array().unwrap() {
        let text = case["typed"].as_str().or(case["pasted"].as_str()).unwrap();
        assert_eq!(sent(text).await, 422, "{text}");
    }
    let people_write = report("x03-amounts-people-write.json");
    for text in texts(&people_write["read_or_ask"]) {
        assert_eq!(sent(text).await, 303, "{text}");
        let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
        let thousands = digits.trim_end_matches('0').parse::<i64>().unwrap();
        wanted.push(thousands);
    }
    for text in texts(&people_write["ask_once"]) {
        assert_eq!(sent(text).await, 409, "{text}");
    }
    for text in ["100,000", "25.000+15.000", "-35.000", "\u{663}\u{665}\u{660}\u{660}\u{660}"] {
        assert_eq!(sent(text).await, 422, "{text}");
    }
    // What is left of each without its zeros: 5, 1, 35.
    let mut found: Vec<_> = town.purchases().await.iter().map(|one| one.row.amount).collect();
    assert!(found.iter().all(|amount| [35_000, 50_000, 100_000].contains(amount)), "{found:?}");
    for amount in &mut found {
        while *amount % 10 == 0 {
            *amount /= 10;
        }
    }
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

async fn people_sign_in_however_they_write_their_number(db: Database) {
    let town = Town::build(db).await;
    let logins = report("x04-logins.json");
    let person = &logins["person"];
    let new = json!({ "number": person["number"], "name": "Ahmad Ma'ruf", "email": person["email"],
        "employment_type": "PNS", "office": "DKP", "from": "2026-11-16" });
    town.api(Dewi, Post, "/employees", Some(new)).await.is(201);
    let path = format!("/employees/{}/activation", person["number"].as_str().unwrap());
    let slip = town.api(Dewi, Post, &path, Some(json!({ "channel": "slip" }))).await.is(201).json();
    let open = json!({ "number": person["number"], "code": slip["code"], "password": PASSWORD });
    town.api(Nobody, Post, "/activations", Some(open)).await.is(201);
    for login in texts(&logins["must_sign_in"]) {
        let typed = [("login", login), ("password", PASSWORD)];
        assert_eq!(town.post(Nobody, "/masuk", &typed).await.status, 303, "{login}");
    }
}

async fn names_are_found_however_they_are_written(db: Database) {
    let town = Town::build(db).await;
    let search = report("x11-search-names.json");
    let mut numbers = HashMap::new();
    for (number, name) in
        ["197701152003121004", "198801152010122005"].iter().zip(texts(&search["people"]))
    {
        numbers.insert(name, *number);
        let new = json!({ "number": number, "name": name, "employment_type": "PNS",
            "office": "DKP", "from": "2026-11-16" });
        town.api(Dewi, Post, "/employees", Some(new)).await.is(201);
    }
    for (name, asked) in search["must_find"].as_object().unwrap() {
        for text in texts(asked) {
            let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let page = town.get(Dewi, &format!("/admin/pegawai?cari={query}")).await.is(200).text();
            let number = numbers[name.as_str()];
            let link = format!("/admin/pegawai/{}\"", town.segment_of(number).await);
            assert!(page.contains(&link), "{text}: {page}");
        }
    }
}

/// A rule for officials only: whoever it does not name owes nothing, and counts for no rate.
#[tokio::test]
async fn a_rule_for_officials_asks_nothing_of_the_others() {
    let town = Town::without_policy(Database::sqlite()).await;
    let asked = report("x06-policy-only-officials.json");
    let mut policy = asked["policy"].clone();
    policy["office"] = json!("LMJ");
    policy["legal_basis"] = json!("SE 1");
    town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    let placed = json!({ "position_level": "echelon_3", "office": "DKP", "from": "2026-11-02" });
    let path = format!("/employees/{}/placements", Sari.number());
    town.api(Dewi, Post, &path, Some(placed)).await.is(201);
    let town = town.signed_in_at(asked["at"].as_str().unwrap()).await;
    let told = town.api(Dewi, Get, "/offices/LMJ/compliance?period=2026-W47", None).await.is(200);
    let (told, must) = (told.json(), &asked["must_be"]);
    for figure in ["obliged", "met", "short", "rate"] {
        assert_eq!(told[figure], must[figure], "{figure}: {told}");
    }
}
