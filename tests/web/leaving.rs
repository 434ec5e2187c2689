//! Whoever has left, or is kept out, has nothing left that opens anything.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::secret;
use pekan::store::{links, mails, sessions, tokens};
use pekan::workflows::Warrant;
use pekan::workflows::accounts::disable;
use pekan::workflows::accounts::end_leavers::end_leavers;
use rocket::http::Method::{Delete, Get, Patch, Post, Put};
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Oki, Sari};
use crate::support::town::{NOW, PASSWORD, Reply, Town};

on_both_databases!(
    whoever_has_left_keeps_nothing,
    a_last_day_to_come_ends_it_all_when_it_is_over,
    an_account_is_disabled_and_enabled_again,
    an_address_that_somebody_else_changes_ends_what_was_open,
    the_last_administrator_who_can_sign_in_is_not_disabled
);

async fn sign_in(town: &Town, login: &str, password: &str) -> Reply {
    town.post(Nobody, "/masuk", &[("login", login), ("password", password)]).await
}

fn key(login: &str) -> serde_json::Value {
    json!({ "login": login, "password": PASSWORD, "name": "skrip" })
}

/// What opens Sari's account: sessions, keys, and a link that works.
async fn openings(town: &Town) -> (usize, usize, bool) {
    let (db, sari, now) = (town.store.reader(), town.id(Sari), NOW.parse().unwrap());
    (
        sessions::of(db, sari, now).await.unwrap().len(),
        tokens::of(db, sari, &[], now).await.unwrap().len(),
        links::find(db, &secret::hash("tautan"), now).await.unwrap().is_some(),
    )
}

/// Nothing that Sari had or knows lets her in, and a stranger is told no more than of a wrong password.
async fn is_outside(town: &Town) {
    town.get(Sari, "/akun").await.is(303);
    town.api(Sari, Get, "/me", None).await.is(401);
    town.api(Sari, Get, "/sellers", None).await.is(401);
    town.api(Sari, Post, "/tokens", Some(key("sari"))).await.is(401);
    let right = sign_in(town, "sari", PASSWORD).await.is(422).text();
    let wrong = sign_in(town, "sari", "kata sandi lain").await.is(422).text();
    let problem = |page: &str| {
        let from = page.find("href=\"#login\"").unwrap();
        page[from..from + 120].to_owned()
    };
    assert_eq!(problem(&right), problem(&wrong));
    town.get(Nobody, "/sandi/tautan").await.is(404);
    town.post(Nobody, "/sandi/tautan", &[("login", ""), ("password", "pasar senggol malam")])
        .await
        .is(404);
    town.post(Nobody, "/lupa-sandi", &[("login", "sari")]).await.is(303);
    let asked = mails::Search { limit: 10, ..mails::Search::default() };
    let waiting = mails::search(town.store.reader(), &asked).await.unwrap();
    assert!(waiting.iter().all(|(mail, _)| mail.kind.name() != "password_reset"), "{waiting:?}");
    let activation = format!("/employees/{}/activation", Sari.number());
    let refused = town.api(Dewi, Post, &activation, Some(json!({ "channel": "slip" }))).await;
    assert_eq!(refused.is(409).json()["errors"][0]["code"], "account-closed");
}

async fn whoever_has_left_keeps_nothing(db: Database) {
    let town = Town::build(db).await;
    town.link(town.id(Sari), "tautan", "2026-11-21T00:00:00Z").await;
    assert_eq!(openings(&town).await, (1, 1, true));
    let path = format!("/employees/{}/departure", Sari.number());
    town.api(Dewi, Post, &path, Some(json!({ "on": "2026-11-19" }))).await.is(200);
    assert_eq!(openings(&town).await, (0, 0, false));
    is_outside(&town).await;
    // It was a mistake: she signs in again with the password that she had.
    town.api(Dewi, Delete, &path, None).await.is(200);
    sign_in(&town, "sari", PASSWORD).await.is(303);
}

