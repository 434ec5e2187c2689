//! How long somebody stays signed in, where, and how they end it.

use pekan::store::sessions;
use rocket::http::Method::{Delete, Get};
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::Client;

use super::checked;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Oki, Olga, Sari};
use crate::support::town::{PASSWORD, Reply, Town, Who, cookie};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
    Chrome/142.0.0.0 Mobile Safari/537.36";
const DESK: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko Firefox/145.0";

on_both_databases!(
    a_device_of_ones_own_is_remembered_by_role,
    on_a_shared_computer_a_session_ends_in_the_evening,
    people_see_and_end_their_sessions,
    keys_are_seen_and_ended,
    whoever_looks_after_somebody_signs_their_lost_phone_out
);

async fn sign_in(
    town: &Town,
    who: Who,
    user_agent: &'static str,
    remember: bool,
) -> Cookie<'static> {
    let mut body = format!("csrf={}&login={}&password={}", Nobody.csrf(), who.number(), PASSWORD);
    if remember {
        body.push_str("&remember=1");
    }
    let request = town.client.post("/masuk").header(ContentType::Form).cookie(cookie(Nobody));
    let sent = request.header(Header::new("User-Agent", user_agent)).body(body.replace(' ', "+"));
    let sent = sent.dispatch().await;
    let headers = sent.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned()));
    let reply = Reply { status: sent.status().code, headers: headers.collect(), body: Vec::new() };
    reply.is(303).session()
}

async fn is_in(client: &Client, session: &Cookie<'static>) -> bool {
    client.get("/akun").cookie(session.clone()).dispatch().await.status().code == 200
}

async fn a_device_of_ones_own_is_remembered_by_role(db: Database) {
    let town = Town::build(db).await;
    for (user_agent, phone, words) in
        [(PHONE, true, "Ini ponsel saya"), (DESK, false, "Ini perangkat saya sendiri")]
    {
        let page =
            town.get_with(Nobody, "/masuk", &[("User-Agent", user_agent)]).await.is(200).text();
        assert!(checked(&page, "remember") == phone && page.contains(words), "{page}");
    }
    let (sari, hadi, dewi) = (
        sign_in(&town, Sari, PHONE, true).await,
        sign_in(&town, Hadi, PHONE, true).await,
        sign_in(&town, Dewi, PHONE, true).await,
    );
    assert!(sari.max_age().unwrap().whole_days() > 90);
    // Each look moves the end.
    for (now, expected) in [
        ("2026-11-20T09:29:00+07:00", [true, true, true]),
        ("2026-11-20T10:00:00+07:00", [true, true, false]),
        ("2026-11-27T09:00:00+07:00", [true, true, false]),
        ("2026-12-04T09:30:00+07:00", [true, false, false]),
        ("2027-03-04T09:00:00+07:00", [true, false, false]),
        ("2027-06-03T09:00:00+07:00", [false, false, false]),
    ] {
        let later = Town::client(&town.db, &town.store, now.parse().unwrap(), None).await;
        for (session, expected) in [&sari, &hadi, &dewi].into_iter().zip(expected) {
            assert_eq!(is_in(&later, session).await, expected, "{now}");
        }
    }
}

async fn on_a_shared_computer_a_session_ends_in_the_evening(db: Database) {
    let town = Town::build(db).await;
    let session = sign_in(&town, Sari, DESK, false).await;
    assert_eq!(session.max_age().unwrap().whole_hours(), 12);
    let town = town.at("2026-11-20T20:59:00+07:00").await;
    assert!(is_in(&town.client, &session).await);
    let town = town.at("2026-11-20T21:01:00+07:00").await;
    assert!(!is_in(&town.client, &session).await);
}

