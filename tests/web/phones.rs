//! Whoever allows it is told on their phone, instead of by mail and never beside it: by a push service that checks
//! who sends, and opens what it is sent.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::push::{Client, Key};
use pekan::rules::mail::{MailChoice, MailKind, MailState};
use pekan::store::employees::{self, Employee};
use pekan::store::mails::{self, Mail, Search};
use pekan::store::push_subscriptions::{self, PushSubscription};
use pekan::store::{audit, settings};
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::push::push_due;
use pekan::workflows::mail::push_key::push_key;
use pekan::workflows::mail::queue_reminders;

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::{Letterbox, config};
use crate::support::push::Manner::{After, Answer, Silent};
use crate::support::push::{Phone, PushService};
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari};
use crate::support::town::{NOW, Town, Who};

on_both_databases!(
    a_reminder_is_shown_on_the_phone_and_said_nowhere_else,
    what_a_push_service_puts_off_comes_again_under_the_same_name,
    who_has_no_phone_left_is_told_another_way_and_once,
    what_is_settled_muted_or_closed_is_not_shown,
    a_push_service_that_always_refuses_is_given_up,
    what_opens_an_account_stays_a_mail
);

const SUNDAY: &str = "2026-11-22T15:00:00+07:00";
const MIDWEEK: &str = "Belanja UMKM pekan ini: kurang Rp100.000 lagi";

pub(super) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) async fn queue(town: &Town, now: &str) {
    queue_reminders(&town.store, instant(now)).await.unwrap();
}

/// Shows what is due on phones.
pub(super) async fn push(town: &Town, now: DateTime<Utc>) -> Delivered {
    push_due(&town.store, &config(), &Client::of_this_machine(), now, 100).await.unwrap()
}

/// Sends what is due by mail. Returns to whom.
async fn mailed(town: &Town, now: &str) -> Vec<String> {
    let letterbox = Letterbox::default();
    let later = instant(now) + TimeDelta::minutes(1);
    deliver_due(&town.store, &letterbox.post(), later, 100).await.unwrap();
    letterbox.take().into_iter().map(|mail| mail.to).collect()
}

