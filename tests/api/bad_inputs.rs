//! Calls of the API that cannot be: each a problem document, and no row. The numbers are those of
//! `docs/robustness.md`; 0 is in no list.

use rocket::http::Method::{self, Get, Patch, Post, Put, Trace};
use serde_json::{Value, json};

use super::faults;
use super::purchases::{count, files, log, lunch};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Hadi, Nobody, Sari};
use crate::support::town::{PASSWORD, Reply, Town};

/// Posts any bytes as JSON.
async fn raw(town: &Town, body: &[u8]) -> Reply {
    let key = [("Idempotency-Key", "raw")];
    town.api_send(Sari, "/purchases", "application/json", &key, body.to_vec()).await
}

fn with(field: &str, value: Value) -> Value {
    let mut body = lunch();
    body[field] = value;
    body
}

fn seller(name: &str) -> Value {
    with("seller", json!({ "name": name }))
}

on_both_databases!(
    purchases_that_cannot_be_name_what_is_wrong,
    keys_are_given_for_the_right_password_only,
    bodies_that_are_no_json_are_told_so,
    addresses_that_cannot_be_name_what_is_wrong
);

async fn purchases_that_cannot_be_name_what_is_wrong(db: Database) {
    let town = Town::build(db).await;
    for (input, body, fault) in [
        (16, with("amount", json!(0)), "amount: amount-not-positive"),
        (17, with("amount", json!(-1)), "amount: amount-not-positive"),
        (18, with("amount", json!(1e9)), "amount: wrong-type"),
        (19, with("amount", json!("25.000,50")), "amount: wrong-type"),
        (20, with("amount", json!("٢٥")), "amount: wrong-type"),
        (21, with("amount", json!(9_223_372_036_854_775_808_u64)), "amount: wrong-type"),
        (22, with("amount", json!(10_000_001)), "amount: amount-too-large"),
        (22, with("amount", json!(i64::MAX)), "amount: amount-too-large"),
        (106, with("amount", json!("5")), "amount: wrong-type"),
        (24, seller(""), "seller.name: missing"),
        (25, seller(" \u{200D}\u{200B} "), "seller.name: missing"),
        (26, seller(&"x".repeat(81)), "seller.name: too-long"),
        (27, seller("a\u{202E}b"), "seller.name: unprintable"),
        (28, seller("a\r\nb"), "seller.name: unprintable"),
        (28, seller("a\0b"), "seller.name: unprintable"),
        (24, with("seller", json!({})), "seller: seller-missing"),
        (0, with("seller", json!({ "id": 999 })), "seller: seller-unknown"),
        (0, with("seller", json!({ "id": -1 })), "seller: seller-unknown"),
        (109, with("seller", json!({ "id": 1, "name": "x" })), "seller.id: field-unknown"),
        (0, with("seller", json!([1, null, null])), "seller: wrong-type"),
        (109, with("seller", json!({ "name": "x", "owner": 1 })), "seller.owner: field-unknown"),
        (30, with("purchased_on", json!("2026-02-30")), "purchased_on: not-a-date"),
        (31, with("purchased_on", json!("2026-11-21")), "purchased_on: date-in-future"),
        (32, with("purchased_on", json!("1899-01-01")), "purchased_on: not-a-date"),
        (33, with("purchased_on", json!("2026-10-18")), "purchased_on: date-too-old"),
        (108, with("purchased_on", Value::Null), "purchased_on: wrong-type"),
        (35, with("channel", json!("bribe")), "channel: unknown-choice"),
        (35, with("channel", json!("\0")), "channel: unprintable"),
        (0, with("b\0d", json!(1)), "body: unprintable"),
        (0, with("seller", json!({ "name": "x", "b\0d": "x" })), "seller: unprintable"),
        (35, with("funding", json!("loan")), "funding: unknown-choice"),
        (0, with("evidence", json!("none")), "evidence: unknown-choice"),
        (28, with("description", json!("a\0b")), "description: unprintable"),
        (28, with("employee", json!("\0")), "employee: unprintable"),
        (36, with("role", json!("administrator")), "role: field-unknown"),
        (36, with("status", json!("verified")), "status: field-unknown"),
    ] {
        let reply = log(&town, Sari, "bad", body.clone()).await;
        assert_eq!(
            (reply.status, faults(&reply)),
            (422, vec![fault.to_owned()]),
            "{input}, {body}"
        );
    }
    // 34
    log(&town, Sari, "bad", with("employee", json!(Dewi.number()))).await.is(404);
    assert_eq!((count(&town).await, files(&town)), (0, 0));
    // 29: markup is a name like any other.
    let odd = log(&town, Sari, "odd", seller("<script>alert(1)</script>")).await.is(201).json();
    assert_eq!(odd["seller"]["name"], "<script>alert(1)</script>");
}

