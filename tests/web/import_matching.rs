//! "Cocokkan kolom": the step between a file and its check, in the browser and through the API.

use rocket::http::Method::Get;
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{self, Dewi, Oki, Olga, Sari};

const NO_FILE: [(&str, &str, &[u8]); 1] = [("file", "", b"")];
const PAGE: &str = "/admin/impor/pegawai";

/// A list with a title, a unit by a name that nobody has, titles, and days that could be swapped.
const LIST: &str = "DAFTAR PEGAWAI\nNIP BARU;NAMA;EMAIL;Kontak;JABATAN;UNIT KERJA;TMT;NIK\n\
    199512312020121001;Joko;joko@x.id;081234567890;Guru;Dinas Perikanan;02/11/2026;1\n\
    199012312020121002;Joni;joni@x.id;081234567891;Guru;Dinas Perikanan;03/11/2026;2\n";

fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("{name}: {page}"));
    let value = rest.split('"').next().unwrap();
    value.replace("&quot;", "\"").replace("&#x2F;", "/").replace("&amp;", "&")
}

on_both_databases!(
    what_is_not_known_is_asked_once_and_remembered,
    a_level_of_ones_own_can_be_typed,
    what_an_operator_says_holds_for_their_own_files,
    a_plan_says_what_is_not_known,
);

/// What is said of the list, after the upload and what is known of it.
const ANSWERS: [(&str, &str); 28] = [
    ("action", "check"),
    ("heading_row", "2"),
    ("column", "NIP BARU"),
    ("field", "number"),
    ("column", "NAMA"),
    ("field", "name"),
    ("column", "EMAIL"),
    ("field", "email"),
    ("column", "Kontak"),
    ("field", "phone"),
    ("column", "JABATAN"),
    ("field", "position_title"),
    ("column", "UNIT KERJA"),
    ("field", "office"),
    ("column", "TMT"),
    ("field", "from"),
    ("column", "NIK"),
    ("field", ""),
    ("unknown", "position_level=Guru"),
    ("meaning", "functional"),
    ("own", ""),
    ("unknown", "office=Dinas Perikanan"),
    ("meaning", "DKP"),
    ("own", ""),
    ("default_field", "employment_type"),
    ("default", "by_number"),
    ("date_order", "dmy"),
    ("skip_hidden", "1"),
];

/// Sends the list and then the answers.
async fn answer(town: &Town, who: Who, answers: &[(&'static str, &'static str)]) -> String {
    let files = [("file", "p.csv", LIST.as_bytes())];
    let check = [("upload", ""), ("action", "check")];
    let page = town.upload(who, PAGE, &check, &files).await.is(422).text();
    let (upload, mapping) = (hidden(&page, "upload"), hidden(&page, "mapping"));
    let form = [("upload", upload.as_str()), ("mapping", mapping.as_str())];
    let form = [&form[..], answers].concat();
    town.upload(who, PAGE, &form, &NO_FILE).await.is(200).text()
}

/// The mapping of the file that a page is about, as it is written for the command line.
async fn written_mapping(town: &Town, who: Who, page: &str) -> Value {
    let path = format!("{PAGE}/pemetaan/{}", hidden(page, "upload"));
    serde_json::from_slice(&town.get(who, &path).await.is(200).body).unwrap()
}

