use pekan::rules::ImportKind;
use pekan::workflows::imports::table;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Nobody, Sari};

const GOOD: &[u8] = b"nip,nama,email,jenis,unit,tmt\n\
    199512312020121001,Joko,joko@x.id,PNS,DKP,2026-11-23\n7,Tujuh,tujuh@x.id,NON_ASN,DKP,2026-11-23\n";
const BAD: &[u8] = b"nip,nama,email,jenis,unit,tmt\n\
    199512312020121001,Joko,joko@x.id,PNS,DKP,2026-11-23\n1.99E+17,Tujuh,tujuh,PNS,DKP,2026-11-23\n";

on_both_databases!(
    people_are_imported_whole_or_not_at_all,
    transfers_are_imported_whole_or_not_at_all,
    an_import_is_listed_and_undone_once,
    only_a_table_is_taken_and_only_from_administrators
);

#[tokio::test]
async fn reports_are_written_in_the_order_of_their_keys() {
    let town = Town::build(Database::sqlite()).await;
    for (path, file) in [
        ("/imports/employees?dry_run=true", GOOD),
        ("/imports/employees?dry_run=true", BAD),
        ("/imports/employees", BAD),
        ("/imports/employees", GOOD),
    ] {
        let reply = town.api_upload(Dewi, path, &[], &[], &[("file", "p.csv", file)]).await;
        assert_eq!(reply.text(), reply.json().to_string(), "{path}");
    }
}

#[tokio::test]
async fn the_description_names_every_kind_and_its_columns() {
    let town = Town::build(Database::sqlite()).await;
    let document = town.api(Nobody, Get, "/openapi.json", None).await.is(200).json();
    let send = &document["paths"]["/api/v1/imports/{kind}"]["post"];
    let kind = &send["parameters"][0];
    assert_eq!((&kind["name"], &kind["in"]), (&json!("kind"), &json!("path")), "{send}");
    let names = ImportKind::ALL.map(ImportKind::name);
    assert_eq!(kind["schema"]["enum"], json!(names), "{send}");
    let described = kind["schema"]["description"].as_str().unwrap();
    for table in table::all() {
        let (name, first) = (table.kind.name(), table.columns[0].field);
        assert!(described.contains(&format!("`{name}`: {first}")), "{described}");
    }
    let files = [("file", "p.csv", GOOD)];
    town.api_upload(Dewi, "/imports/pegawai", &[], &[], &files).await.is(404);
    town.api(Dewi, Get, "/imports/employees", None).await.is(405);
}

async fn people_are_imported_whole_or_not_at_all(db: Database) {
    let town = Town::build(db).await;
    let send = async |path: &str, file: &[u8]| {
        town.api_upload(Dewi, path, &[], &[], &[("file", "p.csv", file)]).await
    };
    let dry = send("/imports/employees?dry_run=true", GOOD).await.is(200).json();
    assert_eq!((&dry["rows"], &dry["created"], &dry["errors"]), (&json!(2), &json!(2), &json!([])));
    assert_eq!(dry["warnings"][0]["row"], 3);
    let joko = "/employees/199512312020121001";
    town.api(Dewi, Get, joko, None).await.is(404);

    let bad = send("/imports/employees", BAD).await.is(422);
    assert_eq!(faults(&bad), ["number: number-scientific"]);
    assert_eq!((&bad.json()["errors"][0]["row"], &bad.json()["created"]), (&json!(3), &json!(0)));
    assert_eq!(
        send("/imports/employees?dry_run=true", BAD).await.is(200).json()["errors"][0]["row"],
        3
    );
    town.api(Dewi, Get, joko, None).await.is(404);

    send("/imports/employees", GOOD).await.is(200);
    assert_eq!(town.api(Dewi, Get, joko, None).await.is(200).json()["office"], "DKP");
    assert_eq!(send("/imports/employees", GOOD).await.is(200).json()["unchanged"], 2);
}