async fn keys_are_given_for_the_right_password_only(db: Database) {
    let town = Town::build(db).await;
    let huge = "x".repeat(1_000_000);
    let with = |login: &str, password: &str| json!({ "login": login, "password": password, "name": "skrip" });
    for (input, body, status, fault) in [
        (1, with("", ""), 401, "login: login-wrong"),
        (2, json!({ "login": "sari", "name": "skrip" }), 422, "password: missing"),
        (3, with("sari", &huge), 401, "login: login-wrong"),
        (4, with("sa\0ri", PASSWORD), 422, "login: unprintable"),
        (
            0,
            json!({ "login": "sari", "password": PASSWORD, "name": "a\0b" }),
            422,
            "name: unprintable",
        ),
    ] {
        let reply = town.api(Nobody, Post, "/tokens", Some(body)).await;
        assert_eq!((reply.status, faults(&reply)), (status, vec![fault.to_owned()]), "{input}");
    }
    // 12
    let mut statuses = Vec::new();
    for number in 0..15 {
        let forged = format!("203.0.113.{number}");
        let headers = [("X-Forwarded-For", forged.as_str()), ("X-Real-IP", &forged)];
        let reply =
            town.api_with(Nobody, Post, "/tokens", Some(with("budi", "tebakan")), &headers).await;
        assert_eq!(reply.header("Retry-After").is_some(), reply.status == 429);
        statuses.push(reply.status);
    }
    assert_eq!((&statuses[..10], &statuses[10..]), (&[401; 10][..], &[429; 5][..]));
}

async fn bodies_that_are_no_json_are_told_so(db: Database) {
    let town = Town::build(db).await;
    let good = lunch().to_string();
    let with = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
    let mut broken_text = good.clone().into_bytes();
    let at = good.find("Warung").unwrap();
    broken_text[at] = 0xFF;
    for (input, body, status, fault) in [
        (100, good.as_bytes()[..40].to_vec(), 400, "body: json-malformed"),
        (101, vec![b'['; 100_000], 400, "body: json-malformed"),
        (100, b"{\"amount\":\"x\"".to_vec(), 400, "body: json-malformed"),
        (109, b"[]".to_vec(), 422, "body: wrong-type"),
        (108, b"null".to_vec(), 422, "body: wrong-type"),
        (100, b"".to_vec(), 400, "body: json-malformed"),
        (103, broken_text, 400, "body: json-malformed"),
        (104, with("Warung", "\\ud800"), 400, "body: json-malformed"),
        (23, with("35000", "NaN"), 400, "body: json-malformed"),
        (107, with("35000", "1e400"), 422, "amount: wrong-type"),
        (105, with("{", "{\"amount\":1,"), 422, "amount: field-twice"),
        (105, with("\"name\"", "\"name\":\"x\",\"name\""), 422, "seller.name: field-twice"),
    ] {
        let reply = raw(&town, &body).await;
        let shown = String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
        assert_eq!(
            (reply.status, faults(&reply)),
            (status, vec![fault.to_owned()]),
            "{input}, {shown}"
        );
    }
    let deep = format!("{{\"seller\":{}", "[".repeat(100_000));
    assert!(matches!(raw(&town, deep.as_bytes()).await.status, 400 | 422));
    // 102
    let mut huge = good.into_bytes();
    huge.resize(2 << 20, b' ');
    faults(&raw(&town, &huge).await.is(413));
    let body = lunch().to_string().into_bytes();
    for (input, kind, encoding) in
        [(110, "text/plain", ""), (110, "application/xml", ""), (62, "application/json", "gzip")]
    {
        let mut headers = vec![("Idempotency-Key", "x")];
        if !encoding.is_empty() {
            headers.push(("Content-Encoding", encoding));
        }
        let reply = town.api_send(Sari, "/purchases", kind, &headers, body.clone()).await;
        assert_eq!((reply.status, faults(&reply).len()), (415, 0), "{input}, {kind}");
    }
    assert_eq!(count(&town).await, 0);
}

