//! The part of one's account page about phones: which browser is taken, and when it ends.

use chrono::Utc;
use pekan::rules::mail::MailChoice;
use pekan::store::push_subscriptions::{self, PushSubscription};
use pekan::store::{employees, sessions};
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::mail::push_key::push_key;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::push::Phone;
use crate::support::town::Who::{Budi, Dewi, Hadi, Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Town, Who};

on_both_databases!(
    a_phone_is_added_shown_and_stopped,
    a_browser_that_cannot_be_pushed_to_is_refused_in_the_readers_language,
    five_phones_are_enough_and_a_browser_is_one_persons,
    a_phone_ends_with_what_its_owner_ends
);

const PHONES: &str = "/akun/ponsel";

async fn town(db: Database) -> Town {
    let town = Town::build(db).await;
    let now: chrono::DateTime<Utc> = NOW.parse().unwrap();
    push_key(&town.store, &Warrant::system(now)).await.unwrap();
    town
}

fn phone(name: &str) -> Phone {
    Phone::new(format!("https://fcm.googleapis.com/fcm/send/{name}"))
}

async fn phones(town: &Town, who: Who) -> Vec<PushSubscription> {
    push_subscriptions::of(town.store.reader(), town.id(who)).await.unwrap()
}

async fn choice(town: &Town, who: Who) -> MailChoice {
    let found = employees::by_id(town.store.reader(), town.id(who)).await.unwrap();
    found.unwrap().mail_choice
}

async fn account(town: &Town, who: Who) -> String {
    town.get(who, "/akun").await.is(200).text()
}

async fn a_phone_is_added_shown_and_stopped(db: Database) {
    let town = town(db).await;
    let before = account(&town, Sari).await;
    assert!(before.contains("Pemberitahuan di ponsel ini") && before.contains("<noscript>"));
    assert!(!before.contains("value=\"phone\""), "there is none to choose");
    let wish = [("language", "id"), ("mail_choice", "phone")];
    let refused = town.post(Sari, "/akun", &wish).await.is(422).text();
    assert!(refused.contains("Belum ada ponsel yang diaktifkan"), "{refused}");

    let done = town.post(Sari, PHONES, &phone("sari").form()).await.is(303);
    let after = town.follow(Sari, &done).await.is(200).text();
    assert!(after.contains("Pengingat berikutnya muncul di ponsel ini."), "{after}");
    assert!(after.contains("name=\"mail_choice\" value=\"phone\" checked"), "{after}");
    assert!(!after.contains("fcm/send"), "the address is nobody's to read: {after}");
    let id = phones(&town, Sari).await[0].id;
    let stop = format!("{PHONES}/{id}/hentikan");
    assert!(after.contains(&format!("action=\"{stop}\"")), "{after}");

    // Other ways can be chosen while a phone is there, and the phone again.
    town.post(Sari, "/akun", &[("language", "id"), ("mail_choice", "mail")]).await.is(303);
    assert_eq!(choice(&town, Sari).await, MailChoice::Mail);
    town.post(Sari, "/akun", &wish).await.is(303);
    town.post(Budi, &stop, &[]).await.is(404);
    town.post(Sari, &stop, &[]).await.is(303);
    town.post(Sari, &stop, &[]).await.is(404);
    assert!(phones(&town, Sari).await.is_empty());
    assert_eq!(choice(&town, Sari).await, MailChoice::Mail);
}

