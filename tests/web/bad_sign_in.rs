//! What does not open the door. The numbers are those of `docs/robustness.md`; there is no second
//! factor yet to be used twice (13).

use rocket::http::{ContentType, Header};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Nobody, Sari};
use crate::support::town::{PASSWORD, Reply, Town, Who, cookie};

const FORM: &str = "application/x-www-form-urlencoded";
const NEW: &str = "pasar senggol buka sampai malam";

async fn sign_in(town: &Town, login: &str, password: &str) -> Reply {
    town.post(Nobody, "/masuk", &[("login", login), ("password", password)]).await
}

/// Sends any body to the door, as the browser of somebody.
async fn knock(town: &Town, who: Who, kind: &str, body: &str) -> Reply {
    town.send(who, "/masuk", kind, body.as_bytes().to_vec()).await
}

fn nobody_came_in(reply: &Reply, input: u32) {
    let opened = reply.headers.iter().any(|(_, value)| value.starts_with("__Host-sid="));
    assert!(!opened, "{input}: a session");
}

on_both_databases!(
    logins_that_cannot_be_stay_outside,
    the_way_on_leads_nowhere_else,
    forged_addresses_do_not_make_guessing_faster,
    a_link_sets_the_password_of_its_owner_while_it_lasts
);

async fn logins_that_cannot_be_stay_outside(db: Database) {
    let town = Town::build(db).await;
    let huge = "x".repeat(1_000_000);
    for (input, login, password, status, told) in [
        (1, "", "", 422, "href=\"#login\""),
        (2, "sari", "", 422, "href=\"#login\""),
        (3, "sari", huge.as_str(), 413, "terlalu besar"),
        (4, "sa\0ri", PASSWORD, 422, "Isian &quot;login&quot; berisi karakter"),
    ] {
        let reply = sign_in(&town, login, password).await;
        assert_eq!(reply.status, status, "{input}: {}", reply.text());
        assert!(reply.text().contains(told), "{input}: {}", reply.text());
        nobody_came_in(&reply, input);
    }
    let csrf = Nobody.csrf();
    let right = format!("login=sari&password={}", PASSWORD.replace(' ', "+"));
    for (input, kind, body, status, told) in [
        (2, FORM, format!("csrf={csrf}&login=sari"), 422, "href=\"#login\""),
        (
            5,
            FORM,
            format!("csrf={csrf}&login=%ff%fe&password=x"),
            422,
            "Isian &quot;login&quot; berisi karakter",
        ),
        (6, FORM, right.clone(), 403, "Buka formulirnya lagi"),
        (7, FORM, format!("csrf={}&{right}", Budi.csrf()), 403, "Buka formulirnya lagi"),
        (
            8,
            FORM,
            format!("csrf={csrf}&login=budi&{right}"),
            422,
            "Isian &quot;login&quot; ada dua kali",
        ),
        (9, "application/json", "{\"login\":\"sari\"}".to_owned(), 415, "tidak terbaca"),
    ] {
        let reply = knock(&town, Nobody, kind, &body).await;
        assert_eq!(reply.status, status, "{input}: {}", reply.text());
        assert!(reply.text().contains(told), "{input}: {}", reply.text());
        nobody_came_in(&reply, input);
    }
    let whole = format!("csrf={csrf}&{right}");
    assert!(knock(&town, Nobody, FORM, &whole).await.is(303).session().value().len() > 40);
}

async fn the_way_on_leads_nowhere_else(db: Database) {
    let town = Town::build(db).await;
    for (input, next) in [(10, "//evil"), (11, "/\\evil"), (10, "https://evil"), (11, "\\\\evil")] {
        let fields = [("login", "sari"), ("password", PASSWORD), ("next", next)];
        let reply = town.post(Nobody, "/masuk", &fields).await.is(303);
        assert_eq!(reply.header("Location"), Some("/"), "{input}");
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let reply = town.get(Sari, &format!("/masuk?next={encoded}")).await.is(303);
        assert_eq!(reply.header("Location"), Some("/"), "{input}");
    }
}

async fn forged_addresses_do_not_make_guessing_faster(db: Database) {
    let town = Town::build(db).await;
    // 12
    let mut statuses = Vec::new();
    for number in 0..15 {
        let forged = format!("203.0.113.{number}");
        let body = format!("csrf={}&login=sari&password=tebakan{number}", Nobody.csrf());
        let request = town.client.post("/masuk").cookie(cookie(Nobody)).header(ContentType::Form);
        let request = request.header(Header::new("X-Forwarded-For", forged.clone()));
        let response = request.header(Header::new("X-Real-IP", forged)).body(body).dispatch().await;
        let told = response.headers().get_one("Retry-After").is_some();
        assert_eq!(told, response.status().code == 429, "when to come again");
        statuses.push(response.status().code);
    }
    assert_eq!((&statuses[..10], &statuses[10..]), (&[422; 10][..], &[429; 5][..]));
    let page = sign_in(&town, "sari", PASSWORD).await.is(429).text();
    assert!(page.contains("Terlalu banyak percobaan") && page.contains("detik"), "{page}");
    sign_in(&town, "budi", PASSWORD).await.is(303);
}

async fn a_link_sets_the_password_of_its_owner_while_it_lasts(db: Database) {
    let town = Town::build(db).await;
    let both = [("login", Budi.number()), ("password", NEW)];
    // 14
    town.link(town.id(Sari), "lama", "2026-11-20T01:59:59Z").await;
    for reply in
        [town.get(Nobody, "/sandi/lama").await, town.post(Nobody, "/sandi/lama", &both).await]
    {
        assert!(reply.is(404).text().contains("kedaluwarsa"));
    }
    sign_in(&town, "sari", PASSWORD).await.is(303);
    // 15: whoever is named beside it, the link alone says whose password it is.
    town.link(town.id(Sari), "milik-sari", "2026-11-20T03:00:00Z").await;
    town.post(Nobody, "/sandi/milik-sari", &both).await.is(303);
    sign_in(&town, "budi", NEW).await.is(422);
    sign_in(&town, "budi", PASSWORD).await.is(303);
    sign_in(&town, "sari", NEW).await.is(303);
    town.post(Nobody, "/sandi/milik-sari", &both).await.is(404);
}
