use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{THURSDAY, attempts, deliver, outbox, queue, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, post};
use pekan::mail::Mailer;
use pekan::rules::MailId;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::{Error, mails};
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::invite;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};

/// Claims a mail and says no more, like a worker that dies.
async fn claim(district: &District, id: MailId, now: DateTime<Utc>, lease: DateTime<Utc>) {
    let claimed = district
        .store
        .write::<_, Error, _>(txn_job!(|txn| mails::claim(txn, vec![id], now, lease).await))
        .await;
    assert_eq!(claimed.unwrap().len(), 1);
}

on_both_databases!(
    two_deliverers_send_each_mail_once,
    a_link_to_a_new_password_overtakes_the_reminders,
    what_a_dead_worker_had_claimed_is_taken_up_after_the_lease,
    a_mail_that_brings_its_worker_down_is_given_up,
    a_bad_address_fails_alone,
    a_template_that_fails_spoils_no_other_mail,
    without_a_mail_server_mails_are_files
);

async fn two_deliverers_send_each_mail_once(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    for number in 0..40 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    queue(&district, THURSDAY).await;
    let (other, post, now) = (db.store().await, letterbox.post(), at(THURSDAY));
    let (one, two) = tokio::join!(
        deliver_due(&district.store, &post, now, 100),
        deliver_due(&other, &post, now, 100),
    );
    assert_eq!(one.unwrap().sent + two.unwrap().sent, 40);
    let mut receivers: Vec<_> = letterbox.take().into_iter().map(|mail| mail.to).collect();
    receivers.dedup();
    assert_eq!(receivers.len(), 40);
    assert!(outbox(&district).await.iter().all(|mail| mail.attempts == 1));
}

async fn a_link_to_a_new_password_overtakes_the_reminders(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    for number in 0..3 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    queue(&district, THURSDAY).await;
    let asking = outbox(&district).await[0].employee_id;
    let later = at(THURSDAY) + TimeDelta::seconds(1);
    let reset = mails::new(MailKind::PasswordReset, asking, later);
    let queued =
        district.store.write::<_, Error, _>(txn_job!(|txn| mails::insert(txn, reset).await));
    assert!(queued.await.unwrap());
    deliver_due(&district.store, &letterbox.post(), later, 1).await.unwrap();
    let subjects: Vec<_> = letterbox.take().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects, ["Buat kata sandi baru untuk akun Belanja UMKM Anda"]);
}

async fn what_a_dead_worker_had_claimed_is_taken_up_after_the_lease(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let (id, now) = (the_mail(&district).await.id, at(THURSDAY));
    let lease = now + TimeDelta::minutes(5);
    claim(&district, id, now, lease).await;

    let before = deliver(&district, &letterbox, "2026-11-19T02:05:00Z").await;
    assert_eq!(before, Delivered::default());
    assert_eq!(deliver(&district, &letterbox, "2026-11-19T02:05:01Z").await.sent, 1);
    assert_eq!(letterbox.take().len(), 1);
    let mail = the_mail(&district).await;
    assert_eq!((mail.state.name(), mail.attempts), ("sent", 2));
}

async fn a_mail_that_brings_its_worker_down_is_given_up(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let id = the_mail(&district).await.id;
    for minute in 0..12 {
        let now = at(THURSDAY) + TimeDelta::minutes(minute);
        let lease = now + TimeDelta::seconds(30);
        claim(&district, id, now, lease).await;
    }
    assert_eq!(deliver(&district, &letterbox, "2026-11-19T03:00:00Z").await.failed, 1);
    let mail = the_mail(&district).await;
    assert_eq!(attempts(&district, &mail).await[0].reply, "gave-up");
}

async fn a_bad_address_fails_alone(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    for number in 0..20 {
        district
            .employee_since(&format!("P{number}"), district.health, "2020-01-01", |employee| {
                if number == 7 {
                    employee.email = Some("bukan alamat surel".into());
                }
            })
            .await;
    }
    queue(&district, THURSDAY).await;
    let delivered = deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(delivered, Delivered { sent: 19, failed: 1, ..Delivered::default() });
    assert_eq!(letterbox.take().len(), 19);
    let failed = outbox(&district).await.into_iter().find(|mail| mail.state == MailState::Failed);
    let failed = failed.unwrap();
    assert_eq!(failed.recipient.as_deref(), Some("bukan alamat surel"));
    assert!(attempts(&district, &failed).await[0].reply.contains("address"));
}

async fn a_template_that_fails_spoils_no_other_mail(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let invited = district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let now = at(THURSDAY);
    invite(&district.store, &Warrant::system(now), invited).await.unwrap();
    let mut post = letterbox.post();
    let mut broken = (*pekan::text::templates().unwrap()).clone();
    broken.add_raw_template("email/reminder/text.txt", "{{ email.nonsense }}").unwrap();
    post.templates = Arc::new(broken);
    let delivered = deliver_due(&district.store, &post, now, 10).await.unwrap();
    assert_eq!(delivered, Delivered { sent: 1, failed: 1, ..Delivered::default() });
    assert_eq!(letterbox.take()[0].subject, "Aktifkan akun Belanja UMKM Anda");
    let failed = &outbox(&district).await[0];
    assert!(attempts(&district, failed).await[0].reply.contains("email/reminder/text.txt"));
}

async fn without_a_mail_server_mails_are_files(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let folder = db.dir.path().join("mail");
    let post = post(Mailer::Folder(folder.clone()));
    assert_eq!(deliver_due(&district.store, &post, at(THURSDAY), 10).await.unwrap().sent, 1);
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 1);
    let raw = std::fs::read(files[0].path()).unwrap();
    let mail = crate::support::mail::Read::parse(&raw);
    assert_eq!(mail.to, "sri@lumajangkab.go.id");
    let id = the_mail(&district).await.message_id;
    assert_eq!(mail.message_id, format!("{id}@pekan.lumajangkab.go.id"));
}
