//! Whom no mail reaches reads the same on their own page: until they put it aside, and never what is
//! settled meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::employees::{self, Employee};
use pekan::store::mails::{self, Mail, Search};
use pekan::txn_job;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::queue_reminders;

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::Letterbox;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari, Tutik};
use crate::support::town::{NOW, Town, Who};

on_both_databases!(
    a_reminder_is_read_on_the_page_and_put_aside_with_one_tap,
    what_is_settled_or_muted_is_not_said,
    the_last_reminder_stands_for_those_before_it,
    a_rejection_is_read_when_it_can_no_longer_be_taken_back,
    who_wants_no_mail_gets_none,
    a_mail_that_failed_is_read_and_not_sent_once_more_after_it,
    in_the_days_of_grace_it_is_said_once,
    a_head_without_mail_reads_the_figures
);

const SUNDAY: &str = "2026-11-22T15:00:00+07:00";
const MIDWEEK: &str = "Belanja UMKM pekan ini: kurang Rp100.000 lagi";

async fn queue(town: &Town, now: &str) -> usize {
    queue_reminders(&town.store, now.parse().unwrap()).await.unwrap()
}

async fn deliver(town: &Town, now: &str) -> (Delivered, Vec<String>) {
    let letterbox = Letterbox::default();
    let later = now.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    let delivered = deliver_due(&town.store, &letterbox.post(), later, 100).await.unwrap();
    (delivered, letterbox.take().into_iter().map(|mail| mail.to).collect())
}

async fn mail_of(town: &Town, who: Who, kind: MailKind) -> Mail {
    let all = Search { kinds: vec![kind], limit: 1000, ..Search::default() };
    let found = mails::search(town.store.reader(), &all).await.unwrap();
    let mut own = found.into_iter().filter(|(mail, _)| mail.employee_id == town.id(who));
    own.next().expect("an intent").0
}

async fn change(town: &Town, who: Who, change: fn(&mut Employee)) {
    let id = town.id(who);
    let done: Result<(), pekan::store::Error> = town
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::lock(txn, id).await?.unwrap();
            change(&mut row);
            employees::update(txn, row).await
        }))
        .await;
    done.unwrap();
}

async fn without_address(town: &Town, who: Who) {
    change(town, who, |row| row.email = None).await;
}

async fn page(town: &Town, who: Who) -> String {
    town.get(who, "/").await.is(200).text()
}

/// Where the first notice of a page is put aside.
fn aside(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"/pemberitahuan/").expect("a notice");
    let (id, _) = rest.split_once('/').unwrap();
    format!("/pemberitahuan/{id}/singkirkan")
}

async fn a_reminder_is_read_on_the_page_and_put_aside_with_one_tap(db: Database) {
    let town = Town::build(db).await;
    without_address(&town, Budi).await;
    assert!(!page(&town, Budi).await.contains("/pemberitahuan/"), "nothing is due yet");
    let queued = queue(&town, NOW).await;
    assert_eq!(queue(&town, NOW).await, 0, "one intent for all channels");
    let (delivered, to) = deliver(&town, NOW).await;
    assert_eq!(delivered.sent, queued - 1);
    assert!(to.iter().all(|to| !to.starts_with("budi")), "{to:?}");
    let row = mail_of(&town, Budi, MailKind::Midweek).await;
    assert!(row.state == MailState::Sent && row.shown_from.is_some() && row.attempts == 0);

    let said = page(&town, Budi).await;
    assert!(said.contains(MIDWEEK), "{said}");
    assert!(said.contains("Catat sampai Rabu, 25 November 2026 pukul 23.59 WIB."), "{said}");
    assert!(!page(&town, Sari).await.contains(MIDWEEK), "she has a mail");
    let outbox = town.get(Dewi, "/admin/surel").await.is(200).text();
    assert!(outbox.contains("Tampil di Pekan"), "{outbox}");

    let path = aside(&said);
    town.post(Sari, &path, &[]).await.is(404);
    assert!(page(&town, Budi).await.contains(MIDWEEK));
    let done = town.post(Budi, &path, &[]).await.is(303);
    assert!(!town.follow(Budi, &done).await.is(200).text().contains("/pemberitahuan/"));
    town.post(Budi, &path, &[]).await.is(303);
    let mail = mail_of(&town, Sari, MailKind::Midweek).await;
    town.post(Sari, &format!("/pemberitahuan/{}/singkirkan", mail.id), &[]).await.is(404);
}