async fn people_see_and_end_their_sessions(db: Database) {
    let town = Town::build(db).await;
    let (phone, desk) =
        (sign_in(&town, Sari, PHONE, true).await, sign_in(&town, Sari, DESK, false).await);
    let of_sari = async || {
        sessions::of(town.store.reader(), town.id(Sari), "2026-11-20T02:10:00Z".parse().unwrap())
            .await
            .unwrap()
    };
    let page = town.get(Sari, "/akun").await.is(200).text();
    for words in ["Chrome, Android", "Firefox, Windows", "Perangkat ini", "perangkat sendiri"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let named = |browser: &str| {
        let page = page.clone();
        let row = page.split("<li>").find(|row| row.contains(browser)).unwrap().to_owned();
        row.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let path = named("Chrome, Android");
    town.post(Budi, &path, &[]).await.is(404);
    town.post(Sari, &path, &[]).await.is(303);
    assert!(!is_in(&town.client, &phone).await && is_in(&town.client, &desk).await);
    town.post(Sari, "/akun/sesi/lain", &[]).await.is(303);
    assert!(!is_in(&town.client, &desk).await);
    town.get(Sari, "/akun").await.is(200);
    assert_eq!(of_sari().await.len(), 1);

    sign_in(&town, Sari, PHONE, true).await;
    let listed = town.api(Sari, Get, "/me/sessions", None).await.is(200).json();
    assert_eq!(listed["items"][0]["browser"], "Chrome, Android");
    assert_eq!(
        (&listed["items"][0]["remembered"], &listed["items"][0]["current"]),
        (&true.into(), &false.into())
    );
    let id = &listed["items"][0]["id"];
    town.api(Budi, Delete, &format!("/me/sessions/{id}"), None).await.is(404);
    town.api(Sari, Delete, &format!("/me/sessions/{id}"), None).await.is(204);
    assert_eq!(of_sari().await.len(), 1);
}

async fn whoever_looks_after_somebody_signs_their_lost_phone_out(db: Database) {
    let town = Town::with_operators(db).await;
    let phone = sign_in(&town, Sari, PHONE, true).await;
    let person = format!("/admin/pegawai/{}", town.segment(Sari));
    let page = town.get(Oki, &person).await.is(200).text();
    let row = page.split("<li>").find(|row| row.contains("Chrome, Android")).unwrap().to_owned();
    let path = row.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(path.starts_with(&person) && page.contains("Token API"), "{page}");
    let auditor = town.get(Agus, &person).await.is(200).text();
    assert!(!auditor.contains("Chrome, Android"), "who ends none sees none");
    town.post(Olga, &path, &[]).await.is(404);
    // The session of somebody else by the page of one's own.
    town.post(Oki, &path.replace(&town.segment(Sari), &town.segment(Budi)), &[]).await.is(404);
    assert!(is_in(&town.client, &phone).await);
    town.post(Oki, &path, &[]).await.is(303);
    assert!(!is_in(&town.client, &phone).await);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengeluarkan satu perangkat milik"), "{trail}");

    let phone = sign_in(&town, Sari, PHONE, true).await;
    let api = format!("/employees/{}", Sari.number());
    let sessions = town.api(Oki, Get, &format!("{api}/sessions"), None).await.is(200).json();
    let item = &sessions["items"][0];
    assert_eq!((&item["browser"], &item["current"]), (&"Chrome, Android".into(), &false.into()));
    town.api(Oki, Delete, &format!("{api}/sessions/{}", item["id"]), None).await.is(204);
    assert!(!is_in(&town.client, &phone).await);
    let keys = town.api(Dewi, Get, &format!("{api}/tokens"), None).await.is(200).json();
    let key = &keys["items"][0]["id"];
    town.api(Sari, Get, "/me", None).await.is(200);
    town.api(Oki, Delete, &format!("{api}/tokens/{key}"), None).await.is(204);
    town.api(Sari, Get, "/me", None).await.is(401);
    // Whose roles reach further than the operator's is left to administrators.
    let above = town.api(Dewi, Get, &format!("/employees/{}/sessions", Dewi.number()), None).await;
    let (id, dewi) = (above.is(200).json()["items"][0]["id"].clone(), Dewi.number());
    let refused = town.api(Oki, Delete, &format!("/employees/{dewi}/sessions/{id}"), None).await;
    assert!([403, 404].contains(&refused.status));
    town.get(Dewi, "/akun").await.is(200);
}

async fn keys_are_seen_and_ended(db: Database) {
    let town = Town::build(db).await;
    let listed = town.api(Sari, Get, "/me/tokens", None).await.is(200).json();
    assert_eq!(
        (&listed["items"][0]["name"], &listed["items"][0]["current"]),
        (&"test".into(), &true.into())
    );
    let id = &listed["items"][0]["id"];
    assert!(town.get(Sari, "/akun").await.text().contains(&format!("/akun/kunci/{id}/cabut")));
    town.api(Budi, Delete, &format!("/me/tokens/{id}"), None).await.is(404);
    town.post(Budi, &format!("/akun/kunci/{id}/cabut"), &[]).await.is(404);
    town.post(Sari, &format!("/akun/kunci/{id}/cabut"), &[]).await.is(303);
    town.api(Sari, Get, "/me", None).await.is(401);
    let key =
        town.api(Budi, Get, "/me/tokens", None).await.is(200).json()["items"][0]["id"].clone();
    town.api(Budi, Delete, &format!("/me/tokens/{key}"), None).await.is(204);
    town.api(Budi, Get, "/me", None).await.is(401);
}
