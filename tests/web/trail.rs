//! What the log says of attempts, what the audit says of reading, and what somebody gets of their own data.

use std::io::{Cursor, Read, Write};
use std::sync::{Arc, Mutex};

use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};
use rocket::http::Method::Get;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use crate::api::purchases::logged_with_photo;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Nobody, Rina, Sari};

on_both_databases!(
    openings_are_noted_once_a_day_and_seen_by_the_owner,
    what_leaves_is_noted,
    own_data_is_whole,
    addresses_are_masked_in_the_audit
);

/// The lines that the log would have.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap()
    }

    /// The line of an event, which names the request.
    fn line(&self, event: &str) -> String {
        let all = self.take();
        let found = all.lines().find(|line| line.contains(&format!("event=\"{event}\"")));
        let found = found.unwrap_or_else(|| panic!("{event}: {all}")).to_owned();
        assert!(found.contains("request{id=\""), "{found}");
        found
    }
}

#[tokio::test]
async fn attempts_leave_a_line_that_names_nobody() {
    let town = Town::build(Database::sqlite()).await;
    let log = Log::default();
    let lines = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).finish();
    let _guard = tracing::subscriber::set_default(lines);
    let wrong = [("login", "budi.hilang@example.go.id"), ("password", "salah sekali")];
    town.post(Nobody, "/masuk", &wrong).await.is(422);
    let line = log.line("sign-in.failed");
    assert!(line.contains("bu***@example.go.id") && !line.contains("hilang"), "{line}");
    assert!(line.contains("route=/masuk"), "{line}");

    let wrong = [("login", Sari.number()), ("password", "salah sekali")];
    town.post(Nobody, "/masuk", &wrong).await.is(422);
    let line = log.line("sign-in.failed");
    assert!(line.contains(&format!("employee={}", town.id(Sari))), "{line}");
    assert!(!line.contains(Sari.number()), "{line}");

    let code = [("number", Sari.number()), ("code", "BCDFGHJK")];
    town.post(Nobody, "/aktivasi", &code).await.is(422);
    assert!(!log.line("code.failed").contains(Sari.number()));
    town.post(Nobody, "/lupa-sandi", &[("login", "siapa")]).await.is(303);
    assert!(log.line("reset.unknown").contains("si***"));
    town.get(Sari, "/admin").await.is(403);
    log.line("access.denied");
    let answer = town.get(Sari, "/belanja/999999").await.is(404);
    let id = answer.header("X-Request-Id").unwrap().to_owned();
    assert!(log.line("access.missing").contains(&id));
    assert!(answer.text().contains(&id), "the page names it, too");
    town.get_with(Nobody, "/masuk", &[("Host", "evil.example")]).await.is(421);
    log.line("host.refused");
    town.api(Nobody, Get, "/me", None).await.is(401);
    assert_eq!(log.take(), "", "whoever has no key at all has tried nothing");
    town.post(Sari, "/keluar", &[]).await.is(303);
    log.line("session.closed");
}

#[tokio::test]
async fn strangers_add_nothing_to_the_audit() {
    let town = Town::build(Database::sqlite()).await;
    let before = entries(&town, None).await.len();
    town.post(Nobody, "/lupa-sandi", &[("login", "siapa")]).await.is(303);
    assert_eq!(entries(&town, None).await.len(), before);
    town.post(Nobody, "/lupa-sandi", &[("login", Sari.number())]).await.is(303);
    assert_eq!(entries(&town, Some(AuditAction::PasswordRequestReset)).await.len(), 1);
}

async fn entries(town: &Town, action: Option<AuditAction>) -> Vec<audit::Entry> {
    let search = Search { action, limit: 500, ..Search::default() };
    audit::search(town.store.reader(), &search).await.unwrap()
}

async fn openings_are_noted_once_a_day_and_seen_by_the_owner(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 7).await;
    let purchase = town.api(Sari, Get, &path, None).await.is(200).json();
    let receipt = format!("/struk/{}", purchase["receipts"][0]["id"]);
    let page = format!("/belanja/{}", purchase["id"]);
    town.get(Sari, &receipt).await.is(200);
    town.get(Budi, &receipt).await.is(404);
    town.get(Rina, &format!("{receipt}/kecil")).await.is(200);
    assert!(entries(&town, Some(AuditAction::ReceiptOpen)).await.is_empty());
    for _ in 0..2 {
        town.get(Rina, &receipt).await.is(200);
    }
    town.get(Agus, &receipt).await.is(200);
    let noted = entries(&town, Some(AuditAction::ReceiptOpen)).await;
    assert_eq!(noted.len(), 2);
    assert!(noted.iter().all(|entry| entry.about_id == Some(town.id(Sari))));
    let shown = town.get(Sari, &page).await.is(200).text();
    assert!(shown.contains("dibuka 2 kali") && shown.contains("Pemeriksa"), "{shown}");
    assert!(!town.get(Rina, &page).await.is(200).text().contains("dibuka 2 kali"));
    let own = town.get(Sari, "/akun/data").await.is(200).text();
    assert!(own.contains("Auditor") && own.contains(&page), "{own}");
}

