//! Whoever wants it gets the notices of a day as one mail, at four in the afternoon.

use pekan::rules::mail::{MailKind, MailState};
use pekan::store::mails::{self, Search};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::Post;
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::{Letterbox, Read};
use crate::support::town::Town;
use crate::support::town::Who::{Rina, Sari};

on_both_databases!(
    the_notices_of_a_day_come_as_one_mail,
    what_was_read_before_is_not_mailed,
    of_one_that_is_left_the_mail_has_its_subject
);

const FOUR: &str = "2026-11-20T16:00:00+07:00";

async fn wish(town: &Town) {
    let page = town.get(Sari, "/akun").await.is(200).text();
    assert!(page.contains("name=\"one_mail_a_day\""), "{page}");
    let wishes = [("language", "id"), ("mail_choice", "mail"), ("one_mail_a_day", "1")];
    town.post(Sari, "/akun", &wishes).await.is(303);
    let page = town.get(Sari, "/akun").await.is(200).text();
    assert!(page.contains("name=\"one_mail_a_day\" value=\"1\" checked"), "{page}");
}

async fn refused(town: &Town, from: &str, to: &str, why: &str) {
    let path = format!("/employees/{}/exemptions", Sari.number());
    let leave = json!({ "from": from, "to": to, "reason": "sick_leave" });
    let asked: Value = town.api(Sari, Post, &path, Some(leave)).await.is(201).json();
    let refuse = format!("/exemptions/{}/refuse", asked["id"]);
    town.api(Rina, Post, &refuse, Some(json!({ "reason": why }))).await.is(200);
}

async fn delivered(town: &Town, now: &str) -> Vec<Read> {
    let letterbox = Letterbox::default();
    deliver_due(&town.store, &letterbox.post(), now.parse().unwrap(), 10).await.unwrap();
    letterbox.take()
}

/// Where each notice of her page is put aside.
async fn asides(town: &Town) -> Vec<String> {
    let page = town.get(Sari, "/").await.is(200).text();
    let ids = page.split("action=\"/pemberitahuan/").skip(1);
    ids.map(|rest| rest.split_once('/').unwrap().0)
        .map(|id| format!("/pemberitahuan/{id}/singkirkan"))
        .collect()
}

async fn the_notices_of_a_day_come_as_one_mail(db: Database) {
    let town = Town::build(db).await;
    wish(&town).await;
    refused(&town, "2026-11-23", "2026-11-27", "Sudah penuh").await;
    refused(&town, "2026-12-07", "2026-12-08", "Surat belum ada").await;
    assert_eq!(delivered(&town, "2026-11-20T09:05:00+07:00").await, []);
    assert_eq!(asides(&town).await.len(), 2, "her page says them at once");
    assert_eq!(delivered(&town, "2026-11-20T15:59:59+07:00").await, []);
    let mails = delivered(&town, FOUR).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(mail.subject, "2 pemberitahuan hari ini");
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("Sudah penuh") && part.contains("Surat belum ada"), "{part}");
    }
    assert!(asides(&town).await.is_empty(), "what the mail has said, no page says again");
    assert_eq!(delivered(&town, "2026-11-21T16:00:00+07:00").await, []);
}

async fn what_was_read_before_is_not_mailed(db: Database) {
    let town = Town::build(db).await;
    wish(&town).await;
    refused(&town, "2026-11-23", "2026-11-27", "Sudah penuh").await;
    for path in asides(&town).await {
        town.post(Sari, &path, &[]).await.is(303);
    }
    assert_eq!(delivered(&town, "2026-11-20T09:05:00+07:00").await, []);
    assert_eq!(delivered(&town, FOUR).await, []);
    let all = Search { kinds: vec![MailKind::DayNotices], limit: 10, ..Search::default() };
    let found = mails::search(town.store.reader(), &all).await.unwrap();
    assert_eq!(found.iter().map(|(mail, _)| mail.state).collect::<Vec<_>>(), [MailState::Obsolete]);
}

async fn of_one_that_is_left_the_mail_has_its_subject(db: Database) {
    let town = Town::build(db).await;
    wish(&town).await;
    refused(&town, "2026-11-23", "2026-11-27", "Sudah penuh").await;
    refused(&town, "2026-12-07", "2026-12-08", "Surat belum ada").await;
    let newest = asides(&town).await.remove(0);
    town.post(Sari, &newest, &[]).await.is(303);
    delivered(&town, "2026-11-20T09:05:00+07:00").await;
    let mails = delivered(&town, FOUR).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(mail.subject, "Pengecualian Anda tidak disetujui");
    assert!(mail.text.contains("Sudah penuh") && !mail.text.contains("belum ada"), "{}", mail.text);
}
