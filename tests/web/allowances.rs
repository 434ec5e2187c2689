//! What was decided is handed over: signed, of closed periods, to whoever manages the people, and noted.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};
use rocket::http::Method::{Get, Patch, Post};
use serde_json::json;

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Oki, Olga, Sari};

on_both_databases!(
    a_file_says_what_was_decided_and_its_signature_holds,
    an_amendment_makes_another_file_with_another_signature,
    an_operator_takes_their_own_people_and_it_is_off_until_it_is_on
);

const WEEK: &str = "2026-W47";
const AFTER: &str = "2026-11-26T09:00:00+07:00";
const HEADINGS: &str = "\"nip\",\"period\",\"period_start\",\"period_end\",\"obliged\",\"met\",\"counted\",\"status\",\"decided_at\",\"amendment\"";

/// A closed week, with the export on.
async fn closed(db: Database) -> Town {
    let town = Town::with_operators(db).await;
    bought(&town, Sari, "a", "125.000").await;
    bought(&town, Budi, "b", "40.000").await;
    let on = json!({ "allowance_export": true });
    town.api(Dewi, Patch, "/settings", Some(on)).await.is(200);
    let town = town.signed_in_at(AFTER).await;
    town.api(Dewi, Post, &format!("/periods/{WEEK}/close"), None).await.is(200);
    town
}

fn key(pem: &str) -> VerifyingKey {
    let body = pem.lines().nth(1).unwrap();
    let der = STANDARD.decode(body).unwrap();
    VerifyingKey::from_bytes(der[12..].try_into().unwrap()).unwrap()
}

/// As people verify it, where this machine has the tool.
fn verified_by_openssl(pem: &str, file: &[u8], signature: &[u8]) -> Option<bool> {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let (key, file) = (put("kunci.pem", pem.as_bytes()), put("berkas.csv", file));
    let signature = put("berkas.csv.sig", signature);
    let asked = std::process::Command::new("openssl")
        .args(["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey"])
        .arg(key)
        .arg("-in")
        .arg(file)
        .arg("-sigfile")
        .arg(signature)
        .output();
    Some(asked.ok()?.status.success())
}

async fn a_file_says_what_was_decided_and_its_signature_holds(db: Database) {
    let town = closed(db).await;
    let path = format!("/admin/tunjangan/berkas.csv?periode={WEEK}");
    let reply = town.get(Dewi, &path).await.is(200);
    let file = reply.text();
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines[0], HEADINGS);
    assert_eq!(lines.len(), 13, "eleven people, the headings, the end: {file}");
    assert!(lines[1..12].is_sorted(), "{file}");
    let sari = format!(
        "\"{}\",\"{WEEK}\",\"2026-11-16\",\"2026-11-22\",\"1\",\"1\",\"125000\",\"met\",\"2026-11-26T02:00:",
        Sari.number()
    );
    assert!(lines.iter().any(|line| line.starts_with(&sari) && line.ends_with(",\"\"")), "{file}");
    let budi = format!(
        "\"{}\",\"{WEEK}\",\"2026-11-16\",\"2026-11-22\",\"1\",\"0\",\"40000\",\"short\"",
        Budi.number()
    );
    assert!(lines.iter().any(|line| line.starts_with(&budi)), "{file}");
    let name = format!("attachment; filename=\"tunjangan-{WEEK}.csv\"");
    assert_eq!(reply.header("Content-Disposition"), Some(name.as_str()));

    let pem = town.get(Dewi, "/admin/tunjangan/kunci.pem").await.is(200).text();
    let by_api = town.api(Agus, Get, "/signing-key.pem", None).await.is(200).text();
    assert_eq!(pem, by_api);
    assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n") && pem.ends_with("-----\n"), "{pem}");
    let page = town.get(Dewi, "/admin/tunjangan").await.is(200).text();
    assert!(page.contains(pem.lines().nth(1).unwrap().trim_end_matches('=')), "{page}");
    assert!(page.contains("Pekan 47") && page.contains("berkas.csv?periode=2026-W47"), "{page}");

    let signature = town.get(Dewi, &path.replace(".csv", ".csv.sig")).await.is(200);
    let in_header = STANDARD.decode(reply.header("Pekan-Signature").unwrap()).unwrap();
    assert_eq!(signature.body, in_header);
    let signature = Signature::from_slice(&in_header).unwrap();
    assert!(key(&pem).verify_strict(&reply.body, &signature).is_ok());
    let mut changed = reply.body.clone();
    changed[200] ^= 1;
    assert!(key(&pem).verify_strict(&changed, &signature).is_err());
    if let Some(holds) = verified_by_openssl(&pem, &reply.body, &in_header) {
        assert!(holds, "openssl does not agree");
        assert_eq!(verified_by_openssl(&pem, &changed, &in_header), Some(false));
    }
    let api = town.api(Dewi, Get, &format!("/periods/{WEEK}/allowances.csv"), None).await.is(200);
    assert_eq!(api.body, reply.body, "page and API hand over the same bytes");
    let search =
        Search { action: Some(AuditAction::AllowanceExport), limit: 9, ..Search::default() };
    let noted = audit::search(town.store.reader(), &search).await.unwrap();
    assert_eq!(noted.len(), 2, "each file is noted, a signature is not");
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengunduh berkas tunjangan"), "{trail}");
}

