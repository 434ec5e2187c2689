//! Signing in and out, and what guards every page.

use rocket::http::{ContentType, Header};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Nobody, Sari};

on_both_databases!(
    whoever_has_not_signed_in_is_sent_to_the_door,
    a_wrong_password_keeps_the_name_and_says_so
);

async fn whoever_has_not_signed_in_is_sent_to_the_door(db: Database) {
    let town = Town::build(db).await;
    let door = town.get(Nobody, "/masuk").await.is(200);
    assert!(door.text().contains("name=\"csrf\""));
    let cookie = door.header("Set-Cookie").unwrap();
    for flag in ["__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
}

async fn a_wrong_password_keeps_the_name_and_says_so(db: Database) {
    let town = Town::build(db).await;
    let wrong = town.post(Sari, "/masuk", &[("login", "sari"), ("password", "x")]).await.is(422);
    assert!(wrong.text().contains("value=\"sari\""));
    assert!(wrong.text().contains("tidak cocok"));
}

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let db = crate::support::database::Database::sqlite();
    let town = Town::build(db).await;
    let sent = town.client.post("/masuk").header(ContentType::Form).body("login=a&password=b");
    assert_eq!(sent.dispatch().await.status().code, 403);
}

#[tokio::test]
async fn another_host_or_origin_is_refused() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    let evil = town.client.get("/masuk").header(Header::new("Host", "evil.example"));
    assert_eq!(evil.dispatch().await.status().code, 421);
    let form = format!("csrf={}&login=a&password=b", Sari.csrf());
    let sent = town
        .client
        .post("/masuk")
        .header(ContentType::Form)
        .header(Header::new("Origin", "https://evil.example"))
        .body(form);
    assert_eq!(sent.dispatch().await.status().code, 403);
}

#[tokio::test]
async fn a_form_of_ours_passes_though_the_browser_hides_its_origin() {
    // What Chromium sends from a page whose policy is `no-referrer`.
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    for (site, status) in [("same-origin", 303), ("cross-site", 403)] {
        let sent = town
            .client
            .post("/bahasa")
            .header(ContentType::Form)
            .header(Header::new("Origin", "null"))
            .header(Header::new("Sec-Fetch-Site", site))
            .cookie(crate::support::town::cookie(Sari))
            .body(format!("csrf={}&lang=en", Sari.csrf()));
        assert_eq!(sent.dispatch().await.status().code, status, "{site}");
    }
}
