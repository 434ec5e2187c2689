//! The first run.

use pekan::rules::{Office, OfficeId, Zone};
use pekan::store::offices;
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::set_up::{create_administrator, make_token};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Town};

fn office(code: &str) -> Office {
    Office {
        id: OfficeId::NONE,
        code: code.into(),
        name: "Pemerintah Kabupaten".into(),
        kind: "pemda".into(),
        parent: None,
        zone: Zone::Wib,
    }
}

fn fields<'a>(token: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("token", token),
        ("institution", "Pemerintah Kabupaten Lumajang"),
        ("code", "LMJ"),
        ("time_zone", "Asia/Jakarta"),
        ("name", "Rina Kusumawati"),
        ("login", "rina"),
        ("email", "rina@lumajangkab.go.id"),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

on_both_databases!(
    the_token_from_the_log_opens_it_once,
    a_demonstration_wants_the_token_and_an_empty_installation,
    every_fault_is_told_at_its_field,
    faults_are_told_at_once_and_in_the_order_of_the_page
);

async fn the_token_from_the_log_opens_it_once(db: Database) {
    let town = Town::empty(db).await;
    let token = make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH))
        .await
        .unwrap()
        .unwrap();
    for path in ["/", "/masuk"] {
        let first = town.get(Nobody, path).await.is(303);
        assert_eq!(first.header("Location"), Some("/siapkan"));
    }
    town.get(Nobody, "/siapkan").await.is(200);
    let refused = town.post(Sari, "/siapkan", &fields("guessed", &[])).await.is(422).text();
    assert!(refused.contains("href=\"#token\"") && refused.contains("Rina Kusumawati"));
    assert!(!refused.contains(PASSWORD), "a password never comes back");
    let done = town.post(Sari, "/siapkan", &fields(&token, &[])).await.is(303);
    let week = town.client.get("/").cookie(done.session());
    assert_eq!(week.dispatch().await.status().code, 200);
    town.get(Nobody, "/siapkan").await.is(404);
    town.post(Sari, "/siapkan", &fields(&token, &[("login", "evil")])).await.is(404);
    town.post(Sari, "/masuk", &[("login", "rina"), ("password", PASSWORD)]).await.is(303);
    assert_eq!(
        make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH)).await.unwrap(),
        None
    );
}

async fn a_demonstration_wants_the_token_and_an_empty_installation(db: Database) {
    let town = Town::empty(db).await;
    let token = make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH))
        .await
        .unwrap()
        .unwrap();
    assert!(town.get(Nobody, "/siapkan").await.is(200).text().contains("Isi dengan data contoh"));
    let guessed = fields("guessed", &[("action", "demo")]);
    let refused = town.post(Sari, "/siapkan", &guessed).await.is(422).text();
    assert!(refused.contains("href=\"#token\"") && refused.contains("Rina Kusumawati"));
    town.post(Sari, "/siapkan", &fields(&token, &[("action", "wipe")])).await.is(422);

    town.store
        .write_reference(txn_job!(|txn| offices::insert(txn, &office("LMJ")).await))
        .await
        .unwrap();
    assert!(!town.get(Nobody, "/siapkan").await.is(200).text().contains("data contoh"));
    town.post(Sari, "/siapkan", &fields(&token, &[("action", "demo")])).await.is(404);
    town.post(Sari, "/siapkan", &fields(&token, &[])).await.is(303);
}

async fn every_fault_is_told_at_its_field(db: Database) {
    let town = Town::empty(db).await;
    let token = make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH))
        .await
        .unwrap()
        .unwrap();
    for (field, value) in [
        ("institution", " "),
        ("code", "a b"),
        ("time_zone", "Europe/Berlin"),
        ("name", ""),
        ("login", "Rina Kusumawati!"),
        ("email", "rina"),
        ("password", "rina"),
        ("password_again", "lain"),
    ] {
        let sent = fields(&token, &[(field, value)]);
        let page = town.post(Sari, "/siapkan", &sent).await.is(422).text();
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
    }
    town.get(Nobody, "/siapkan").await.is(200);
}

async fn faults_are_told_at_once_and_in_the_order_of_the_page(db: Database) {
    let town = Town::empty(db).await;
    make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH)).await.unwrap().unwrap();
    let names = ["token", "institution", "code", "name", "login", "email", "password"];
    let sent = fields("", &names.map(|name| (name, "")));
    let page = town.post(Sari, "/siapkan", &sent).await.is(422).text();
    let summary = page.split("class=\"error-summary\"").nth(1).unwrap().split("</div>").next();
    let told: Vec<_> = summary
        .unwrap()
        .split("href=\"#")
        .skip(1)
        .map(|link| link.split('"').next().unwrap())
        .collect();
    assert_eq!(told, [&names[..], &["password_again"]].concat());
    let named = ["Kode singkat", "Nama pengguna"];
    assert!(named.iter().all(|name| summary.unwrap().contains(name)), "{summary:?}");
    assert!(!page.contains("Kunci tidak cocok"), "an empty key is missing, not wrong");
}

#[tokio::test]
async fn a_script_makes_an_administrator() {
    let town = Town::empty(Database::sqlite()).await;
    let now = NOW.parse().unwrap();
    let hash = pekan::workflows::accounts::passwords::hash_now(PASSWORD);
    let system = Warrant::system(now);
    let make =
        |email| create_administrator(&town.store, &system, "rina", email, "Rina", hash.clone());
    make("rina@example.go.id").await.unwrap();
    make("other@example.go.id").await.unwrap_err();
    town.post(Sari, "/masuk", &[("login", "rina"), ("password", PASSWORD)]).await.is(303);
    town.get(Nobody, "/siapkan").await.is(404);
}
