use rocket::http::Method::{Delete, Get, Put};
use serde_json::{Value, json};

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Sari};

on_both_databases!(
    a_day_is_everybodys_or_that_of_an_office,
    lists_are_imported_whole_or_not_at_all
);

async fn a_day_is_everybodys_or_that_of_an_office(db: Database) {
    let town = Town::build(db).await;
    let path = "/holidays/2026-11-18";
    let body = json!({ "name": "Banjir", "kind": "public", "office": "DKP" });
    let made = town.api(Dewi, Put, path, Some(body)).await.is(200).json();
    assert_eq!(
        made,
        json!({ "date": "2026-11-18", "name": "Banjir", "kind": "public", "office": "DKP" })
    );
    let all = json!({ "name": "Hari Jadi", "kind": "joint_leave" });
    assert_eq!(town.api(Dewi, Put, path, Some(all)).await.is(200).json()["office"], Value::Null);
    let list = town.api(Sari, Get, "/holidays?year=2026", None).await.is(200);
    assert_eq!(
        (column(&list, "name"), column(&list, "office")),
        (vec!["Hari Jadi".to_owned(), "Banjir".to_owned()], vec![String::new(), "DKP".to_owned()])
    );
    let unknown = json!({ "name": "x", "kind": "public", "office": "NONE" });
    assert_eq!(
        faults(&town.api(Dewi, Put, path, Some(unknown)).await.is(422)),
        ["office: office-unknown"]
    );

    town.api(Dewi, Delete, &format!("{path}?office=KEC-TEMPEH"), None).await.is(404);
    town.api(Dewi, Delete, &format!("{path}?office=DKP"), None).await.is(204);
    town.api(Dewi, Delete, &format!("{path}?kantor=DKP"), None).await.is(422);
    town.api(Dewi, Delete, path, None).await.is(204);
    town.api(Dewi, Delete, path, None).await.is(404);
}

async fn lists_are_imported_whole_or_not_at_all(db: Database) {
    let town = Town::build(db).await;
    let send = async |path: &str, file: &str| {
        town.api_upload(Dewi, path, &[], &[], &[("file", "t.csv", file.as_bytes())]).await
    };
    let list = "date,name,kind\n2027-01-01,Tahun Baru,public\n2027-12-25,Natal,Libur nasional\n";
    assert_eq!(send("/imports/holidays?dry_run=true", list).await.is(200).json()["created"], 2);
    assert_eq!(
        column(&town.api(Sari, Get, "/holidays?year=2027", None).await.is(200), "name"),
        [""; 0]
    );
    assert_eq!(send("/imports/holidays", list).await.is(200).json()["created"], 2);
    assert_eq!(send("/imports/holidays", list).await.is(200).json()["unchanged"], 2);
    let bad = send("/imports/holidays", "date,name,kind\n2027-01-01,,pesta\n").await.is(422);
    assert_eq!(faults(&bad), ["kind: unknown-choice", "name: missing"]);
    assert_eq!(bad.json()["errors"][0]["row"], 2);

    let leave = format!(
        "nip;mulai;sampai;alasan\n{};2026-11-16;2026-11-20;Perjalanan dinas\n",
        Sari.number()
    );
    let week = "/me/compliance?period=2026-W47";
    assert_eq!(send("/imports/exemptions?dry_run=true", &leave).await.is(200).json()["created"], 1);
    assert_eq!(town.api(Sari, Get, week, None).await.is(200).json()["status"], "open");
    assert_eq!(send("/imports/exemptions", &leave).await.is(200).json()["created"], 1);
    assert_eq!(town.api(Sari, Get, week, None).await.is(200).json()["status"], "exempt");
    assert_eq!(send("/imports/exemptions", &leave).await.is(200).json()["unchanged"], 1);
    let bad = leave.replace("Perjalanan dinas", "demam");
    assert_eq!(
        faults(&send("/imports/exemptions", &bad).await.is(422)),
        ["reason: unknown-choice"]
    );
}