async fn what_is_settled_or_muted_is_not_said(db: Database) {
    let town = Town::build(db).await;
    without_address(&town, Budi).await;
    without_address(&town, Sari).await;
    change(&town, Hadi, |row| (row.email, row.mute_midweek) = (None, true)).await;
    queue(&town, NOW).await;
    assert!(page(&town, Budi).await.contains(MIDWEEK) && page(&town, Sari).await.contains(MIDWEEK));
    bought(&town, Budi, "b", "100.000").await;
    assert!(!page(&town, Budi).await.contains("/pemberitahuan/"), "nothing is missing any more");
    bought(&town, Sari, "s", "40.000").await;
    let said = page(&town, Sari).await;
    assert!(said.contains("pekan ini: kurang Rp60.000 lagi"), "as it is now: {said}");
    change(&town, Sari, |row| row.mute_midweek = true).await;
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"), "muted on every channel");
    assert!(!page(&town, Hadi).await.contains("/pemberitahuan/"));
    let all = Search { limit: 1000, ..Search::default() };
    let all = mails::search(town.store.reader(), &all).await.unwrap();
    assert!(all.iter().all(|(mail, _)| mail.employee_id != town.id(Hadi)));
}

async fn the_last_reminder_stands_for_those_before_it(db: Database) {
    let town = Town::build(db).await;
    without_address(&town, Budi).await;
    queue(&town, NOW).await;
    let town = town.signed_in_at(SUNDAY).await;
    queue(&town, SUNDAY).await;
    let said = page(&town, Budi).await;
    assert_eq!(said.matches("action=\"/pemberitahuan/").count(), 1, "{said}");
    assert!(said.contains("pekan ini sampai Minggu, 22 November 2026: kurang"), "{said}");
    town.post(Budi, &aside(&said), &[]).await.is(303);
    assert!(!page(&town, Budi).await.contains("/pemberitahuan/"), "and the one before with it");
    let town = town.signed_in_at("2026-11-26T09:00:00+07:00").await;
    assert!(!page(&town, Budi).await.contains("/pemberitahuan/"));
    queue(&town, "2026-11-26T09:00:00+07:00").await;
    assert!(page(&town, Budi).await.contains(MIDWEEK), "of another week");
}

