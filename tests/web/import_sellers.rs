//! Sellers from a table: looked at, written, taken back; and the table that goes out.

use pekan::store::totals;
use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Rina, Sari};

on_both_databases!(
    a_table_of_sellers_is_looked_at_written_and_taken_back,
    kinds_of_goods_that_nobody_knows_are_asked_about_once,
    what_a_table_changes_counts_anew_and_back,
    what_goes_out_comes_back_and_changes_nothing,
    officers_import_sellers_and_nothing_else
);

const CHECK: [(&str, &str); 2] = [("upload", ""), ("action", "check")];
const APPLY: [(&str, &str); 2] = [("upload", ""), ("action", "apply")];

async fn send(town: &Town, table: &str, fields: &[(&str, &str)], status: u16) -> String {
    let files = [("file", "penjual.csv", table.as_bytes())];
    town.upload(Dewi, "/admin/impor/penjual", fields, &files).await.is(status).text()
}

async fn names(town: &Town) -> Vec<String> {
    let all = town.api(Dewi, Get, "/sellers?limit=100", None).await.is(200).json();
    let all = all["items"].as_array().unwrap().iter();
    all.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

async fn import(town: &Town, table: &str) -> Value {
    let files = [("file", "penjual.csv", table.as_bytes())];
    town.api_upload(Dewi, "/imports/sellers", &[], &[], &files).await.is(200).json()
}

async fn undo(town: &Town, import: &Value, status: u16) -> String {
    let path = format!("/admin/impor/{}/batal", import["import"]);
    town.post(Dewi, &path, &[]).await.is(status).text()
}

const TABLE: &str = "Nama Usaha;Kecamatan;Jenis usaha;Kelas;Mulai;NIB;Telepon;Pasar;Kios\n\
    Kios Bu Sri;Tempursari;Perdagangan;Mikro;2026-01-01;9120001234567;0812-3456-7890;Pasar Legi;B12\n\
    Toko Kain;Senduro;busana;;;;;;\n";

async fn a_table_of_sellers_is_looked_at_written_and_taken_back(db: Database) {
    let town = Town::build(db).await;
    let looked = send(&town, TABLE, &CHECK, 200).await;
    assert!(looked.contains("Impor penjual"), "{looked}");
    assert!(names(&town).await.is_empty());
    send(&town, TABLE, &APPLY, 200).await;
    assert_eq!(names(&town).await, ["Kios Bu Sri", "Toko Kain"]);
    let made = town.api(Dewi, Get, "/sellers/1", None).await.is(200).json();
    assert_eq!(
        (
            &made["state"],
            &made["goods"],
            &made["phone"],
            &made["stall"],
            &made["classes"][0]["class"]
        ),
        (
            &json!("confirmed"),
            &json!("trade"),
            &json!("081234567890"),
            &json!("B12"),
            &json!("micro")
        )
    );
    // The same again changes nothing; one cell more does, and empty ones do not.
    let again = import(&town, TABLE).await;
    assert_eq!((&again["unchanged"], &again["created"]), (&json!(2), &json!(0)));
    let more = import(&town, "nama;kecamatan;kios\nkios bu SRI;tempursari;C1\n").await;
    assert_eq!((&more["changed"], &more["created"]), (&json!(1), &json!(0)));
    let made = town.api(Dewi, Get, "/sellers/1", None).await.is(200).json();
    assert_eq!(
        (&made["name"], &made["stall"], &made["market"]),
        (&json!("Kios Bu Sri"), &json!("C1"), &json!("Pasar Legi"))
    );
    undo(&town, &more, 303).await;
    let made = town.api(Dewi, Get, "/sellers/1", None).await.is(200).json();
    assert_eq!(made["stall"], "B12");
    // Every fault at once, and nothing is written.
    let odd =
        "nama;kecamatan;nib;kelas;mulai\n;x;1;mikro;\nToko Kain;Senduro;;;\nToko kain;senduro;;;\n";
    let files = [("file", "penjual.csv", odd.as_bytes())];
    let odd = town.api_upload(Dewi, "/imports/sellers", &[], &[], &files).await.is(422).json();
    let faults: Vec<_> = odd["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["row"], one["field"], one["code"]).replace('"', ""))
        .collect();
    assert_eq!(
        faults,
        ["2 name missing", "2 nib nib-unusable", "2 from missing", "4 name twice-in-file"]
    );
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengimpor 2 baris penjual: 2 baru"), "{trail}");

    // New ones go while nobody has bought there.
    let new = import(&town, "nama\nWarung Bu Sri\n").await;
    undo(&town, &new, 303).await;
    assert_eq!(names(&town).await, ["Kios Bu Sri", "Toko Kain"]);
    assert!(
        town.api(Sari, Get, "/sellers?q=warung", None).await.json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let new = import(&town, "nama;kecamatan\nWarung Bu Sri;Senduro\n").await;
    bought(&town, Sari, "a", "20.000").await;
    assert!(undo(&town, &new, 409).await.contains("Warung Bu Sri"));
}

async fn kinds_of_goods_that_nobody_knows_are_asked_about_once(db: Database) {
    let town = Town::build(db).await;
    let table = "nama;sektor\nKios A;mamin\nKios B;mamin\n";
    let asked = send(&town, table, &CHECK, 422).await;
    assert!(
        asked.contains("value=\"goods=mamin\"") && asked.contains("value=\"culinary\""),
        "{asked}"
    );
    // A number from abroad and a name with its sign are no formulas.
    let plain = "nama;wa;ig\nKios C;+65 6123 4567;@kios.c\n";
    import(&town, plain).await;
    let made = town.api(Dewi, Get, "/sellers/1", None).await.is(200).json();
    assert_eq!((&made["whatsapp"], &made["instagram"]), (&json!("+6561234567"), &json!("kios.c")));
    let mapping = json!({ "values": { "goods": { "mamin": "culinary" } } }).to_string();
    let files = [("file", "penjual.csv", table.as_bytes())];
    let said = [("mapping", mapping.as_str())];
    town.api_upload(Dewi, "/imports/sellers", &[], &said, &files).await.is(200);
    let made = town.api(Dewi, Get, "/sellers?q=kios&after=1", None).await.is(200).json();
    assert_eq!(
        (&made["items"][0]["goods"], &made["items"][1]["goods"]),
        (&json!("culinary"), &json!("culinary"))
    );
}

async fn what_a_table_changes_counts_anew_and_back(db: Database) {
    let town = Town::without_policy(db).await;
    let policy = json!({ "title": "Pasar", "mode": "mandatory", "period": "month",
        "office": "LMJ", "effective_from": "2026-11-01", "minimum_amount": 50_000,
        "seller_classes": ["traditional_market"], "confirm": true });
    town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    bought(&town, Sari, "a", "65.000").await;
    let town = town.signed_in_at("2026-12-10T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-11/close", None).await.is(200);
    let november =
        async || town.api(Sari, Get, "/me/compliance?period=2026-11", None).await.is(200).json();
    assert_eq!(november().await["counted"], 0);
    let table = "nama;kecamatan;kelas;mulai\nWarung Bu Sri;Senduro;pasar tradisional;2026-01-01\n";
    let made = import(&town, table).await;
    assert_eq!(
        (&november().await["counted"], &november().await["amendment"]),
        (&json!(65_000), &json!(1))
    );
    undo(&town, &made, 303).await;
    assert_eq!(
        (&november().await["counted"], &november().await["amendment"]),
        (&json!(0), &json!(2))
    );
    assert!(totals::differences(town.store.reader()).await.unwrap().is_empty());
}

async fn what_goes_out_comes_back_and_changes_nothing(db: Database) {
    let town = Town::build(db).await;
    send(&town, TABLE, &APPLY, 200).await;
    let out = town.get(Dewi, "/penjual/unduh/daftar/csv?cari=bu").await.is(200);
    assert!(out.header("Content-Disposition").unwrap().contains("daftar-penjual"));
    let text = out.text();
    assert!(
        text.contains("Kios Bu Sri") && !text.contains("Toko Kain") && text.contains("Diperiksa")
    );
    for path in ["/penjual/unduh/daftar/csv", "/admin/impor/penjual/templat/csv"] {
        let whole = town.get(Dewi, path).await.is(200).text();
        let again = import(&town, &whole).await;
        assert_eq!(
            (&again["unchanged"], &again["changed"]),
            (&json!(2), &json!(0)),
            "{path}: {whole}"
        );
    }
    town.get(Dewi, "/penjual/unduh/daftar/xlsx").await.is(200);
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengunduh daftar penjual (1 baris)"), "{trail}");
    assert!(trail.contains("mengunduh daftar penjual (2 baris)"), "{trail}");
}

async fn officers_import_sellers_and_nothing_else(db: Database) {
    let town = Town::build(db).await;
    let officer =
        json!({ "employee": Rina.number(), "role": "seller_officer", "from": "2020-01-01" });
    town.api(Dewi, Post, "/roles", Some(officer)).await.is(201);
    town.get(Rina, "/admin/impor/penjual").await.is(200);
    for path in ["/admin/impor/pegawai", "/admin/impor/unit", "/admin/impor/libur"] {
        town.get(Rina, path).await.is(403);
    }
    town.get(Hadi, "/admin/impor/penjual").await.is(403);
    let files = [("file", "x.csv", "nama\nKios Baru\n".as_bytes())];
    town.api_upload(Rina, "/imports/sellers", &[], &[], &files).await.is(200);
    town.api_upload(Rina, "/imports/holidays", &[], &[], &files).await.is(403);
    town.api_upload(Hadi, "/imports/sellers", &[], &[], &files).await.is(403);
    let change = json!({ "stall": "A1" });
    let headers = [("If-Match", "\"1\"")];
    town.api_with(Rina, Patch, "/sellers/1", Some(change), &headers).await.is(200);
}