async fn what_leaves_is_noted(db: Database) {
    let town = Town::build(db).await;
    for (who, path, action) in [
        (Rina, "/unit/DKP-UPT1/rekap.csv", AuditAction::RecapExport),
        (Dewi, "/admin/pegawai/daftar/csv", AuditAction::PeopleExport),
        (Agus, "/admin/audit/jejak.csv", AuditAction::AuditExport),
        (Dewi, "/admin/pemberitahuan/csv?unit=DKP", AuditAction::RosterExport),
    ] {
        town.get(who, path).await.is(200);
        let noted = entries(&town, Some(action)).await;
        assert_eq!((noted.len(), noted[0].actor_id), (1, Some(town.id(who))), "{path}");
    }
    let told = town.get(Dewi, "/admin/pemberitahuan/csv").await.is(200).text();
    assert!(told.contains(Sari.number()) && told.contains("@example.go.id"), "{told}");
    let listed = town.get(Agus, "/admin/pegawai/daftar/csv").await.is(200).text();
    assert!(listed.contains(Sari.number()) && !listed.contains('@'), "{listed}");
    town.get(Sari, "/unit/DKP-UPT1/rekap.csv").await.is(404);
    assert_eq!(entries(&town, Some(AuditAction::RecapExport)).await.len(), 1);
}

async fn own_data_is_whole(db: Database) {
    let town = Town::build(db).await;
    logged_with_photo(&town, "a", 7).await;
    let answer = town.api(Sari, Get, "/me/data", None).await.is(200);
    assert_eq!(answer.header("Content-Type"), Some("application/zip"));
    let facts = json_of(&answer.body);
    assert_eq!(facts["person"]["number"], Sari.number());
    assert_eq!(facts["purchases"].as_array().unwrap().len(), 1);
    let receipt = &facts["purchases"][0]["receipts"][0]["id"];
    let names = names_of(&answer.body);
    assert!(names.contains(&format!("nota/{receipt}.jpg")), "{names:?}");
    assert!(names.contains(&"belanja.csv".to_owned()), "{names:?}");
    let text = facts.to_string();
    for other in [Budi, Rina, Dewi] {
        assert!(!text.contains(other.number()), "{text}");
    }
    assert_eq!(entries(&town, Some(AuditAction::DataExport)).await.len(), 1);
    // On the page the password is asked for, unless it was typed a moment ago.
    let town = town.signed_in_at("2026-11-20T11:00:00+07:00").await;
    assert!(!town.files("tmp").iter().any(|name| name.ends_with("zip")));
    let notice = town.get(Nobody, "/data-pribadi").await.is(200).text();
    assert!(notice.contains("UU 27/2022"), "{notice}");
}

fn names_of(body: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(body)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

fn json_of(body: &[u8]) -> Value {
    let mut archive = zip::ZipArchive::new(Cursor::new(body)).unwrap();
    let mut text = String::new();
    archive.by_name("data.json").unwrap().read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

async fn addresses_are_masked_in_the_audit(db: Database) {
    let town = Town::build(db).await;
    let change =
        serde_json::json!({ "email": "baru.sekali@example.go.id", "phone": "081234567890" });
    let path = format!("/employees/{}", Sari.number());
    let method = rocket::http::Method::Patch;
    town.api(Dewi, method, &path, Some(change)).await.is(200);
    for answer in [
        town.get(Agus, "/admin/audit").await.is(200).text(),
        town.get(Agus, "/admin/audit/jejak.csv").await.is(200).text(),
        town.api(Agus, Get, "/audit", None).await.is(200).text(),
    ] {
        assert!(answer.contains("b***@example.go.id"), "{answer}");
        assert!(!answer.contains("baru.sekali") && !answer.contains("081234567890"), "{answer}");
    }
}
