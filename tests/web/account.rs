//! My own account.

use rocket::http::Method::Get;

use crate::on_both_databases;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::support::town::{PASSWORD, Town};

const NEW: &str = "pasar senggol buka sampai malam";

on_both_databases!(
    language_and_reminders_are_kept,
    a_new_password_needs_the_present_one_and_ends_other_sessions,
    a_key_ends_when_its_owners_roles_say
);

async fn a_key_ends_when_its_owners_roles_say(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/tokens", Sari.number());
    let ends = async || {
        let own = town.api(Sari, Get, "/me/tokens", None).await.is(200).json();
        let seen = town.api(Dewi, Get, &path, None).await.is(200).json();
        let ends = |list: &serde_json::Value| {
            list["items"][0]["expires_at"].as_str().unwrap()[..10].to_owned()
        };
        assert_eq!(ends(&own), ends(&seen));
        ends(&own)
    };
    assert_eq!(ends().await, "2027-02-18");
    let role = [("employee", Sari.number()), ("role", "administrator"), ("from", "2026-11-20")];
    town.post(Dewi, "/admin/peran", &role).await.is(303);
    assert_eq!(ends().await, "2026-12-20", "an administrator's ends after thirty days");
    let page = town.get(Sari, "/akun").await.is(200).text();
    assert!(page.contains("sampai 20 Des 2026") && !page.contains("Segera berakhir"), "{page}");
    // A week before.
    let town = town.at("2026-12-13T09:00:00+07:00").await;
    let mut browser = Browser::signed_in(&town.client, "sari", PASSWORD).await;
    assert!(browser.page("/akun").await.contains("Segera berakhir"));
}

async fn language_and_reminders_are_kept(db: Database) {
    let town = Town::build(db).await;
    let page = town.get(Sari, "/akun").await.is(200).text();
    assert!(page.contains(Sari.number()) && page.contains("Pelaksana"), "{page}");
    town.post(Sari, "/akun", &[("language", "en"), ("mute_midweek", "1")]).await.is(303);
    let page = town.get(Sari, "/akun").await.is(200).text();
    assert!(page.contains("<html lang=\"en\""), "{page}");
    assert!(page.contains("name=\"mute_midweek\" value=\"1\" checked"), "{page}");
    town.post(Sari, "/akun", &[("language", "fr")]).await.is(422);
}

async fn a_new_password_needs_the_present_one_and_ends_other_sessions(db: Database) {
    let town = Town::build(db).await;
    let elsewhere = town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]);
    let elsewhere = elsewhere.await.is(303);
    let change = |current: &'static str| {
        [("current_password", current), ("password", NEW), ("password_again", NEW)]
    };
    let page = town.post(Sari, "/akun/sandi", &change("salah")).await.is(422).text();
    assert!(page.contains("href=\"#current_password\"") && !page.contains(NEW), "{page}");
    town.post(Sari, "/akun/sandi", &change(PASSWORD)).await.is(303);
    town.get(Sari, "/akun").await.is(200);
    let other = town.client.get("/akun").cookie(elsewhere.session());
    assert_eq!(other.dispatch().await.status().code, 303, "the other session has ended");
}