async fn addresses_that_cannot_be_name_what_is_wrong(db: Database) {
    let town = Town::build(db).await;
    for (input, path, fault) in [
        (85, "/me/compliance?period=0", "period: not-a-period"),
        (86, "/me/compliance?period=2026-W54", "period: not-a-period"),
        (87, "/me/compliance?period=2025-W53", "period: not-a-period"),
        (88, "/me/compliance?period=2026-W53-8", "period: not-a-period"),
        (89, "/me/compliance?period=99999999999", "period: not-a-period"),
        (0, "/me/compliance?period=", "period: not-a-period"),
        (97, "/me/compliance?period=2026-W47&period=2026-W46", "period: field-twice"),
        (99, "/me/compliance?period=%00", "period: unprintable"),
        (99, "/me/compliance?period=%ff%fe", "period: unprintable"),
        (0, "/me/compliance?week=47", "week: field-unknown"),
        (0, "/offices/DKP/compliance?period=2026", "period: not-a-period"),
        (0, "/offices/DKP/compliance?employees=maybe", "employees: unknown-choice"),
        (97, "/offices/DKP/compliance?employees=true&employees=true", "employees: field-twice"),
        (0, "/offices/DKP/trend?period=year", "period: unknown-choice"),
        (91, "/offices/DKP/trend?last=0", "last: not-in-range"),
        (92, "/offices/DKP/trend?last=1000000000", "last: not-in-range"),
        (90, "/offices/DKP/trend?last=-1", "last: not-in-range"),
        (91, "/purchases?limit=0", "limit: not-in-range"),
        (0, "/purchases?limit=201", "limit: not-in-range"),
        (92, "/purchases?limit=1000000000", "limit: not-in-range"),
        (97, "/purchases?limit=1&limit=2", "limit: field-twice"),
        (0, "/purchases?after=x", "after: unknown-choice"),
        (89, "/purchases?after=99999999999999999999", "after: unknown-choice"),
        (93, "/purchases?sort=password", "sort: field-unknown"),
        (90, "/purchases?page=-1", "page: field-unknown"),
        (94, "/purchases?from=2026-11-20&to=2026-11-19", "to: ends-before-start"),
        (95, "/purchases?from=2016-01-01&to=2026-01-01", "to: too-many-days"),
        (0, "/purchases?from=yesterday", "from: not-a-date"),
        (0, "/purchases?state=stolen", "state: unknown-choice"),
        (99, "/sellers?q=%00", "q: unprintable"),
        (99, "/employees?q=%00", "q: unprintable"),
        (97, "/employees?limit=1&limit=2", "limit: field-twice"),
    ] {
        let reply = town.api(Hadi, Get, path, None).await;
        assert_eq!(
            (reply.status, faults(&reply)),
            (422, vec![fault.to_owned()]),
            "{input}, {path}"
        );
    }
    for (path, fault) in [
        ("/reminders?period=2026-W60", "period: not-a-period"),
        ("/mail?state=lost", "state: unknown-choice"),
        ("/mail?limit=0", "limit: not-in-range"),
    ] {
        assert_eq!(faults(&town.api(Dewi, Get, path, None).await.is(422)), [fault], "{path}");
    }
    // 96
    for id in ["abc", "-1", "4294967296", "99999999999999999999", "%00", "1.0"] {
        for path in [
            format!("/purchases/{id}"),
            format!("/receipts/{id}"),
            format!("/receipts/{id}/thumbnail"),
        ] {
            faults(&town.api(Hadi, Get, &path, None).await.is(404));
        }
        for path in [format!("/purchases/{id}/void"), format!("/purchases/{id}/review")] {
            let body = json!({ "reason": "x", "decision": "verify" });
            let status = town.api(Hadi, Post, &path, Some(body)).await.status;
            assert!(matches!(status, 404 | 422), "{path}: {status}");
        }
    }
    // 99
    for code in ["%00", "NIX", "DKP%00", "%2e%2e", "dkp"] {
        faults(&town.api(Hadi, Get, &format!("/offices/{code}/compliance"), None).await.is(404));
    }
    faults(&town.api(Hadi, Get, "/employees/%00", None).await.is(404));
    // 98
    let long = format!("/purchases?state={}", "x".repeat(70 * 1024));
    faults(&town.api(Hadi, Get, &long, None).await.is(414));
}

