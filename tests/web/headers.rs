//! The headers of every kind of answer.

use rocket::http::{ContentType, Method};

use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::support::town::{Reply, Town};

#[track_caller]
fn is_safe(reply: &Reply, what: &str) {
    for (name, expected) in [
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(expected), "{what}: {name}");
    }
    let policy = reply.header("Content-Security-Policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert!(reply.header("Cache-Control").is_some(), "{what}");
    assert_eq!(reply.header("Server"), None, "{what}");
}

#[tokio::test]
async fn every_kind_of_answer_has_them() {
    let town = Town::build(Database::sqlite()).await;
    let door = town.get(Nobody, "/masuk").await.is(200);
    let start = door.text().find("/static/").map(|at| door.text()[at..].to_owned()).unwrap();
    let asset: String = start.split('"').next().unwrap().to_owned();
    is_safe(&door, "a page");
    for (who, path, status) in [
        (Nobody, "/", 303),
        (Sari, "/", 200),
        (Sari, "/nothing/here", 404),
        (Sari, "/unit/LMJ", 404),
        (Sari, "/belanja/abc", 404),
        (Sari, "/tinjau", 403),
        (Dewi, "/unit/LMJ/rekap.csv", 200),
        (Nobody, "/healthz", 200),
        (Nobody, "/api/v1/nothing", 404),
        (Nobody, asset.as_str(), 200),
        (Nobody, "/static/nothing.css", 404),
    ] {
        is_safe(&town.get(who, path).await.is(status), path);
    }
    is_safe(&town.post(Sari, "/belanja", &[("amount", "x")]).await.is(422), "a form sent back");
    is_safe(&town.api(Nobody, Method::Post, "/tokens", None).await, "a refused call");
    let forged = town.client.post("/belanja").header(ContentType::Form).body("_method=delete");
    let forged = forged.dispatch().await;
    assert_eq!(forged.headers().get_one("X-Frame-Options"), Some("DENY"));
}
