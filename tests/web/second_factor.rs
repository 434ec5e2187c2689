//! Signing in in two steps: set up with an app, asked for after the password, lost and reset.

use pekan::store::Error;
use pekan::store::settings::{self, SECOND_FACTOR};
use pekan::txn_job;
use rocket::http::Method::{Delete, Get, Patch, Post};
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::on_both_databases;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Dewi, Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Town};

on_both_databases!(
    a_code_is_asked_for_after_the_password,
    a_lost_telephone_is_replaced_by_codes_or_by_an_administrator,
    codes_are_guessed_a_few_times,
    a_link_for_a_new_password_does_not_go_round_it,
    programs_send_the_code_with_the_password,
    administrators_do_nothing_without_one_from_its_day_on
);

/// The code that an app shows, some half minutes from now on.
pub fn code(secret: &str, later: u64) -> String {
    let now: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let seconds = u64::try_from(now.timestamp()).unwrap() + later * 30;
    totp.generate(seconds).to_string()
}

/// Sets Sari's up; returns the secret and the recovery codes.
pub async fn set_up(town: &Town) -> (String, Vec<String>) {
    const PATH: &str = "/akun/dua-langkah";
    town.get(Sari, PATH).await.is(200);
    town.post(Sari, &format!("{PATH}/mulai"), &[]).await.is(303);
    let page = town.get(Sari, PATH).await.is(200).text();
    assert!(page.contains("<svg class=\"scan-qr\"") && page.contains("otpauth://totp/"), "{page}");
    let picked = |page: &str| -> Vec<String> {
        let parts = page.split("<code class=\"pickable\">").skip(1);
        parts.map(|part| part.split('<').next().unwrap().to_owned()).collect()
    };
    let secret = picked(&page).remove(0);
    let wrong = town.post(Sari, PATH, &[("code", "000000")]).await.is(422).text();
    assert!(wrong.contains("href=\"#code\"") && wrong.contains(&secret), "{wrong}");
    // It counts once a code was right.
    town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.session();
    let page = town.post(Sari, PATH, &[("code", &code(&secret, 0))]).await.is(200).text();
    let codes = picked(&page);
    assert_eq!(codes.len(), 10);
    let again = town.get(Sari, PATH).await.is(200).text();
    assert!(!again.contains(&codes[0]) && !again.contains(&secret), "shown once");
    assert!(again.contains("Masih ada 10 kode"), "{again}");
    (secret, codes)
}

/// A browser in which Sari's password was right.
async fn at_the_code(town: &Town) -> (Browser<'_>, String) {
    let mut browser = Browser::new(&town.client);
    let page = browser.page("/masuk?next=/riwayat").await;
    let fields = [("login", "sari"), ("password", PASSWORD)];
    let sent = browser.submit(&page, "/masuk", &fields).await.is(303);
    let next = sent.header("Location").unwrap().to_owned();
    assert!(next.starts_with("/masuk/kode?next="), "{next}");
    assert!(browser.cookies.iter().all(|cookie| cookie.name() != "__Host-sid"), "not in yet");
    browser.get("/akun").await.is(303);
    let page = browser.page(&next).await;
    (browser, page)
}

async fn a_code_is_asked_for_after_the_password(db: Database) {
    let town = Town::build(db).await;
    let (secret, _) = set_up(&town).await;
    let (mut browser, page) = at_the_code(&town).await;
    let wrong = browser.submit(&page, "/masuk/kode", &[("code", "123 456")]).await;
    assert!(wrong.is(422).text().contains("href=\"#code\""));
    // The code that set it up was used, and no code is right twice.
    browser.submit(&page, "/masuk/kode", &[("code", &code(&secret, 0))]).await.is(422);
    let next = code(&secret, 1);
    let spaced = format!("{} {}", &next[..3], &next[3..]);
    let done = browser.submit(&page, "/masuk/kode", &[("code", &spaced)]).await.is(303);
    assert_eq!(done.header("Location"), Some("/riwayat"));
    browser.page("/akun").await;
    let (mut other, page) = at_the_code(&town).await;
    other.submit(&page, "/masuk/kode", &[("code", &next)]).await.is(422);
    // Away again, with the password.
    town.post(Sari, "/akun/dua-langkah/hapus", &[]).await.is(303);
    let sent = town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await;
    sent.is(303).session();
}

async fn a_lost_telephone_is_replaced_by_codes_or_by_an_administrator(db: Database) {
    let town = Town::build(db).await;
    let (_, codes) = set_up(&town).await;
    let typed = codes[0].to_lowercase().replace('-', " ");
    let (mut browser, page) = at_the_code(&town).await;
    browser.submit(&page, "/masuk/kode", &[("code", &typed)]).await.is(303);
    assert!(browser.page("/akun/dua-langkah").await.contains("Masih ada 9 kode"));
    let (mut other, page) = at_the_code(&town).await;
    other.submit(&page, "/masuk/kode", &[("code", &typed)]).await.is(422);
    let path = format!("/admin/pegawai/{}", town.segment(Sari));
    let shown = town.get(Dewi, &path).await.is(200).text();
    assert!(shown.contains(&format!("{path}/dua-langkah/hapus")), "{shown}");
    town.post(Dewi, &format!("{path}/dua-langkah/hapus"), &[]).await.is(303);
    browser.get("/akun").await.is(303);
    let sent = town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await;
    sent.is(303).session();
    let api = format!("/employees/{}/second-factor", Sari.number());
    town.api(Dewi, Delete, &api, None).await.is(404);
    let mails = town.api(Dewi, Get, "/mail?limit=20", None).await.is(200).json();
    let kinds = mails["items"].as_array().unwrap().iter();
    assert!(kinds.filter(|mail| mail["kind"] == "account_changed").count() >= 3, "{mails}");
}

