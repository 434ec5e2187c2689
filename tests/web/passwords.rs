//! Forgotten passwords, from the page through the mail to the door.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::workflows::mail::deliver::deliver_due;
use rocket::http::{ContentType, Header};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::Letterbox;
use crate::support::town::Who::{Budi, Sari};
use crate::support::town::{NOW, PASSWORD, Town, cookie};

const NEW: &str = "pasar senggol buka sampai malam";

on_both_databases!(a_forgotten_password_is_set_anew_by_mail_and_once);

async fn a_forgotten_password_is_set_anew_by_mail_and_once(db: Database) {
    let town = Town::build(db).await;
    town.get(Budi, "/lupa-sandi").await.is(200);
    town.post(Budi, "/lupa-sandi", &[("login", " ")]).await.is(422);
    // The same answer for somebody known and for nobody.
    for login in ["sari", "nobody at all"] {
        let sent = town.post(Budi, "/lupa-sandi", &[("login", login)]).await.is(303);
        assert_eq!(sent.header("Location"), Some("/lupa-sandi/terkirim"));
    }
    town.get(Budi, "/lupa-sandi/terkirim").await.is(200);
    let letterbox = Letterbox::default();
    // The clock of the pages runs on while they answer.
    let now = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(1);
    deliver_due(&town.store, &letterbox.post(), now, 10).await.unwrap();
    let mail = letterbox.take().remove(0);
    assert_eq!(mail.to, "sari@example.go.id");
    let path = format!("/sandi/{}", mail.token());

    let page = town.get(Budi, &path).await.is(200).text();
    assert!(page.contains("Sari") && page.contains("autocomplete=\"new-password\""), "{page}");
    let again = town.post(Budi, &path, &[("password", "pendek")]).await.is(422).text();
    assert!(again.contains("href=\"#password\""), "{again}");
    let both = [("login", Sari.number()), ("password", NEW)];
    let done = town.post(Budi, &path, &both).await.is(303);
    // Whoever has just shown who they are need not do it again.
    assert_eq!(done.header("Location"), Some("/"));
    let week = town.client.get("/").cookie(done.session()).dispatch().await;
    assert!(week.into_string().await.unwrap().contains(Sari.number()));
    town.get(Budi, &path).await.is(404);
    town.post(Budi, &path, &both).await.is(404);
    town.get(Sari, "/").await.is(303);
    town.post(Sari, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.is(422);
    town.post(Sari, "/masuk", &[("login", "sari"), ("password", NEW)]).await.is(303);
}

#[tokio::test]
async fn a_link_that_never_was_is_not_found() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    let page = town.get(Budi, "/sandi/unknown").await.is(404).text();
    assert!(page.contains("kedaluwarsa"), "{page}");
}

#[tokio::test]
async fn one_address_asks_for_so_many_letters_and_no_more() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    let ask = async |client: &str, number: usize| {
        let form = format!("csrf={}&login=nobody{number}", Sari.csrf());
        let host = Header::new("Host", "127.0.0.1:8000");
        let request = town.client.post("/lupa-sandi").header(ContentType::Form).header(host);
        let request = request.body(form);
        let remote = format!("{client}:9").parse().unwrap();
        let sent = request.cookie(cookie(Sari)).remote(remote).dispatch().await;
        let wait = sent.headers().get_one("Retry-After").map(str::to_owned);
        (sent.status().code, wait, sent.into_string().await.unwrap_or_default())
    };
    let mut asked = 0;
    let (wait, page) = loop {
        match ask("192.0.2.1", asked).await {
            (429, wait, page) => break (wait, page),
            (status, ..) => assert_eq!(status, 303),
        }
        asked += 1;
        assert!(asked < 100, "nobody is slowed down");
    };
    assert!(asked >= 5, "an office shares an address; only {asked} were answered");
    assert!(wait.unwrap().parse::<u64>().unwrap() > 0);
    assert!(page.contains("Terlalu banyak percobaan"), "{page}");
    assert_eq!(ask("192.0.2.2", 0).await.0, 303);
}