async fn transfers_are_imported_whole_or_not_at_all(db: Database) {
    let town = Town::build(db).await;
    let (sari, budi) = (Sari.number(), Budi.number());
    let good = format!(
        "NIP,Unit,Golongan,Jabatan,TMT\n{sari},KEC-TEMPEH,III/b,Eselon IV,2026-11-23\n{budi},DKP,,,23/11/2026\n"
    );
    let send = async |path: &str, file: &str| {
        town.api_upload(Dewi, path, &[], &[], &[("file", "m.csv", file.as_bytes())]).await
    };
    let place = async |number: &str| {
        let town = town.api(Dewi, Get, &format!("/employees/{number}"), None).await.is(200).json();
        (town["office"].clone(), town["to"].clone())
    };
    let dry = send("/imports/placements?dry_run=true", &good).await.is(200).json();
    for (field, value) in [
        ("rows", json!(2)),
        ("created", json!(0)),
        ("changed", json!(2)),
        ("unchanged", json!(0)),
        ("errors", json!([])),
        ("warnings", json!([])),
    ] {
        assert_eq!(dry[field], value, "{field}");
    }
    assert_eq!(place(sari).await, (json!("DKP-UPT1"), Value::Null));

    let bad = format!(
        "nip;unit;mulai\n{sari};KEC-TEMPEH;2026-11-23\n{budi};NIX;besok\n007;DKP;2026-11-23\n{sari};DKP;2026-12-01\n1.99E+17;DKP;2026-11-23\n"
    );
    let refused = send("/imports/placements", &bad).await.is(422);
    assert_eq!(
        faults(&refused),
        [
            "from: not-a-date",
            "number: employee-unknown",
            "number: number-scientific",
            "number: twice-in-file",
            "office: office-unknown"
        ]
    );
    assert_eq!(refused.json()["errors"][0]["row"], 3);
    assert_eq!(place(sari).await, (json!("DKP-UPT1"), Value::Null));

    assert_eq!(send("/imports/placements", &good).await.is(200).json()["changed"], 2);
    assert_eq!(place(sari).await, (json!("DKP-UPT1"), json!("2026-11-22")));
    assert_eq!(send("/imports/placements", &good).await.is(200).json()["unchanged"], 2);
    let early = good.replace("2026-11-23", "2026-11-22").replace("KEC-TEMPEH", "LMJ");
    assert_eq!(
        faults(&send("/imports/placements", &early).await.is(422)),
        ["from: placement-not-after"]
    );
    let audit = town.api(Dewi, Get, "/audit", None).await.is(200).json();
    let actions: Vec<_> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        actions[..4],
        ["placement.import", "placement.import", "employee.place", "employee.place"]
    );
    town.api_upload(Hadi, "/imports/placements", &[], &[], &[("file", "m.csv", good.as_bytes())])
        .await
        .is(403);
    assert_eq!(
        faults(&send("/imports/placements?dry=true", &good).await.is(422)),
        ["dry: field-unknown"]
    );
    let town = town.at("2026-11-23T09:00:00+07:00").await;
    let moved = town.api(Dewi, Get, &format!("/employees/{sari}"), None).await.is(200).json();
    assert_eq!(
        (&moved["office"], &moved["position_level"], &moved["grade"], &moved["employment_type"]),
        (&json!("KEC-TEMPEH"), &json!("echelon_4"), &json!("III/b"), &json!("PNS"))
    );
    let kept = town.api(Dewi, Get, &format!("/employees/{budi}"), None).await.is(200).json();
    assert_eq!(
        (&kept["office"], &kept["position_level"], &kept["grade"]),
        (&json!("DKP"), &json!("staff"), &json!("III/a"))
    );
}