async fn a_rejection_is_read_when_it_can_no_longer_be_taken_back(db: Database) {
    let town = Town::build(db).await;
    without_address(&town, Sari).await;
    bought(&town, Sari, "s", "40.000").await;
    let id = town.purchases().await[0].row.id;
    let no = [("decision", "reject"), ("reason", "nota tidak terbaca"), ("version", "1")];
    town.post(Rina, &format!("/tinjau/{id}"), &no).await.is(303);
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"), "it may be taken back");
    let town = town.signed_in_at("2026-11-20T10:00:00+07:00").await;
    let said = page(&town, Sari).await;
    for words in [
        "Satu catatan belanja perlu diperbaiki",
        "Alasan: nota tidak terbaca",
        "di Warung Bu Sri pada Jumat, 20 November 2026 sebesar Rp40.000 dikembalikan",
        &format!("href=\"/belanja/{id}\""),
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    town.post(Sari, &aside(&said), &[]).await.is(303);
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"));
}

async fn who_wants_no_mail_gets_none(db: Database) {
    let town = Town::build(db).await;
    let account = town.get(Sari, "/akun").await.is(200).text();
    assert!(account.contains("name=\"mail_choice\" value=\"mail\" checked"), "{account}");
    let wish = |choice| [("language", "id"), ("mail_choice", choice)];
    let refused = town.post(Sari, "/akun", &wish("pigeon")).await.is(422).text();
    assert!(refused.contains("pigeon"), "{refused}");
    queue(&town, NOW).await;
    // It waits already when she says so.
    town.post(Sari, "/akun", &wish("app")).await.is(303);
    let account = town.get(Sari, "/akun").await.is(200).text();
    assert!(account.contains("name=\"mail_choice\" value=\"app\" checked"), "{account}");
    let (_, to) = deliver(&town, NOW).await;
    assert!(to.iter().all(|to| !to.starts_with("sari")), "{to:?}");
    let town = town.signed_in_at("2026-11-20T09:02:00+07:00").await;
    assert!(page(&town, Sari).await.contains(MIDWEEK));
    // A form that does not say it changes nothing of it.
    town.post(Sari, "/akun", &[("language", "id")]).await.is(303);
    queue(&town, SUNDAY).await;
    let row = mail_of(&town, Sari, MailKind::LastCall).await;
    assert!(row.shown_from.is_some() && row.state == MailState::Sent, "{row:?}");
    change(&town, Budi, |row| row.email = None).await;
    let account = town.get(Budi, "/akun").await.is(200).text();
    assert!(account.contains("alamat surel Anda belum tercatat"), "{account}");
}

async fn a_mail_that_failed_is_read_and_not_sent_once_more_after_it(db: Database) {
    let town = Town::build(db).await;
    change(&town, Budi, |row| row.email = Some("bukan alamat".into())).await;
    change(&town, Sari, |row| row.email = Some("bukan juga".into())).await;
    queue(&town, NOW).await;
    let (delivered, _) = deliver(&town, NOW).await;
    assert_eq!(delivered.failed, 2);
    let town = town.signed_in_at("2026-11-20T09:02:00+07:00").await;
    let said = page(&town, Budi).await;
    assert!(said.contains(MIDWEEK) && page(&town, Sari).await.contains(MIDWEEK), "{said}");
    town.post(Budi, &aside(&said), &[]).await.is(303);
    change(&town, Budi, |row| row.email = Some("budi@example.go.id".into())).await;
    change(&town, Sari, |row| row.email = Some("sari@example.go.id".into())).await;
    town.post(Dewi, "/admin/surel/ulangi", &[]).await.is(303);
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"), "it is on its way");
    let (delivered, to) = deliver(&town, "2026-11-20T09:02:00+07:00").await;
    assert_eq!((delivered.sent, delivered.obsolete), (1, 1), "{to:?}");
    assert_eq!(to, ["sari@example.go.id"], "he has read it");
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"));
}

async fn in_the_days_of_grace_it_is_said_once(db: Database) {
    let grace = "2026-11-24T09:00:00+07:00";
    let town = Town::build_at(db, grace).await;
    without_address(&town, Budi).await;
    let before = page(&town, Budi).await;
    assert!(before.contains("Catat nota pekan lalu") || before.contains("?tanggal=2026-11-22"));
    queue(&town, grace).await;
    let said = page(&town, Budi).await;
    assert!(said.contains("Nota belanja UMKM pekan 16–22 November 2026 dapat dicatat"), "{said}");
    assert_eq!(said.matches("/belanja/baru?tanggal=2026-11-22").count(), 1, "{said}");
    town.post(Budi, &aside(&said), &[]).await.is(303);
    assert!(!page(&town, Budi).await.contains("?tanggal=2026-11-22"), "he has read it");
    assert!(page(&town, Sari).await.contains("?tanggal=2026-11-22"));
}

async fn a_head_without_mail_reads_the_figures(db: Database) {
    let monday = "2026-11-23T08:00:00+07:00";
    let town = Town::build_at(db, monday).await;
    without_address(&town, Hadi).await;
    queue(&town, monday).await;
    let said = page(&town, Hadi).await;
    assert!(said.contains("Rekap pekan 47: 0 dari 4 pegawai memenuhi"), "{said}");
    assert!(said.contains("4 pegawai belum memenuhi"), "{said}");
    assert!(said.contains("href=\"/unit/DKP?periode=2026-W47\""), "{said}");
    let town = town.signed_in_at("2026-11-30T09:00:00+07:00").await;
    assert!(!page(&town, Hadi).await.contains("Rekap pekan 47"), "too late to be of use");
    assert!(!page(&town, Tutik).await.contains("/pemberitahuan/"), "she had a mail");
}