#[tokio::test]
async fn lists_know_the_names_of_their_queries() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    for list in [
        "/audit",
        "/employees",
        "/holidays",
        "/mail",
        "/mail/addresses",
        "/offices",
        "/policies",
        "/purchases",
        "/reminders",
        "/roles",
        "/sellers",
        "/webhooks/deliveries",
    ] {
        town.api(Dewi, Get, list, None).await.is(200);
        let odd = town.api(Dewi, Get, &format!("{list}?ofice=DKP"), None).await.is(422);
        assert_eq!(faults(&odd), ["ofice: field-unknown"], "{list}");
        assert!(odd.json()["detail"].as_str().unwrap().contains("ofice"), "{list}");
    }
    for (path, fault) in [
        ("/holidays?year=1989", "year: "),
        ("/holidays?year=", "year: "),
        ("/policies?limit=201", "limit: "),
        ("/offices?limit=x", "limit: "),
        ("/mail/addresses?limit=0", "limit: "),
        ("/mail/addresses?after=budi@example.go.id", "after: "),
        ("/webhooks/deliveries?limit=-1", "limit: "),
        ("/webhooks/deliveries?state=lost", "state: "),
    ] {
        let odd = faults(&town.api(Dewi, Get, path, None).await.is(422));
        assert!(odd.len() == 1 && odd[0].starts_with(fault), "{path}: {odd:?}");
    }
}

#[tokio::test]
async fn unknown_routes_and_methods_are_problem_documents() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    // 111
    for (who, method, path, status) in [
        (Sari, Get, "/nothing", 404),
        (Nobody, Get, "/nothing", 404),
        (Sari, Put, "/purchases", 405),
        (Sari, Trace, "/purchases", 405),
        (Sari, Method::Delete, "/purchases/1", 405),
        (Sari, Patch, "/me", 405),
        (Sari, Get, "/tokens/current", 405),
        (Nobody, Get, "/purchases", 401),
        (Nobody, Post, "/purchases", 401),
    ] {
        let reply = town.api(who, method, path, None).await;
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text());
        assert_eq!(reply.json()["status"], status);
        faults(&reply);
    }
    let outside = town.client.get("/api/v2/me").dispatch().await;
    assert_eq!(outside.status().code, 404);
    assert_eq!(outside.content_type().unwrap().to_string(), "application/problem+json");
    let english = town.api_with(Nobody, Get, "/me", None, &[("Accept-Language", "en")]).await;
    assert_ne!(english.json()["title"], town.api(Nobody, Get, "/me", None).await.json()["title"]);
}
