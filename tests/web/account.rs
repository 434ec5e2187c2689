//! My own account.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Nobody, Sari};
use crate::support::town::{PASSWORD, Town};

const NEW: &str = "pasar senggol buka sampai malam";

on_both_databases!(
    language_and_reminders_are_kept,
    a_new_password_needs_the_present_one_and_ends_other_sessions
);

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
