//! Tables that cannot be imported: refused with row, field and remedy, and no row is written. The
//! numbers are those of `docs/robustness.md`.

use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::tables;
use crate::support::town::Town;
use crate::support::town::Who::Dewi;

/// Everybody with a local number is somebody else's namesake without its zeros.
pub fn seven() -> Value {
    json!({ "number": "007", "name": "Tujuh", "email": "tujuh@x.id", "employment_type": "NON_ASN",
        "office": "DKP", "from": "2026-11-16" })
}

async fn count(town: &Town) -> [usize; 2] {
    let mut counts = [0; 2];
    for (count, list) in counts.iter_mut().zip(["employees", "offices"]) {
        let list = town.api(Dewi, Get, &format!("/{list}?limit=200"), None).await.is(200).json();
        *count = list["items"].as_array().unwrap().len();
    }
    counts
}

on_both_databases!(
    tables_that_cannot_be_are_told_by_row_and_field,
    endless_tables_are_cut_off,
    unusual_tables_are_read_and_said_so
);

async fn tables_that_cannot_be_are_told_by_row_and_field(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Post, "/employees", Some(seven())).await.is(201);
    let before = count(&town).await;
    // 63 to 66, 69, 71 to 84
    for sent in tables::refused() {
        let files = [("file", sent.name, &sent.bytes[..])];
        let what = format!("{}, {}", sent.number, sent.name);
        let checked = town
            .api_upload(Dewi, &format!("/imports/{}?dry_run=true", sent.of), &[], &[], &files)
            .await;
        let refused =
            town.api_upload(Dewi, &format!("/imports/{}", sent.of), &[], &[], &files).await;
        assert_eq!((checked.status, refused.status), (200, 422), "{what}: {}", refused.text());
        for report in [checked.json(), refused.json()] {
            let first = &report["errors"][0];
            let (row, field, code) = sent.told;
            assert_eq!(
                (&first["row"], &first["field"], &first["code"]),
                (&json!(row), &json!(field), &json!(code)),
                "{what}"
            );
            let message = first["message"].as_str().unwrap().to_lowercase();
            assert!(message.contains(&sent.words.to_lowercase()), "{what}: {message}");
        }
        assert_eq!(
            (&refused.json()["created"], &refused.json()["import"]),
            (&json!(0), &Value::Null),
            "{what}"
        );
        assert_eq!(count(&town).await, before, "{what}");
    }
}

async fn endless_tables_are_cut_off(db: Database) {
    let town = Town::build(db).await;
    // 70: a field of a gigabyte is read no further than a table may be long.
    let endless = [&b"nip,nama\n1,\""[..], &vec![b'x'; 20 * 1024 * 1024], b"\"\n"].concat();
    town.api_upload(Dewi, "/imports/employees", &[], &[], &[("file", "besar.csv", &endless)])
        .await
        .is(413);
    let name = "x".repeat(1024 * 1024);
    let row = ["1", &name, "a@x.id", "PNS", "DKP", "2026-11-23"];
    let files = [("file", "nama.csv", &tables::csv(&[&tables::PEOPLE, &row])[..])];
    let told = town.api_upload(Dewi, "/imports/employees", &[], &[], &files).await.is(422);
    assert_eq!(faults(&told), ["name: too-long"]);
    assert!(told.body.len() < 2_000);
}

async fn unusual_tables_are_read_and_said_so(db: Database) {
    let town = Town::build(db).await;
    // 67, 68, 83
    for (number, name, bytes, warning) in tables::accepted() {
        let files = [("file", name, &bytes[..])];
        let report = town
            .api_upload(Dewi, "/imports/employees?dry_run=true", &[], &[], &files)
            .await
            .is(200)
            .json();
        assert_eq!(
            (&report["errors"], &report["created"]),
            (&json!([]), &json!(1)),
            "{number}, {name}: {report}"
        );
        assert_eq!(report["warnings"][0]["code"].as_str(), warning, "{number}, {name}");
    }
    let (_, name, bytes, _) = &tables::accepted()[0];
    town.api_upload(Dewi, "/imports/employees", &[], &[], &[("file", name, &bytes[..])])
        .await
        .is(200);
    let rene = town.api(Dewi, Get, "/employees/199512312020121001", None).await.is(200).json();
    assert_eq!(rene["name"], "René");
}
