//! Whoever asked for an exemption is told what was decided, by mail or on their own page.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::{Patch, Post};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::{Letterbox, Read};
use crate::support::town::Who::{Dewi, Rina, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    the_mail_says_what_was_decided_and_why,
    what_was_taken_back_meanwhile_is_not_told,
    who_wants_no_mail_reads_it
);

/// Its path in the API.
async fn asked(town: &Town, from: &str, to: &str) -> String {
    let path = format!("/employees/{}/exemptions", Sari.number());
    let leave = json!({ "from": from, "to": to, "reason": "sick_leave" });
    let asked: Value = town.api(Sari, Post, &path, Some(leave)).await.is(201).json();
    format!("/exemptions/{}", asked["id"])
}

async fn decided(town: &Town, how: &str, body: Option<Value>) -> String {
    let path = asked(town, "2026-11-23", "2026-11-27").await;
    town.api(Rina, Post, &format!("{path}/{how}"), body).await.is(200);
    path
}

async fn delivered(town: &Town) -> Vec<Read> {
    let letterbox = Letterbox::default();
    let now = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    letterbox.take()
}

async fn the_mail_says_what_was_decided_and_why(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Patch, "/settings", Some(json!({ "mails_a_week": 14 }))).await.is(200);
    decided(&town, "approve", None).await;
    let mails = delivered(&town).await;
    let [approved] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(approved.subject, "Pengecualian Anda disetujui");
    assert!(approved.text.contains("23–27 November 2026 disetujui"), "{}", approved.text);
    // Mail is read over shoulders: which leave it is stands on the page.
    assert!(!approved.text.to_lowercase().contains("sakit"), "{}", approved.text);

    let path = asked(&town, "2026-12-07", "2026-12-08").await;
    let reason = json!({ "reason": "Surat dokter\r\nbelum dilampirkan" });
    town.api(Rina, Post, &format!("{path}/refuse"), Some(reason)).await.is(422);
    let reason = json!({ "reason": "Surat belum dilampirkan" });
    town.api(Rina, Post, &format!("{path}/refuse"), Some(reason)).await.is(200);
    let mails = delivered(&town).await;
    let [refused] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(refused.subject, "Pengecualian Anda tidak disetujui");
    for part in [&refused.text, &refused.html] {
        assert!(part.contains("Alasan: Surat belum dilampirkan"), "{part}");
    }
}

async fn what_was_taken_back_meanwhile_is_not_told(db: Database) {
    let town = Town::build(db).await;
    let path = decided(&town, "approve", None).await;
    let why = json!({ "reason": "Salah tanggal" });
    town.api(Rina, Post, &format!("{path}/withdraw"), Some(why)).await.is(200);
    assert_eq!(delivered(&town).await, []);
}

async fn who_wants_no_mail_reads_it(db: Database) {
    let town = Town::build(db).await;
    town.post(Sari, "/akun", &[("language", "id"), ("mail_choice", "app")]).await.is(303);
    decided(&town, "refuse", Some(json!({ "reason": "Sudah penuh" }))).await;
    assert_eq!(delivered(&town).await, []);
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Pengecualian Anda tidak disetujui"), "{page}");
    assert!(page.contains("Alasan: Sudah penuh."), "{page}");
}