async fn codes_are_guessed_a_few_times(db: Database) {
    let town = Town::build(db).await;
    let (secret, _) = set_up(&town).await;
    let (mut browser, page) = at_the_code(&town).await;
    for guess in ["111111", "222222", "", "abc", "333333"] {
        browser.submit(&page, "/masuk/kode", &[("code", guess)]).await.is(422);
    }
    // The password is asked for again.
    let over = browser.submit(&page, "/masuk/kode", &[("code", &code(&secret, 1))]).await.is(303);
    assert!(over.header("Location").unwrap().starts_with("/masuk?"), "{over:?}");
    browser.get("/akun").await.is(303);
    let (mut browser, page) = at_the_code(&town).await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let sent = browser.submit(&page, "/masuk/kode", &[("code", "444444")]).await;
        statuses.push(sent.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

async fn a_link_for_a_new_password_does_not_go_round_it(db: Database) {
    let town = Town::build(db).await;
    let (secret, _) = set_up(&town).await;
    town.link(town.id(Sari), "tautan", "2026-11-21T00:00:00Z").await;
    let mut browser = Browser::new(&town.client);
    let page = browser.page("/sandi/tautan").await;
    let fields = [("password", "pasar senggol buka sampai malam")];
    let done = browser.submit(&page, "/sandi/tautan", &fields).await.is(303);
    let next = done.header("Location").unwrap().to_owned();
    assert!(next.starts_with("/masuk/kode"), "{next}");
    browser.get("/akun").await.is(303);
    let page = browser.page(&next).await;
    browser.submit(&page, "/masuk/kode", &[("code", &code(&secret, 1))]).await.is(303);
    browser.page("/akun").await;
}

async fn programs_send_the_code_with_the_password(db: Database) {
    let town = Town::build(db).await;
    let (secret, _) = set_up(&town).await;
    let key = async |login: &str, code: Option<&str>| {
        let body = json!({ "login": login, "password": PASSWORD, "name": "skrip", "code": code });
        town.api(Nobody, Post, "/tokens", Some(body)).await
    };
    let needed = key("sari", None).await.is(401).json();
    assert_eq!(needed["errors"][0]["code"], "second-factor-needed");
    let wrong = key("sari", Some("000000")).await.is(401).json();
    assert_eq!(wrong["errors"][0]["code"], "second-factor-wrong");
    key("sari", Some(&code(&secret, 1))).await.is(201);
    key("sari", Some(&code(&secret, 1))).await.is(401);
    key(Budi.number(), None).await.is(201);
}

async fn administrators_do_nothing_without_one_from_its_day_on(db: Database) {
    let town = Town::build(db).await;
    let settings = json!({ "second_factor_from": "2026-11-21" });
    let set = town.api(Dewi, Patch, "/settings", Some(settings)).await.is(200).json();
    assert_eq!(set["second_factor_from"], "2026-11-21");
    town.get(Dewi, "/admin").await.is(200);
    let from = json!({ "second_factor_from": "2026-11-20" });
    town.api(Dewi, Patch, "/settings", Some(from)).await.is(200);
    let refused = town.api(Dewi, Get, "/settings", None).await.is(403).json();
    assert_eq!(refused["errors"][0]["code"], "second-factor-missing");
    for path in ["/admin", "/", "/akun", "/admin/pengaturan"] {
        let led = town.get(Dewi, path).await.is(303);
        assert_eq!(led.header("Location"), Some("/akun/dua-langkah"), "{path}");
    }
    let role = [("employee", Budi.number()), ("role", "administrator"), ("from", "2026-11-20")];
    let led = town.post(Dewi, "/admin/peran", &role).await.is(303);
    assert_eq!(led.header("Location"), Some("/akun/dua-langkah"));
    let page = town.get(Dewi, "/akun/dua-langkah").await.is(200).text();
    assert!(page.contains("wajib memakai masuk dua langkah"), "{page}");
    town.get(Sari, "/akun").await.is(200);
    town.post(Dewi, "/akun/dua-langkah/mulai", &[]).await.is(303);
    let page = town.get(Dewi, "/akun/dua-langkah").await.is(200).text();
    let secret = page.split("<code class=\"pickable\">").nth(1).unwrap().split('<').next().unwrap();
    town.post(Dewi, "/akun/dua-langkah", &[("code", &code(secret, 0))]).await.is(200);
    town.get(Dewi, "/admin").await.is(200);
    town.api(Dewi, Get, "/settings", None).await.is(200);
    let stored =
        town.store.write::<_, Error, _>(txn_job!(|txn| settings::get(txn, SECOND_FACTOR).await));
    assert!(stored.await.unwrap().unwrap().contains("2026-11-20"));
}