async fn an_amendment_makes_another_file_with_another_signature(db: Database) {
    let town = closed(db).await;
    let path = format!("/periods/{WEEK}/allowances.csv");
    let before = town.api(Dewi, Get, &path, None).await.is(200);
    let town = town.signed_in_at("2026-11-27T09:00:00+07:00").await;
    let late = [("amount", "70.000"), ("evidence", "no_receipt"), ("confirm", "1")];
    town.post(Budi, "/belanja", &fields("late", &late)).await.is(303);
    let after = town.api(Dewi, Get, &path, None).await.is(200);
    let text = after.text();
    let budi = text.lines().find(|line| line.contains(Budi.number())).unwrap();
    assert!(budi.contains("\"1\",\"1\",\"110000\",\"met_late\",\"2026-11-27T02:00:"), "{budi}");
    assert!(budi.ends_with(",\"1\""), "the number of the amendment: {budi}");
    let same = |text: &str| {
        let others = text.lines().filter(|line| !line.contains(Budi.number()));
        others.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(same(&before.text()), same(&text), "nobody else is changed");
    let name = format!("attachment; filename=\"tunjangan-{WEEK}-perubahan-1.csv\"");
    assert_eq!(after.header("Content-Disposition"), Some(name.as_str()));
    assert_ne!(before.header("Pekan-Signature"), after.header("Pekan-Signature"));
    let pem = town.api(Dewi, Get, "/signing-key.pem", None).await.is(200).text();
    let old = STANDARD.decode(before.header("Pekan-Signature").unwrap()).unwrap();
    let old = Signature::from_slice(&old).unwrap();
    assert!(key(&pem).verify_strict(&before.body, &old).is_ok(), "one key for both");
    assert!(key(&pem).verify_strict(&after.body, &old).is_err());
}

async fn an_operator_takes_their_own_people_and_it_is_off_until_it_is_on(db: Database) {
    let town = closed(db).await;
    let file = format!("/admin/tunjangan/berkas.csv?periode={WEEK}");
    let numbers = |text: String| text.lines().skip(1).count();
    assert_eq!(numbers(town.get(Oki, &file).await.is(200).text()), 6, "of DKP and below");
    let one = format!("{file}&unit=DKP-UPT1");
    assert_eq!(numbers(town.get(Oki, &one).await.is(200).text()), 2);
    assert_eq!(numbers(town.get(Olga, &file).await.is(200).text()), 3);
    town.get(Olga, &one).await.is(404);
    town.get(Agus, &file).await.is(403);
    let open = town.get(Dewi, "/admin/tunjangan/berkas.csv?periode=2026-W48").await.is(409).text();
    assert!(open.contains("2026-W48 belum ditutup"), "{open}");
    town.get(Dewi, "/admin/tunjangan/berkas.csv?periode=kemarin").await.is(422);
    town.post(Dewi, "/admin/pengaturan/terbuka", &[("transparency", "1")]).await.is(303);
    for path in ["/admin/tunjangan", &file, "/admin/tunjangan/kunci.pem"] {
        town.get(Dewi, path).await.is(404);
    }
    town.api(Dewi, Get, &format!("/periods/{WEEK}/allowances.csv"), None).await.is(404);
    let settings = town.api(Dewi, Get, "/settings", None).await.is(200).json();
    assert_eq!(settings["transparency"], true);
    assert_eq!(settings["allowance_export"], false);
}