async fn a_browser_that_cannot_be_pushed_to_is_refused_in_the_readers_language(db: Database) {
    let town = town(db).await;
    let long = format!("https://push.layanan.id/{}", "a".repeat(1_000));
    for endpoint in [
        "",
        "layanan",
        "http://fcm.googleapis.com/fcm/send/a",
        "https://127.0.0.1/a",
        "https://10.0.0.1/a",
        "https://192.168.1.1:8443/a",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a",
        "https://[fd00::1]/a",
        "https://2130706433/a",
        "https://localhost/a",
        "https://pekan.localhost/a",
        "https://gerbang/a",
        "https://push.layanan.id:8443/a",
        "https://siapa:sandi@push.layanan.id/a",
        "file:///etc/passwd",
        &long,
    ] {
        let refused = town.post(Sari, PHONES, &Phone::new(endpoint).form()).await.is(422).text();
        assert!(refused.contains("href=\"#endpoint\""), "{endpoint}: {refused}");
        assert!(refused.contains("Alamat layanan pemberitahuan"), "{endpoint}: {refused}");
    }
    let good = phone("sari");
    let short = &good.p256dh[..20];
    for (field, form) in [
        ("p256dh", [("endpoint", good.endpoint.as_str()), ("p256dh", short), ("auth", &good.auth)]),
        ("auth", [("endpoint", good.endpoint.as_str()), ("p256dh", &good.p256dh), ("auth", "YQ")]),
    ] {
        let refused = town.post(Sari, PHONES, &form).await.is(422).text();
        assert!(refused.contains(&format!("href=\"#{field}\"")), "{field}: {refused}");
        assert!(refused.contains("Kunci pemberitahuan dari peramban tidak terbaca"), "{refused}");
    }
    town.post(Sari, "/akun", &[("language", "en")]).await.is(303);
    let refused = town.post(Sari, PHONES, &Phone::new("https://10.0.0.1/a").form()).await.is(422);
    assert!(refused.text().contains("The address of the notification service"));
    assert!(phones(&town, Sari).await.is_empty());
    assert_eq!(choice(&town, Sari).await, MailChoice::Mail);
}

async fn five_phones_are_enough_and_a_browser_is_one_persons(db: Database) {
    let town = town(db).await;
    for number in 0..6 {
        let row = phone(&number.to_string()).row(town.id(Sari), NOW.parse().unwrap());
        let put = town.store.write(txn_job!(|txn| push_subscriptions::put(txn, row).await));
        put.await.unwrap();
    }
    let kept = phones(&town, Sari).await;
    let last: Vec<&str> = kept.iter().map(|one| one.endpoint.rsplit('/').next().unwrap()).collect();
    assert_eq!(last, ["5", "4", "3", "2", "1"], "the oldest goes");
    // Somebody else signs in in the same browser, and wants to be told there.
    town.post(Budi, PHONES, &phone("5").form()).await.is(303);
    assert_eq!(phones(&town, Sari).await.len(), 4);
    assert_eq!(phones(&town, Budi).await.len(), 1);
    // Turned on anew in the same browser, it is still one.
    town.post(Budi, PHONES, &phone("again").form()).await.is(303);
    assert!(phones(&town, Budi).await.iter().all(|one| one.endpoint.ends_with("/again")));
    assert!(account(&town, Budi).await.contains("Aktifkan lagi di ponsel ini"));
}

async fn a_phone_ends_with_what_its_owner_ends(db: Database) {
    let town = town(db).await;
    let sari = town.id(Sari);
    let now = NOW.parse().unwrap();
    town.post(Sari, PHONES, &phone("sari").form()).await.is(303);
    // She signs in elsewhere, and ends there what is open in the first browser.
    town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.is(303);
    let open = sessions::of(town.store.reader(), sari, now).await.unwrap();
    let first = phones(&town, Sari).await[0].session_id.expect("made in a session");
    assert!(open.len() == 2 && open.iter().any(|session| session.id == first));
    let other = open.iter().find(|session| session.id != first).unwrap().id;
    town.post(Sari, &format!("/akun/sesi/{other}/akhiri"), &[]).await.is(303);
    assert_eq!(phones(&town, Sari).await.len(), 1, "of another browser");
    town.post(Sari, "/akun/sesi/lain", &[]).await.is(303);
    assert_eq!(phones(&town, Sari).await.len(), 1, "of this one");
    town.post(Sari, "/keluar", &[]).await.is(303);
    assert!(phones(&town, Sari).await.is_empty(), "signed out");

    town.post(Budi, PHONES, &phone("budi").form()).await.is(303);
    let off = format!("/admin/pegawai/{}/nonaktif", town.segment(Budi));
    town.post(Dewi, &off, &[]).await.is(303);
    assert!(phones(&town, Budi).await.is_empty(), "disabled");

    // Signing in again in the same browser keeps it.
    town.post(Hadi, PHONES, &phone("hadi").form()).await.is(303);
    let before = phones(&town, Hadi).await[0].session_id;
    town.post(Hadi, "/masuk", &[("login", "hadi"), ("password", PASSWORD)]).await.is(303);
    let after = phones(&town, Hadi).await[0].session_id;
    assert!(after.is_some() && after != before, "{after:?}");
}