async fn an_import_is_listed_and_undone_once(db: Database) {
    let town = Town::build(db).await;
    let dry = town
        .api_upload(Dewi, "/imports/employees?dry_run=true", &[], &[], &[("file", "p.csv", GOOD)])
        .await
        .is(200)
        .json();
    assert_eq!(dry["import"], Value::Null);
    let written = town
        .api_upload(Dewi, "/imports/employees", &[], &[], &[("file", "p.csv", GOOD)])
        .await
        .is(200)
        .json();
    let again = town
        .api_upload(Dewi, "/imports/employees", &[], &[], &[("file", "p.csv", GOOD)])
        .await
        .is(200)
        .json();
    assert_eq!(again["import"], Value::Null, "nothing was changed");
    let list = town.api(Dewi, Get, "/imports", None).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let listed = &list["items"][0];
    assert_eq!(listed["id"], written["import"]);
    for (field, value) in [
        ("kind", json!("employees")),
        ("rows", json!(2)),
        ("created", json!(2)),
        ("changed", json!(0)),
        ("imported_by", json!(Dewi.number())),
        ("undone_at", Value::Null),
        ("undone_by", Value::Null),
    ] {
        assert_eq!(listed[field], value, "{field}");
    }
    let undo = format!("/imports/{}/undo", written["import"]);
    town.api(Hadi, Post, &undo, None).await.is(403);
    let undone = town.api(Dewi, Post, &undo, None).await.is(200).json();
    assert_eq!(
        (&undone["undone_by"], undone["undone_at"].is_string()),
        (&json!(Dewi.number()), true)
    );
    town.api(Dewi, Get, "/employees/199512312020121001", None).await.is(404);
    assert_eq!(faults(&town.api(Dewi, Post, &undo, None).await.is(409)), ["import: import-undone"]);
    town.api(Dewi, Post, "/imports/999/undo", None).await.is(404);
    // The same table comes in anew; what is touched then is named.
    let written = town
        .api_upload(Dewi, "/imports/employees", &[], &[], &[("file", "p.csv", GOOD)])
        .await
        .is(200)
        .json();
    assert_eq!(written["created"], 2);
    town.api(Dewi, Patch, "/employees/7", Some(json!({ "name": "Bukan Tujuh" }))).await.is(200);
    let refused =
        town.api(Dewi, Post, &format!("/imports/{}/undo", written["import"]), None).await.is(409);
    assert_eq!(faults(&refused), ["import: import-touched"]);
    assert!(refused.text().contains("baris 3 (7)"), "{}", refused.text());
    town.api(Dewi, Get, "/employees/199512312020121001", None).await.is(200);
    town.api(Dewi, Get, "/imports?limit=0", None).await.is(422);
}

async fn only_a_table_is_taken_and_only_from_administrators(db: Database) {
    let town = Town::build(db).await;
    let offices = b"kode,nama,jenis,induk\nA,Bidang A,bidang,DKP\n";
    let files = [("file", "o.csv", &offices[..])];
    town.api_upload(Hadi, "/imports/offices", &[], &[], &files).await.is(403);
    town.api_upload(Nobody, "/imports/offices", &[], &[], &files).await.is(401);
    let none = town.api_upload(Dewi, "/imports/offices", &[], &[], &[]).await.is(422);
    assert_eq!(faults(&none), ["file: missing"]);
    let other = town.api_upload(Dewi, "/imports/offices", &[], &[("x", "1")], &files).await.is(422);
    assert_eq!(faults(&other), ["x: field-unknown"]);
    let twice = [files[0], files[0]];
    assert_eq!(
        faults(&town.api_upload(Dewi, "/imports/offices", &[], &[], &twice).await.is(422)),
        ["file: field-twice"]
    );
    let large = vec![b'x'; 20 * 1024 * 1024 + 1];
    town.api_upload(Dewi, "/imports/offices", &[], &[], &[("file", "l.csv", &large)]).await.is(413);
    town.api(Dewi, rocket::http::Method::Post, "/imports/offices", Some(json!({}))).await.is(415);
    town.api_upload(Dewi, "/imports/offices?dry_run=maybe", &[], &[], &files).await.is(422);
    assert_eq!(
        town.api_upload(Dewi, "/imports/offices", &[], &[], &files).await.is(200).json()["created"],
        1
    );
}