async fn what_is_not_known_is_asked_once_and_remembered(db: Database) {
    let town = Town::build(db).await;
    let files = [("file", "p.csv", LIST.as_bytes())];
    let check = [("upload", ""), ("action", "check")];
    let page = town.upload(Dewi, PAGE, &check, &files).await.is(422).text();
    for shown in [
        "Cocokkan kolom",
        "dikenali dari isinya",
        "value=\"position_level=Guru\"",
        "value=\"office=Dinas Perikanan\"",
        "02/11/2026",
        "Jenis kepegawaian",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Beside each heading stands a value of its column.
    assert!(page.contains("NIP BARU<small>199512312020121001"), "{page}");
    let page = answer(&town, Dewi, &ANSWERS).await;
    assert!(page.contains("2 orang baru") && page.contains("Joko"), "{page}");
    assert!(page.contains("Kolom yang dilewati: NIK."), "{page}");
    let written = written_mapping(&town, Dewi, &page).await;
    assert_eq!(written["values"]["office"]["Dinas Perikanan"], "DKP");
    assert_eq!(written["columns"]["NIK"], "");

    let (upload, mapping) = (hidden(&page, "upload"), hidden(&page, "mapping"));
    let apply = [("upload", upload.as_str()), ("mapping", &mapping), ("action", "apply")];
    let done = town.upload(Dewi, PAGE, &apply, &NO_FILE).await.is(200).text();
    assert!(done.contains("2 akun dapat diundang"), "{done}");
    let (_, next) = done.split_once("id=\"next-title\">Berikutnya").expect("what comes next");
    assert!(next.contains("href=\"/admin/aktivasi"), "slips and invitations: {next}");
    // The next list of that shape is read alike, with whoever is new in it.
    let next = LIST.replace("199512312020121001;Joko;joko", "199512312020121009;Jaka;jaka");
    let files = [("file", "p.csv", next.as_bytes())];
    let page = town.upload(Dewi, PAGE, &check, &files).await.is(200).text();
    assert!(page.contains("1 orang baru") && page.contains("3 orang tidak ada"), "{page}");
}

async fn a_level_of_ones_own_can_be_typed(db: Database) {
    let town = Town::build(db).await;
    let mut answers = ANSWERS;
    let own = answers.iter().position(|(name, _)| *name == "own").unwrap();
    answers[own] = ("own", " guru ");
    let page = answer(&town, Dewi, &answers).await;
    // A name that was typed says more than what was chosen beside it.
    let written = written_mapping(&town, Dewi, &page).await;
    assert_eq!(written["values"]["position_level"]["Guru"], "guru");
    let (upload, mapping) = (hidden(&page, "upload"), hidden(&page, "mapping"));
    let apply = [("upload", upload.as_str()), ("mapping", &mapping), ("action", "apply")];
    town.upload(Dewi, PAGE, &apply, &NO_FILE).await.is(200);
    let joko = town.api(Dewi, Get, "/employees/199512312020121001", None).await.is(200).json();
    assert_eq!(joko["position_level"], "guru", "{joko}");
}

async fn what_an_operator_says_holds_for_their_own_files(db: Database) {
    let town = Town::with_operators(db).await;
    answer(&town, Oki, &ANSWERS).await;
    let files = [("file", "p.csv", LIST.as_bytes())];
    let check = [("upload", ""), ("action", "check")];
    town.upload(Oki, PAGE, &check, &files).await.is(200);
    // Nobody else's list is read by it.
    town.upload(Olga, PAGE, &check, &files).await.is(422);
    town.upload(Dewi, PAGE, &check, &files).await.is(422);
    // What an administrator says holds for everybody, but for whoever has said something of their own.
    let mut answers = ANSWERS;
    answers[19] = ("meaning", "executive");
    let page = answer(&town, Dewi, &answers).await;
    let level = "/values/position_level/Guru";
    let written = written_mapping(&town, Dewi, &page).await;
    assert_eq!(written.pointer(level).unwrap(), "executive");
    let page = town.upload(Oki, PAGE, &check, &files).await.is(200).text();
    let written = written_mapping(&town, Oki, &page).await;
    assert_eq!(written.pointer(level).unwrap(), "functional");
}

async fn a_plan_says_what_is_not_known(db: Database) {
    let town = Town::build(db).await;
    let files = [("file", "p.csv", LIST.as_bytes())];
    let path = "/imports/employees/plan";
    let plan = town.api_upload(Dewi, path, &[], &[], &files).await.is(200).json();
    assert_eq!(plan["heading_row"], 2);
    let column = |heading: &str, field: Value, by: Value| json!({"heading": heading, "field": field, "by": by});
    assert_eq!(plan["columns"][0], column("NIP BARU", json!("number"), json!("name")));
    assert_eq!(plan["columns"][3], column("Kontak", json!("phone"), json!("value")));
    assert_eq!(plan["columns"][7], column("NIK", Value::Null, Value::Null));
    let guru =
        json!({"field": "position_level", "value": "Guru", "rows": 2, "suggested": "functional"});
    assert!(plan["unknown"].as_array().unwrap().contains(&guru), "{plan}");
    assert_eq!(
        (&plan["date_order_needed"], &plan["errors"][0]["field"]),
        (&json!(true), &json!("employment_type"))
    );
    assert_eq!(plan["sample"][0]["values"]["name"], "Joko");

    let mapping = json!({
        "columns": plan["columns"],
        "values": {"position_level": {"Guru": "functional"}, "office": {"Dinas Perikanan": "DKP"}},
        "defaults": {"employment_type": "PNS"},
        "date_order": "dmy",
    });
    let mapping = [("mapping", mapping.to_string())];
    let texts: Vec<_> = mapping.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let plan = town.api_upload(Dewi, path, &[], &texts, &files).await.is(200).json();
    assert_eq!((&plan["unknown"], &plan["errors"]), (&json!([]), &json!([])));
    let report =
        town.api_upload(Dewi, "/imports/employees", &[], &texts, &files).await.is(200).json();
    assert_eq!((&report["created"], &report["invitable"]), (&json!(2), &json!(2)));
    assert_eq!(report["ignored"], json!(["NIK"]));

    let broken = town.api_upload(Dewi, path, &[], &[("mapping", "{\"colums\":{}}")], &files).await;
    assert_eq!(broken.is(422).json()["errors"][0]["field"], "mapping");
    town.api_upload(Sari, path, &[], &[], &files).await.is(403);
}