async fn a_last_day_to_come_ends_it_all_when_it_is_over(db: Database) {
    let town = Town::build(db).await;
    town.link(town.id(Sari), "tautan", "2027-11-21T00:00:00Z").await;
    let path = format!("/admin/pegawai/{}/berhenti", town.segment(Sari));
    town.post(Dewi, &path, &[("on", "2026-11-20")]).await.is(303);
    // Until midnight she is here, and works.
    town.get(Sari, "/akun").await.is(200);
    town.api(Sari, Get, "/me", None).await.is(200);
    let late: DateTime<Utc> = "2026-11-20T16:59:00Z".parse().unwrap();
    assert_eq!(end_leavers(&town.store, late).await.unwrap(), 0);
    let town = town.at("2026-11-21T00:00:30+07:00").await;
    is_outside(&town).await;
    assert_eq!(openings(&town).await, (1, 1, true), "nobody has tidied up yet");
    let after = late + TimeDelta::minutes(2);
    assert_eq!(end_leavers(&town.store, after).await.unwrap(), 1);
    assert_eq!(openings(&town).await, (0, 0, false));
    assert_eq!(end_leavers(&town.store, after).await.unwrap(), 0);
    let trail = town.api(Agus, Get, "/audit?limit=1", None).await.is(200).json();
    assert_eq!(trail["items"][0]["action"], "access.end", "{trail}");
}

async fn an_account_is_disabled_and_enabled_again(db: Database) {
    let town = Town::with_operators(db).await;
    town.link(town.id(Sari), "tautan", "2026-11-21T00:00:00Z").await;
    let (page, api) = (
        format!("/admin/pegawai/{}", town.segment(Sari)),
        format!("/employees/{}/disabled", Sari.number()),
    );
    let shown = town.get(Oki, &page).await.is(200).text();
    assert!(shown.contains(&format!("action=\"{page}/nonaktif\"")), "{shown}");
    town.post(Oki, &format!("{page}/nonaktif"), &[]).await.is(303);
    assert_eq!(openings(&town).await, (0, 0, false));
    is_outside(&town).await;
    let shown = town.get(Oki, &page).await.is(200).text();
    assert!(shown.contains("Dinonaktifkan") && !shown.contains("/lembar\""), "{shown}");
    let listed = town.get(Dewi, "/admin/pegawai?akun=disabled").await.is(200).text();
    assert!(listed.contains(Sari.number()) && !listed.contains(Budi.number()));
    let json = town.api(Dewi, Get, &format!("/employees/{}", Sari.number()), None).await;
    assert!(json.is(200).json()["disabled_at"].is_string());
    // Twice is once, and her head neither does nor undoes it.
    town.api(Oki, Put, &api, None).await.is(204);
    town.api(Hadi, Delete, &api, None).await.is(403);
    town.post(Dewi, &format!("{page}/aktifkan"), &[]).await.is(303);
    sign_in(&town, "sari", PASSWORD).await.is(303);
    town.api(Oki, Put, &api, None).await.is(204);
    sign_in(&town, "sari", PASSWORD).await.is(422);
    town.api(Oki, Delete, &api, None).await.is(204);
    sign_in(&town, "sari", PASSWORD).await.is(303);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menonaktifkan akun Sari"), "{trail}");
}

async fn an_address_that_somebody_else_changes_ends_what_was_open(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}", Sari.number());
    town.api(Dewi, Patch, &path, Some(json!({ "phone": "08123456789" }))).await.is(200);
    town.get(Sari, "/akun").await.is(200);
    let moved = json!({ "email": "lain@example.go.id" });
    town.api(Dewi, Patch, &path, Some(moved.clone())).await.is(200);
    town.get(Sari, "/akun").await.is(303);
    town.api(Sari, Get, "/me", None).await.is(401);
    // One's own goes on.
    let own = format!("/employees/{}", Dewi.number());
    town.api(Dewi, Patch, &own, Some(moved)).await.is(200);
    town.get(Dewi, "/akun").await.is(200);
}

async fn the_last_administrator_who_can_sign_in_is_not_disabled(db: Database) {
    let town = Town::build(db).await;
    let disabled = |who: crate::support::town::Who| format!("/employees/{}/disabled", who.number());
    let refused = town.api(Dewi, Put, &disabled(Dewi), None).await.is(409).json();
    assert_eq!(refused["errors"][0]["code"], "last-administrator");
    let role = json!({ "employee": Budi.number(), "role": "administrator", "from": "2026-11-01" });
    let role = town.api(Dewi, Post, "/roles", Some(role)).await.is(201).json();
    town.api(Dewi, Put, &disabled(Budi), None).await.is(204);
    // Budi administers, and comes in no more: he does not count.
    town.api(Dewi, Put, &disabled(Dewi), None).await.is(409);
    town.api(Dewi, Delete, &format!("/roles/{}", role["id"]), None).await.is(204);
    let system = Warrant::system(NOW.parse().unwrap());
    disable::enable(&town.store, &system, Budi.number()).await.unwrap();
}