async fn change(
    town: &Town,
    who: Who,
    change: impl FnOnce(&mut Employee) + Send + Clone + 'static,
) {
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

/// Somebody wants to be told on these phones.
pub(super) async fn told_on(town: &Town, who: Who, phones: &[&Phone]) {
    for phone in phones {
        let row = phone.row(town.id(who), instant(NOW));
        let put = town.store.write(txn_job!(|txn| push_subscriptions::put(txn, row).await));
        put.await.unwrap();
    }
    change(town, who, |row| row.mail_choice = MailChoice::Phone).await;
}

pub(super) async fn key(town: &Town) -> String {
    push_key(&town.store, &Warrant::system(instant(NOW))).await.unwrap().public()
}

async fn phones(town: &Town, who: Who) -> Vec<PushSubscription> {
    push_subscriptions::of(town.store.reader(), town.id(who)).await.unwrap()
}

async fn choice(town: &Town, who: Who) -> MailChoice {
    let found = employees::by_id(town.store.reader(), town.id(who)).await.unwrap();
    found.unwrap().mail_choice
}

pub(super) async fn mail_of(town: &Town, who: Who, kind: MailKind) -> Mail {
    let all = Search { kinds: vec![kind], limit: 1000, ..Search::default() };
    let found = mails::search(town.store.reader(), &all).await.unwrap();
    let mut own = found.into_iter().filter(|(mail, _)| mail.employee_id == town.id(who));
    own.next().expect("an intent").0
}

async fn page(town: &Town, who: Who) -> String {
    town.get(who, "/").await.is(200).text()
}

async fn a_reminder_is_shown_on_the_phone_and_said_nowhere_else(db: Database) {
    let town = Town::build(db).await;
    let key = key(&town).await;
    let service = PushService::start(&[Answer(201)]);
    let phone = Phone::new(format!("{}/wpush/sari", service.origin));
    told_on(&town, Sari, &[&phone]).await;
    queue(&town, NOW).await;
    let to = mailed(&town, NOW).await;
    assert!(!to.is_empty() && to.iter().all(|to| !to.starts_with("sari")), "{to:?}");
    assert_eq!(mail_of(&town, Sari, MailKind::Midweek).await.state, MailState::Queued);

    let now = instant(NOW);
    assert_eq!(push(&town, now).await, Delivered { sent: 1, ..Delivered::default() });
    let (pushed, said) = service.only(&phone, &key, now);
    assert_eq!(said["title"], MIDWEEK);
    assert_eq!(said["body"], "Catat sampai Rabu, 25 November 2026 pukul 23.59 WIB.");
    assert_eq!(said["url"], "https://pekan.lumajangkab.go.id/belanja/baru");
    assert_eq!((pushed.path.as_str(), pushed.header("ttl")), ("/wpush/sari", "86400"));
    assert_eq!(pushed.header("urgency"), "normal");
    assert_eq!(pushed.header("topic"), said["tag"].as_str().unwrap());

    assert_eq!(push(&town, now).await, Delivered::default(), "once");
    assert!(mailed(&town, NOW).await.is_empty());
    assert!(!page(&town, Sari).await.contains("/pemberitahuan/"), "no notice beside it");
    let mail = mail_of(&town, Sari, MailKind::Midweek).await;
    assert_eq!((mail.state, mail.phones, mail.shown_from), (MailState::Sent, Some(1), None));
    assert!(phones(&town, Sari).await[0].last_ok_at == Some(now));
    let outbox = town.get(Dewi, "/admin/surel?keadaan=phone").await.is(200).text();
    assert!(outbox.contains("Tampil di ponsel") && outbox.contains(MIDWEEK), "{outbox}");
    assert_eq!(outbox.matches("class=\"linked\"").count(), 1, "{outbox}");
    let shown = town.get(Dewi, &format!("/admin/surel/{}", mail.id)).await.is(200).text();
    assert!(shown.contains("Tampil di ponsel") && shown.contains("201"), "{shown}");
    assert!(!shown.contains("wpush"), "nobody learns where one could push: {shown}");

    // The last call is kept for a phone that is off until it is too late.
    queue(&town, SUNDAY).await;
    let sunday = instant(SUNDAY);
    assert_eq!(push(&town, sunday).await.sent, 1);
    let (pushed, said) = service.only(&phone, &key, sunday);
    assert!(said["title"].as_str().unwrap().contains("sampai Minggu"), "{said}");
    let deadline = instant("2026-11-25T23:59:00+07:00");
    assert_eq!(pushed.header("ttl"), (deadline - sunday).num_seconds().to_string());
}

async fn what_a_push_service_puts_off_comes_again_under_the_same_name(db: Database) {
    let town = Town::build(db).await;
    let key = key(&town).await;
    let manners = [After(429, "3600"), Answer(500), Silent, Answer(201)];
    let service = PushService::start(&manners);
    let phone = Phone::new(format!("{}/sari", service.origin));
    told_on(&town, Sari, &[&phone]).await;
    queue(&town, NOW).await;
    let mut now = instant(NOW);
    let mut topics = Vec::new();
    let waits = [(60, 72), (2, 4), (7, 11)];
    for (tries, (least, most)) in (1..).zip(waits) {
        assert_eq!(push(&town, now).await, Delivered { queued: 1, ..Delivered::default() });
        topics.push(service.only(&phone, &key, now).0.header("topic").to_owned());
        let mail = mail_of(&town, Sari, MailKind::Midweek).await;
        let wait = mail.next_attempt_at - now;
        assert!((least..=most).contains(&wait.num_minutes()), "{tries}: {wait}");
        assert_eq!((mail.attempts, mail.phones), (tries, Some(0)));
        let early = mail.next_attempt_at - TimeDelta::seconds(1);
        assert_eq!(push(&town, early).await, Delivered::default());
        assert!(mailed(&town, NOW).await.iter().all(|to| !to.starts_with("sari")), "it waits");
        now = mail.next_attempt_at;
    }
    assert_eq!(push(&town, now).await.sent, 1);
    topics.push(service.only(&phone, &key, now).0.header("topic").to_owned());
    topics.dedup();
    assert_eq!(topics.len(), 1, "one takes the place of another: {topics:?}");
    assert_eq!(phones(&town, Sari).await.len(), 1);
}

async fn who_has_no_phone_left_is_told_another_way_and_once(db: Database) {
    let town = Town::build(db).await;
    let gone = PushService::start(&[Answer(410), Answer(404)]);
    let good = PushService::start(&[Answer(201)]);
    let phone =
        |service: &PushService, name: &str| Phone::new(format!("{}/{name}", service.origin));
    told_on(&town, Sari, &[&phone(&gone, "sari")]).await;
    told_on(&town, Budi, &[&phone(&gone, "budi")]).await;
    told_on(
        &town,
        Hadi,
        &[&phone(&good, "hadi"), &phone(&PushService::start(&[Answer(410)]), "tua")],
    )
    .await;
    // No phone at all, and no address either.
    told_on(&town, Rina, &[]).await;
    change(&town, Budi, |row| row.email = None).await;
    change(&town, Rina, |row| row.email = None).await;
    queue(&town, NOW).await;
    let pushed = push(&town, instant(NOW)).await;
    assert_eq!(pushed, Delivered { sent: 1, queued: 3, ..Delivered::default() });
    assert_eq!((gone.take().len(), good.take().len()), (2, 1));
    assert_eq!(push(&town, instant(NOW)).await, Delivered::default(), "it goes another way");
    let to = mailed(&town, NOW).await;
    let to_sari = to.iter().filter(|to| to.starts_with("sari")).count();
    assert_eq!(to_sari, 1, "{to:?}");
    assert!(!to.iter().any(|to| ["budi", "hadi", "rina"].iter().any(|who| to.starts_with(who))));
    let town = town.signed_in_at("2026-11-20T09:02:00+07:00").await;
    assert!(page(&town, Budi).await.contains(MIDWEEK) && page(&town, Rina).await.contains(MIDWEEK));
    for who in [Sari, Hadi] {
        assert!(!page(&town, who).await.contains(MIDWEEK), "said already");
    }
    for (who, left, chosen) in
        [(Sari, 0, MailChoice::Mail), (Budi, 0, MailChoice::Mail), (Hadi, 1, MailChoice::Phone)]
    {
        assert_eq!((phones(&town, who).await.len(), choice(&town, who).await), (left, chosen));
    }
    let id = mail_of(&town, Sari, MailKind::Midweek).await.id;
    let shown = town.get(Dewi, &format!("/admin/surel/{id}")).await.is(200).text();
    assert!(shown.contains("Tidak ada ponselnya yang masih menerima pemberitahuan."), "{shown}");
}

async fn what_is_settled_muted_or_closed_is_not_shown(db: Database) {
    let town = Town::build(db).await;
    let service = PushService::start(&[Answer(201)]);
    let phone = |name: &str| Phone::new(format!("{}/{name}", service.origin));
    for who in [Sari, Budi, Hadi, Rina] {
        told_on(&town, who, &[&phone(who.number())]).await;
    }
    change(&town, Hadi, |row| row.mute_midweek = true).await;
    queue(&town, NOW).await;
    bought(&town, Sari, "s", "100.000").await;
    change(&town, Budi, |row| row.mute_midweek = true).await;
    let off = format!("/admin/pegawai/{}/nonaktif", town.segment(Rina));
    town.post(Dewi, &off, &[]).await.is(303);
    assert!(phones(&town, Rina).await.is_empty(), "a closed account has none");
    push(&town, instant(NOW)).await;
    assert!(service.take().is_empty(), "done, muted before, muted meanwhile, disabled");
    for who in [Sari, Budi] {
        assert_eq!(mail_of(&town, who, MailKind::Midweek).await.state, MailState::Obsolete);
    }
    assert!(
        mailed(&town, NOW)
            .await
            .iter()
            .all(|to| { ["sari", "budi", "hadi", "rina"].iter().all(|who| !to.starts_with(who)) })
    );
}

async fn a_push_service_that_always_refuses_is_given_up(db: Database) {
    let town = Town::build(db).await;
    let service = PushService::start(&[Answer(403)]);
    told_on(&town, Sari, &[&Phone::new(format!("{}/sari", service.origin))]).await;
    queue(&town, NOW).await;
    let mut now = instant(NOW);
    for refusals in 1..=5 {
        push(&town, now).await;
        let left = phones(&town, Sari).await;
        assert_eq!(left.first().map(|phone| phone.failures), (refusals < 5).then_some(refusals));
        now = mail_of(&town, Sari, MailKind::Midweek).await.next_attempt_at;
    }
    assert_eq!(choice(&town, Sari).await, MailChoice::Mail);
    let to = mailed(&town, &now.to_rfc3339()).await;
    assert_eq!(to.iter().filter(|to| to.starts_with("sari")).count(), 1, "{to:?}");
}

async fn what_opens_an_account_stays_a_mail(db: Database) {
    let town = Town::build(db).await;
    let service = PushService::start(&[Answer(201)]);
    told_on(&town, Sari, &[&Phone::new(format!("{}/sari", service.origin))]).await;
    town.post(Who::Nobody, "/lupa-sandi", &[("login", "sari")]).await.is(303);
    assert_eq!(push(&town, instant(NOW)).await, Delivered::default());
    assert_eq!(mailed(&town, NOW).await, ["sari@example.go.id"]);
    assert!(service.take().is_empty());
}

on_both_databases!(the_key_is_made_once_and_told_to_nobody);

async fn the_key_is_made_once_and_told_to_nobody(db: Database) {
    let town = Town::build(db).await;
    assert!(!town.get(Sari, "/akun").await.is(200).text().contains("data-phone"), "no key yet");
    let public = key(&town).await;
    assert_eq!(key(&town).await, public, "the same at the next start");
    let account = town.get(Sari, "/akun").await.is(200).text();
    assert!(account.contains(&format!("data-phone=\"{public}\"")), "{account}");
    let secret = settings::get(town.store.reader(), settings::PUSH_KEY).await.unwrap().unwrap();
    assert!(secret.len() > 40 && !account.contains(&secret));
    let all = audit::Search { limit: 1_000, ..audit::Search::default() };
    let noted = audit::search(town.store.reader(), &all).await.unwrap();
    assert!(noted.iter().all(|entry| !entry.details.contains(&secret)));
    let key = Key::read(&secret).unwrap();
    assert!(!format!("{key:?}{:?}", town.store.settings().await.unwrap()).contains(&secret));
}
