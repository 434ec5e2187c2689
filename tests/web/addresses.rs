//! People without an address, and people who share one.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::store::{employees, mails};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::Method::{Patch, Post};
use serde_json::{Value, json};

use crate::on_both_databases;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::mail::{Letterbox, Read};
use crate::support::town::Who::{Budi, Dewi, Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Town};

on_both_databases!(
    somebody_without_an_address_comes_in_and_is_never_written_to,
    an_address_of_several_signs_nobody_in_and_serves_each_by_number,
    staff_lists_with_shared_and_missing_addresses_go_in
);

/// Sends what waits in the outbox, a while later.
async fn delivered(town: &Town) -> Vec<Read> {
    let letterbox = Letterbox::default();
    let now = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    let sent = deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    assert_eq!(sent.failed, 0);
    let mut mails = letterbox.take();
    // That an address is another is told to the old one and the new.
    mails.retain(|mail| !mail.subject.starts_with("Alamat surel akun"));
    mails
}

async fn set_address(town: &Town, number: &str, address: Value) {
    let change = json!({ "email": address });
    town.api(Dewi, Patch, &format!("/employees/{number}"), Some(change)).await.is(200);
}

async fn somebody_without_an_address_comes_in_and_is_never_written_to(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "number": "K-1", "name": "Paimin", "employment_type": "PPPK", "office": "DKP",
        "from": "2026-11-16" });
    let added = town.api(Dewi, Post, "/employees", Some(new)).await.is(201).json();
    assert_eq!(added.get("email"), None);
    let form = [
        ("number", "K-2"),
        ("name", "Paiman"),
        ("email", " - "),
        ("phone", ""),
        ("office", "DKP"),
        ("employment_type", "PPPK"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-16"),
        ("confirm", "1"),
    ];
    town.post(Dewi, "/admin/pegawai", &form).await.is(303);
    for number in ["K-1", "K-2"] {
        let path = format!("/admin/pegawai/{}", town.segment_of(number).await);
        town.get(Dewi, &path).await.is(200);
        let told = town.post(Dewi, &format!("{path}/aktivasi"), &[]).await.is(409).text();
        assert!(told.contains("tidak punya alamat surel"), "{told}");
    }
    // Who forgets the password gets the answer that everybody gets, and nothing waits.
    set_address(&town, Sari.number(), Value::Null).await;
    let sent = town.post(Budi, "/lupa-sandi", &[("login", Sari.number())]).await.is(303);
    assert_eq!(sent.header("Location"), Some("/lupa-sandi/terkirim"));
    assert_eq!(delivered(&town).await, []);
    // Somebody else has changed it: she signs in again.
    let mut sari = Browser::signed_in(&town.client, Sari.number(), PASSWORD).await;
    let account = sari.page("/akun").await;
    assert!(!account.contains("sari@example.go.id"));
    let me = sari.get("/api/v1/me").await.is(200).json();
    assert_eq!(me["email"], Value::Null);
    // A mail that waited for an address which is gone is dropped, and does not fail.
    town.post(Sari, "/lupa-sandi", &[("login", Budi.number())]).await.is(303);
    set_address(&town, Budi.number(), Value::Null).await;
    assert_eq!(delivered(&town).await, []);
    // An administrator without one is told so.
    set_address(&town, Dewi.number(), Value::Null).await;
    let page = town.get(Dewi, "/admin/pengaturan").await.is(200).text();
    assert!(page.contains("belum punya alamat surel"), "{page}");
    town.post(Dewi, "/admin/pengaturan/surel", &[]).await.is(409);
}

async fn an_address_of_several_signs_nobody_in_and_serves_each_by_number(db: Database) {
    let town = Town::build(db).await;
    let shared = "puskesmas@example.go.id";
    let sign_in = async |login: &str| {
        town.post(Nobody, "/masuk", &[("login", login), ("password", PASSWORD)]).await
    };
    set_address(&town, Sari.number(), json!(shared)).await;
    sign_in(shared).await.is(303);
    set_address(&town, Budi.number(), json!(shared)).await;
    let told = sign_in(shared).await.is(422).text();
    assert!(told.contains("masuklah dengan NIP"), "{told}");
    // The same of an address that nobody has: what is known is not told.
    let unknown = sign_in("nobody@example.go.id").await.is(422).text();
    assert!(unknown.contains("masuklah dengan NIP"), "{unknown}");
    let key = json!({ "login": shared, "password": PASSWORD, "name": "uji" });
    town.api(Nobody, Post, "/tokens", Some(key)).await.is(401);
    sign_in(Sari.number()).await.is(303);
    sign_in("budi").await.is(303);

    town.post(Nobody, "/lupa-sandi", &[("login", shared)]).await.is(303);
    assert_eq!(delivered(&town).await, []);
    for who in [Sari, Budi] {
        town.post(Nobody, "/lupa-sandi", &[("login", who.number())]).await.is(303);
    }
    let sent = delivered(&town).await;
    for who in [Sari, Budi] {
        let name = format!("{who:?}");
        let mail = sent.iter().find(|mail| mail.to_name == name).unwrap();
        assert_eq!(mail.to, shared);
        assert!(mail.text.contains(&name) && mail.text.contains(who.number()), "{}", mail.text);
        let page = town.get(Nobody, &format!("/sandi/{}", mail.token())).await.is(200).text();
        assert!(page.contains(&name), "{page}");
    }
    assert_eq!(sent.len(), 2);
}

async fn staff_lists_with_shared_and_missing_addresses_go_in(db: Database) {
    let town = Town::build(db).await;
    let list = "NIP;Nama;Surel;Telepon;Jenis kepegawaian;Golongan;Jabatan;Kode unit;TMT
198503122010012007;Sri Wahyuni;puskesmas@contoh.id;081234567890;PNS;III/c;staff;DKP;2020-01-01
197701152003121004;Ahmad Ma'ruf;puskesmas@contoh.id;081234567891;PNS;IV/a;staff;DKP;2020-01-01
199008172023211003;Paimin;tidak ada;081234567892;PPPK;IX;staff;DKP;2023-03-01
";
    let without = "NIP;Nama;Telepon;Jenis kepegawaian;Golongan;Jabatan;Kode unit;TMT
198503122010012007;Sri Wahyuni;081234567890;PNS;III/c;staff;DKP;2020-01-01
198503122010012008;Sri Lestari;081234567899;PNS;III/c;staff;DKP;2020-01-01
";
    for (table, created, unchanged) in [(list, 3, 0), (list, 0, 3), (without, 1, 1)] {
        let file = [("file", "pegawai.csv", table.as_bytes())];
        let path = "/imports/employees";
        let report = town.api_upload(Dewi, path, &[], &[], &file).await.is(200).json();
        assert_eq!(
            (&report["created"], &report["unchanged"]),
            (&json!(created), &json!(unchanged))
        );
    }
    let db = town.store.reader();
    let person = async |number: &str| employees::by_number(db, number).await.unwrap().unwrap();
    assert_eq!(person("199008172023211003").await.email, None);
    let waiting =
        mails::search(db, &mails::Search { limit: 10, ..Default::default() }).await.unwrap();
    for (mail, _) in waiting {
        let to = employees::by_id(db, mail.employee_id).await.unwrap().unwrap();
        assert!(to.email.is_some(), "{}", to.name);
    }
}
