//! Guessing is slow by every way in, for known browsers as well, and tells nothing.

use pekan::rules::session::DEVICE;
use pekan::store::{Error, sessions};
use pekan::{secret, txn_job};
use rocket::http::Cookie;
use rocket::http::Method::Post;
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Nobody, Sari};
use crate::support::town::{NOW, PASSWORD, Reply, Town};

on_both_databases!(
    a_known_browser_has_ten_tries_and_is_known_no_longer,
    a_new_password_forgets_the_browsers_that_were_known,
    a_new_session_ends_the_one_before_it_in_the_browser,
    known_browsers_are_forgotten_in_time,
    the_present_password_is_guessed_ten_times_wherever_it_is_asked_for,
    nobody_learns_that_two_names_are_one_persons
);

const DEVICE_COOKIE: &str = "__Host-device";
const NEW: &str = "pasar senggol buka sampai malam";

/// Signs Sari in with whatever cookies.
async fn try_in(town: &Town, password: &str, cookies: &[(&'static str, &str)]) -> Reply {
    let fields = [("login", "sari"), ("password", password)];
    town.post_with(Nobody, "/masuk", &fields, cookies).await
}

fn device(reply: &Reply) -> Option<String> {
    let given = reply.headers.iter().filter_map(|(_, value)| Cookie::parse(value.clone()).ok());
    given.into_iter().find(|one| one.name() == DEVICE_COOKIE).map(|one| one.value().to_owned())
}

async fn statuses(town: &Town, times: usize, password: &str, device: &str) -> Vec<u16> {
    let mut found = Vec::new();
    for number in 0..times {
        let password = format!("{password}{number}");
        found.push(try_in(town, &password, &[(DEVICE_COOKIE, device)]).await.status);
    }
    found
}

async fn a_known_browser_has_ten_tries_and_is_known_no_longer(db: Database) {
    let town = Town::build(db).await;
    let known = device(&try_in(&town, PASSWORD, &[]).await.is(303)).unwrap();
    // Strangers use up the tries of her name, and she comes in from her own browser all the same.
    for number in 0..10 {
        try_in(&town, &format!("tebakan {number}"), &[]).await;
    }
    try_in(&town, PASSWORD, &[]).await.is(429);
    try_in(&town, PASSWORD, &[(DEVICE_COOKIE, &known)]).await.is(303);
    // Ten wrong ones from it: the eleventh is as one from anywhere, and those are used up.
    assert_eq!(statuses(&town, 10, "tebakan ", &known).await, [422; 10]);
    assert_eq!(statuses(&town, 3, "tebakan ", &known).await, [429; 3]);
    try_in(&town, PASSWORD, &[(DEVICE_COOKIE, &known)]).await.is(429);
}

async fn a_new_password_forgets_the_browsers_that_were_known(db: Database) {
    let town = Town::build(db).await;
    let known = device(&try_in(&town, PASSWORD, &[]).await.is(303)).unwrap();
    let row = secret::hash(&known);
    let is_known = async || {
        let now = NOW.parse().unwrap();
        sessions::device_known(town.store.reader(), &row, town.id(Sari), now).await.unwrap()
    };
    assert!(is_known().await);
    let fields = [("current_password", PASSWORD), ("password", NEW), ("password_again", NEW)];
    town.post(Sari, "/akun/sandi", &fields).await.is(303);
    assert!(!is_known().await);
}

async fn a_new_session_ends_the_one_before_it_in_the_browser(db: Database) {
    let town = Town::build(db).await;
    let first = try_in(&town, PASSWORD, &[]).await.is(303).session();
    let other = try_in(&town, PASSWORD, &[]).await.is(303).session();
    let is_in = async |session: &Cookie<'static>| {
        town.client.get("/akun").cookie(session.clone()).dispatch().await.status().code == 200
    };
    assert!(is_in(&first).await && is_in(&other).await);
    // The form of a browser in which somebody is signed in has the token of that session.
    let csrf = pekan::secret::FormToken::of(first.value()).masked();
    let body = format!("csrf={csrf}&login=budi&password={}", PASSWORD.replace(' ', "+"));
    let request = town.client.post("/masuk").header(rocket::http::ContentType::Form).body(body);
    let sent = request.cookie(first.clone()).dispatch().await;
    assert_eq!(sent.status().code, 303);
    assert!(!is_in(&first).await && is_in(&other).await);
}

async fn known_browsers_are_forgotten_in_time(db: Database) {
    let town = Town::build(db).await;
    let known = device(&try_in(&town, PASSWORD, &[]).await.is(303)).unwrap();
    let (row, sari, now) = (secret::hash(&known), town.id(Sari), NOW.parse().unwrap());
    let later = now + DEVICE + chrono::TimeDelta::minutes(1);
    let db = town.store.reader();
    assert!(!sessions::device_known(db, &row, sari, later).await.unwrap());
    let purged = |at| {
        town.store.write::<_, Error, _>(txn_job!(|txn| sessions::purge_devices(txn, at).await))
    };
    assert_eq!((purged(now).await.unwrap(), purged(later).await.unwrap()), (0, 1));
}

async fn the_present_password_is_guessed_ten_times_wherever_it_is_asked_for(db: Database) {
    let town = Town::build(db).await;
    let mut found = Vec::new();
    for number in 0..15 {
        let wrong = format!("tebakan {number}");
        let fields = [("current_password", wrong.as_str()), ("password", NEW)];
        let fields = [&fields[..], &[("password_again", NEW)]].concat();
        found.push(town.post(Sari, "/akun/sandi", &fields).await.status);
    }
    assert_eq!((&found[..10], &found[10..]), (&[422; 10][..], &[429; 5][..]));
    // That keeps her from nothing else, nor anybody else from theirs.
    try_in(&town, PASSWORD, &[]).await.is(303);
    let fields = [("current_password", PASSWORD), ("password", NEW), ("password_again", NEW)];
    town.post(Budi, "/akun/sandi", &fields).await.is(303);
}

async fn nobody_learns_that_two_names_are_one_persons(db: Database) {
    let town = Town::build(db).await;
    let key = async |login: &str, password: &str| {
        let body = json!({ "login": login, "password": password, "name": "skrip" });
        town.api(Nobody, Post, "/tokens", Some(body)).await.status
    };
    for (name, other) in [("sari@example.go.id", Sari.number()), ("tidak@ada.go.id", "19990909")] {
        for _ in 0..10 {
            assert_eq!(key(name, "tebakan").await, 401, "{name}");
        }
        assert_eq!(key(name, "tebakan").await, 429, "{name}");
        // By the other name, as of somebody else: and yet not even the right one comes in.
        for _ in 0..10 {
            assert_eq!(key(other, PASSWORD).await, 401, "{other}");
        }
        assert_eq!(key(other, PASSWORD).await, 429, "{other}");
    }
    assert_eq!(key("budi", PASSWORD).await, 201);
}
