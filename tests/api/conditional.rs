//! `ETag` and `If-None-Match`: a program that keeps an answer asks whether it still holds.

use rocket::http::Method::Get;

use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Nobody, Sari};
use crate::web::bought;

#[tokio::test]
async fn lists_and_summaries_are_sent_again_only_when_they_changed() {
    let town = Town::build(Database::sqlite()).await;
    for (path, amount) in [("/me/compliance", "40.000"), ("/purchases", "45.000")] {
        let whole = town.api(Sari, Get, path, None).await.is(200);
        let tag = whole.header("ETag").unwrap_or_else(|| panic!("{path} has no ETag")).to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(whole.header("Cache-Control"), Some("private, no-cache"), "{path}");
        let others = format!("\"other\", {}", tag.trim_start_matches("W/"));
        for known in [tag.as_str(), &others, "*"] {
            let same = [("If-None-Match", known), ("Accept-Encoding", "gzip")];
            let same = town.api_with(Sari, Get, path, None, &same).await.is(304);
            assert!(same.body.is_empty());
            assert_eq!(same.header("ETag"), Some(tag.as_str()));
            assert_eq!(same.header("Cache-Control"), Some("private, no-cache"));
            assert!(same.header("Vary").is_some());
            assert_eq!(same.header("Content-Encoding"), None);
        }
        for unknown in ["\"other\"", "", "W/"] {
            let again = [("If-None-Match", unknown)];
            town.api_with(Sari, Get, path, None, &again).await.is(200);
        }
        bought(&town, Sari, path, amount).await;
        let changed = [("If-None-Match", tag.as_str())];
        let changed = town.api_with(Sari, Get, path, None, &changed).await.is(200);
        assert_ne!(changed.header("ETag"), Some(tag.as_str()), "{path}");
    }
}

#[tokio::test]
async fn compression_does_not_change_the_tag() {
    let town = Town::build(Database::sqlite()).await;
    for path in ["/openapi.json", "/offices"] {
        let plain = town.api(Dewi, Get, path, None).await.is(200);
        let small = [("Accept-Encoding", "gzip")];
        let small = town.api_with(Dewi, Get, path, None, &small).await.is(200);
        assert_eq!(small.header("ETag"), plain.header("ETag"), "{path}");
        assert!(plain.header("ETag").is_some_and(|tag| tag.starts_with("W/")), "{path}");
    }
}

#[tokio::test]
async fn a_browser_keeps_nothing() {
    let town = Town::build(Database::sqlite()).await;
    for (who, path) in [(Sari, "/api/v1/me/compliance"), (Nobody, "/api/v1/openapi.json")] {
        let reply = town.get(who, path).await.is(200);
        assert_eq!(reply.header("Cache-Control"), Some("no-store"), "{path}");
    }
    // Refusals are never a version of anything.
    let refused = town.api(Nobody, Get, "/me/compliance", None).await.is(401);
    assert_eq!((refused.header("ETag"), refused.header("Cache-Control")), (None, Some("no-store")));
}
