//! One person and one shop, however numbers, names and addresses are written, wherever they come in.

use pekan::store::mails;
use pekan::workflows::accounts::set_up::create_administrator;
use pekan::workflows::{Warrant, WorkflowError};
use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Dewi, Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Town};

on_both_databases!(
    signing_in_reads_every_spelling,
    lists_and_addresses_find_every_spelling,
    forms_and_the_api_know_whom_they_have,
    tables_know_whom_they_have,
    a_shop_is_one_shop
);

/// Sari's number as decrees, spreadsheets and chat programs print it.
const NUMBERS: [&str; 6] = [
    "199003122015022001",
    "19900312 201502 2 001",
    "19900312\u{a0}201502\u{a0}2\u{a0}001",
    "19900312.201502.2.001",
    "'199003122015022001",
    "\u{200e}１９９００３１２2015022001\u{200b}",
];
const NAMES: [&str; 3] = ["Ahmad Ma'ruf", "Nur\u{2019}aini", "José  Amaral"];

fn person(number: &str, name: &str, email: &str) -> serde_json::Value {
    json!({ "number": number, "name": name, "email": email, "employment_type": "PNS",
        "office": "DKP", "from": "2026-11-16" })
}

async fn signing_in_reads_every_spelling(db: Database) {
    let town = Town::build(db).await;
    let others = ["SARI", " sari ", "Sari@Example.GO.id", "mailto:sari@example.go.id"];
    for (n, login) in NUMBERS.into_iter().chain(others).enumerate() {
        if n % 2 == 0 {
            town.post(Nobody, "/masuk", &[("login", login), ("password", PASSWORD)]).await.is(303);
        } else {
            let asked = json!({ "login": login, "password": PASSWORD, "name": "uji" });
            town.api(Nobody, Post, "/tokens", Some(asked)).await.is(201);
        }
    }
    town.post(Budi, "/lupa-sandi", &[("login", NUMBERS[3])]).await.is(303);
    let waiting =
        mails::search(town.store.reader(), &mails::Search { limit: 10, ..Default::default() })
            .await
            .unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].0.employee_id, town.id(Sari));
    let system = Warrant::system(NOW.parse().unwrap());
    let again = create_administrator(
        &town.store,
        &system,
        NUMBERS[1],
        "lain@example.go.id",
        "Sari",
        String::new(),
    );
    assert!(matches!(again.await, Err(WorkflowError::Invalid(_))), "a second person");
}

async fn lists_and_addresses_find_every_spelling(db: Database) {
    let town = Town::build(db).await;
    for (n, name) in NAMES.into_iter().enumerate() {
        let new = person(&format!("K-{n}"), name, &format!("k{n}@example.go.id"));
        town.api(Dewi, Post, "/employees", Some(new)).await.is(201);
    }
    let asked =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    for (text, number) in [
        ("Ma\u{2019}ruf", "K-0"),
        ("Maruf", "K-0"),
        ("AHMAD  Ma'ruf", "K-0"),
        ("Nur'aini", "K-1"),
        ("nuraini", "K-1"),
        ("jose amaral", "K-2"),
        ("k-2", "K-2"),
        (NUMBERS[1], NUMBERS[0]),
        ("19900312.2015", NUMBERS[0]),
    ] {
        let page = town.get(Dewi, &format!("/admin/pegawai?cari={}", asked(text))).await.is(200);
        let link = format!("/admin/pegawai/{}\"", town.segment_of(number).await);
        assert!(page.text().contains(&link), "{text}");
        let path = format!("/employees?q={}", asked(text));
        let found = town.api(Dewi, Get, &path, None).await.is(200).json();
        assert_eq!(found["items"][0]["number"], number, "{text}");
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{text}");
    }
    let typed = NUMBERS[1].replace(' ', "%20");
    let led = town.get(Dewi, &format!("/admin/pegawai/{typed}")).await.is(303);
    let page = format!("/admin/pegawai/{}", town.segment_of(NUMBERS[0]).await);
    assert_eq!(led.header("Location"), Some(page.as_str()));
    town.api(Dewi, Get, &format!("/employees/{typed}"), None).await.is(200);
    town.api(Dewi, Get, &format!("/purchases?employee={typed}"), None).await.is(200);
}

async fn forms_and_the_api_know_whom_they_have(db: Database) {
    let town = Town::build(db).await;
    for (n, number) in NUMBERS.into_iter().enumerate() {
        let new = person(number, "Sari", &format!("lain{n}@example.go.id"));
        town.api(Dewi, Post, "/employees", Some(new)).await.is(409);
    }
    let new = [
        ("number", NUMBERS[2]),
        ("name", "\u{200e}Sari"),
        ("email", "lain@x.id"),
        ("phone", "\u{202a}+62 812-3456-789\u{202c}"),
        ("office", "DKP"),
        ("employment_type", "PNS"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-16"),
    ];
    let taken = town.post(Dewi, "/admin/pegawai", &new).await.is(409).text();
    assert!(taken.contains("href=\"#number\"") && !taken.contains("href=\"#name\""), "{taken}");
    let role = json!({ "employee": NUMBERS[3], "role": "reviewer", "office": "DKP",
        "from": "2026-11-20" });
    let given = town.api(Dewi, Post, "/roles", Some(role)).await.is(201).json();
    assert_eq!(given["employee"], NUMBERS[0]);
    let leave = [
        ("employee", NUMBERS[1]),
        ("reason", "annual_leave"),
        ("from", "2026-11-23"),
        ("to", "2026-11-24"),
    ];
    town.post(Dewi, "/admin/pengecualian", &leave).await.is(303);
}

async fn tables_know_whom_they_have(db: Database) {
    let town = Town::build(db).await;
    for number in &NUMBERS[1..] {
        let heading = "nip;nama;email;jenis;unit;tmt";
        let row = format!("{number};Sari;mailto:Sari@example.go.id;PNS;DKP-UPT1;2020-01-01");
        let table = format!("{heading}\n{row}\n");
        let file = [("file", "pegawai.csv", table.as_bytes())];
        let path = "/imports/employees?dry_run=true";
        let report = town.api_upload(Dewi, path, &[], &[], &file).await.is(200).json();
        assert_eq!((&report["created"], &report["errors"]), (&json!(0), &json!([])), "{number}");
        let table =
            format!("nip;mulai;sampai;alasan\n{number};2026-11-16;2026-11-16;Tugas belajar\n");
        let file = [("file", "cuti.csv", table.as_bytes())];
        let path = "/imports/exemptions?dry_run=true";
        town.api_upload(Dewi, path, &[], &[], &file).await.is(200);
    }
}

async fn a_shop_is_one_shop(db: Database) {
    let town = Town::build(db).await;
    let names = ["Toko Ma'mur", "Toko Ma\u{2019}mur", "TOKO\u{a0}MA`MUR ", "Toko Mamur"];
    for (n, name) in names.into_iter().enumerate() {
        let key = format!("kunci-{n}");
        let amount = format!("{}.000", 10 + n);
        let changed =
            [("seller.name", name), ("amount", amount.as_str()), ("evidence", "no_receipt")];
        town.post(Sari, "/belanja", &fields(&key, &changed)).await.is(303);
    }
    let found = town.api(Sari, Get, "/sellers?q=ma%E2%80%99mur", None).await.is(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["items"][0]["name"], names[0]);
}
