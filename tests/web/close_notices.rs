//! What heads are told after a close, where no mail brings it; and that what is amended later tells nobody again.

use pekan::rules::mail::{MailChoice, MailKind, MailState};
use pekan::store::{Error, employees, mails};
use pekan::txn_job;
use pekan::workflows::mail::close_mails::queue_close_mails;
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::Post;
use serde_json::json;

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::Letterbox;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Hadi, Sari};

on_both_databases!(
    a_head_without_mails_reads_the_result_on_the_front_page,
    an_amendment_after_the_mail_mails_nothing
);

/// After the deadline of W47, in the hours of the office.
const FRIDAY: &str = "2026-11-27T09:00:00+07:00";

/// W47 is closed; Sari has met it. Hadi wants to be told in this way.
async fn closed(db: Database, choice: MailChoice) -> Town {
    let town = Town::build(db).await;
    bought(&town, Sari, "s", "100.000").await;
    let hadi = town.id(Hadi);
    let chosen: Result<(), Error> = town
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::lock(txn, hadi).await?.unwrap();
            row.mail_choice = choice;
            employees::update(txn, row).await
        }))
        .await;
    chosen.unwrap();
    let town = town.signed_in_at(FRIDAY).await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    assert!(queue(&town).await > 0);
    town
}

async fn queue(town: &Town) -> usize {
    queue_close_mails(&town.store, FRIDAY.parse().unwrap()).await.unwrap()
}

async fn recap_of_hadi(town: &Town) -> mails::Mail {
    let newest = mails::newest_of(town.store.reader(), MailKind::OfficeRecap, town.id(Hadi));
    newest.await.unwrap().unwrap()
}

async fn a_head_without_mails_reads_the_result_on_the_front_page(db: Database) {
    let town = closed(db, MailChoice::App).await;
    let page = town.get(Hadi, "/").await.is(200).text();
    let aside = format!("/pemberitahuan/{}", recap_of_hadi(&town).await.id);
    for part in ["Hasil pekan 47", "pegawai memenuhi", "/unit/DKP/rekap", &aside] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let letterbox = Letterbox::default();
    deliver_due(&town.store, &letterbox.post(), FRIDAY.parse().unwrap(), 100).await.unwrap();
    let sent = letterbox.take();
    let recaps = || sent.iter().filter(|mail| mail.subject.starts_with("Hasil pekan 47"));
    assert!(recaps().count() > 0, "other heads get it by mail");
    assert!(!recaps().any(|mail| mail.to_name.contains("Hadi")), "and he does not");
}

/// A purchase after the deadline: it amends the close.
async fn late(town: &Town) {
    let purchase = json!({ "purchased_on": "2026-11-20", "amount": 100_000, "channel": "in_person",
        "seller": { "name": "Warung Bu Sri", "district": "Tempeh" }, "evidence": "no_receipt" });
    let key = [("Idempotency-Key", "late")];
    town.api_with(Sari, Post, "/purchases", Some(purchase), &key).await.is(201);
}

async fn an_amendment_after_the_mail_mails_nothing(db: Database) {
    let town = closed(db, MailChoice::Mail).await;
    let letterbox = Letterbox::default();
    let now = FRIDAY.parse().unwrap();
    deliver_due(&town.store, &letterbox.post(), now, 100).await.unwrap();
    let mail = letterbox.take().into_iter().find(|mail| mail.subject.starts_with("Hasil pekan 47"));
    let mail = mail.expect("a recap");
    assert!(mail.text.contains("Belanja ASN tercatat: Rp100.000"), "{}", mail.text);
    late(&town).await;
    assert_eq!(queue(&town).await, 0, "nobody is told again");
    deliver_due(&town.store, &letterbox.post(), now, 100).await.unwrap();
    assert!(!letterbox.take().iter().any(|mail| mail.subject.starts_with("Hasil")));
    assert_eq!(recap_of_hadi(&town).await.state, MailState::Sent);
}
