//! The inputs 16 to 40 and 85 to 111 of the robustness list: each a problem document, no row.

use rocket::http::Method::{self, Get, Patch, Post, Put, Trace};
use rocket::http::{ContentType, Header};
use serde_json::{Value, json};

use super::faults;
use super::purchases::{count, files, log, lunch};
use crate::on_both_databases;
use crate::support::town::Who::{Dewi, Hadi, Nobody, Sari};
use crate::support::town::{Reply, Town, bearer};

/// Posts any bytes as JSON.
async fn raw(town: &Town, body: &[u8]) -> Reply {
    let request = town
        .client
        .post("/api/v1/purchases")
        .header(bearer(Sari))
        .header(ContentType::JSON)
        .header(Header::new("Idempotency-Key", "raw"))
        .body(body);
    let response = request.dispatch().await;
    let status = response.status().code;
    let headers =
        response.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned())).collect();
    Reply { status, headers, body: response.into_bytes().await.unwrap_or_default() }
}

fn with(field: &str, value: Value) -> Value {
    let mut body = lunch();
    body[field] = value;
    body
}

fn seller(name: &str) -> Value {
    with("seller", json!({ "name": name }))
}

on_both_databases! {
    async fn purchases_that_cannot_be_name_what_is_wrong(db) {
        let town = Town::build(db).await;
        for (body, fault) in [
            (with("amount", json!(0)), "amount: amount-not-positive"),
            (with("amount", json!(-1)), "amount: amount-not-positive"),
            (with("amount", json!(1e9)), "amount: wrong-type"),
            (with("amount", json!("25.000,50")), "amount: wrong-type"),
            (with("amount", json!("٢٥")), "amount: wrong-type"),
            (with("amount", json!(9_223_372_036_854_775_808_u64)), "amount: wrong-type"),
            (with("amount", json!(10_000_001)), "amount: amount-too-large"),
            (with("amount", json!(i64::MAX)), "amount: amount-too-large"),
            (with("amount", json!("5")), "amount: wrong-type"),
            (seller(""), "seller.name: missing"),
            (seller(" \u{200D}\u{200B} "), "seller.name: missing"),
            (seller(&"x".repeat(81)), "seller.name: too-long"),
            (seller("a\u{202E}b"), "seller.name: unprintable"),
            (seller("a\r\nb"), "seller.name: unprintable"),
            (seller("a\0b"), "seller.name: unprintable"),
            (with("seller", json!({})), "seller: seller-missing"),
            (with("seller", json!({ "id": 999 })), "seller: seller-unknown"),
            (with("seller", json!({ "id": -1 })), "seller: seller-unknown"),
            (with("seller", json!({ "id": 1, "name": "x" })), "seller.id: field-unknown"),
            (with("seller", json!([1, null, null])), "seller: wrong-type"),
            (with("seller", json!({ "name": "x", "owner": 1 })), "seller.owner: field-unknown"),
            (with("purchased_on", json!("2026-02-30")), "purchased_on: not-a-date"),
            (with("purchased_on", json!("2026-11-21")), "purchased_on: date-in-future"),
            (with("purchased_on", json!("1899-01-01")), "purchased_on: not-a-date"),
            (with("purchased_on", json!("2026-10-18")), "purchased_on: date-too-old"),
            (with("purchased_on", Value::Null), "purchased_on: wrong-type"),
            (with("channel", json!("bribe")), "channel: unknown-choice"),
            (with("channel", json!("\0")), "channel: unknown-choice"),
            (with("funding", json!("loan")), "funding: unknown-choice"),
            (with("evidence", json!("none")), "evidence: unknown-choice"),
            (with("description", json!("a\0b")), "description: unprintable"),
            (with("employee", json!("\0")), "employee: unprintable"),
            (with("role", json!("administrator")), "role: field-unknown"),
            (with("status", json!("verified")), "status: field-unknown"),
        ] {
            let reply = log(&town, Sari, "bad", body.clone()).await;
            assert_eq!((reply.status, faults(&reply)), (422, vec![fault.to_owned()]), "{body}");
        }
        log(&town, Sari, "bad", with("employee", json!(Dewi.number()))).await.is(404);
        assert_eq!((count(&town).await, files(&town)), (0, 0));
        // Markup is a name like any other.
        let odd = log(&town, Sari, "odd", seller("<script>alert(1)</script>")).await.is(201).json();
        assert_eq!(odd["seller"]["name"], "<script>alert(1)</script>");
    }

    async fn bodies_that_are_no_json_are_told_so(db) {
        let town = Town::build(db).await;
        let good = lunch().to_string();
        let with = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
        let mut broken_text = good.clone().into_bytes();
        let at = good.find("Warung").unwrap();
        broken_text[at] = 0xFF;
        for (body, status, fault) in [
            (good.as_bytes()[..40].to_vec(), 400, "body: json-malformed"),
            (vec![b'['; 100_000], 400, "body: json-malformed"),
            (b"{\"amount\":\"x\"".to_vec(), 400, "body: json-malformed"),
            (b"[]".to_vec(), 422, "body: wrong-type"),
            (b"null".to_vec(), 422, "body: wrong-type"),
            (b"".to_vec(), 400, "body: json-malformed"),
            (broken_text, 400, "body: json-malformed"),
            (with("Warung", "\\ud800"), 400, "body: json-malformed"),
            (with("35000", "NaN"), 400, "body: json-malformed"),
            (with("35000", "1e400"), 422, "amount: wrong-type"),
            (with("{", "{\"amount\":1,"), 422, "amount: field-twice"),
            (with("\"name\"", "\"name\":\"x\",\"name\""), 422, "seller.name: field-twice"),
        ] {
            let reply = raw(&town, &body).await;
            let shown = String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
            assert_eq!((reply.status, faults(&reply)), (status, vec![fault.to_owned()]), "{shown}");
        }
        let deep = format!("{{\"seller\":{}", "[".repeat(100_000));
        assert!(matches!(raw(&town, deep.as_bytes()).await.status, 400 | 422));
        let mut huge = good.into_bytes();
        huge.resize(2 << 20, b' ');
        faults(&raw(&town, &huge).await.is(413));
        let text = town.client.post("/api/v1/purchases").header(bearer(Sari));
        let text = text.header(Header::new("Idempotency-Key", "x")).header(ContentType::Text).body("{}");
        assert_eq!(text.dispatch().await.status().code, 415);
        assert_eq!(count(&town).await, 0);
    }

    async fn addresses_that_cannot_be_name_what_is_wrong(db) {
        let town = Town::build(db).await;
        for (path, fault) in [
            ("/me/compliance?period=0", "period: not-a-period"),
            ("/me/compliance?period=2026-W54", "period: not-a-period"),
            ("/me/compliance?period=2025-W53", "period: not-a-period"),
            ("/me/compliance?period=2026-W53-8", "period: not-a-period"),
            ("/me/compliance?period=99999999999", "period: not-a-period"),
            ("/me/compliance?period=", "period: not-a-period"),
            ("/me/compliance?period=2026-W47&period=2026-W46", "period: field-twice"),
            ("/me/compliance?period=%00", "period: unprintable"),
            ("/me/compliance?period=%ff%fe", "period: unprintable"),
            ("/me/compliance?week=47", "week: field-unknown"),
            ("/offices/DKP/compliance?period=2026", "period: not-a-period"),
            ("/offices/DKP/compliance?employees=maybe", "employees: unknown-choice"),
            ("/offices/DKP/compliance?employees=true&employees=true", "employees: field-twice"),
            ("/offices/DKP/trend?period=year", "period: unknown-choice"),
            ("/offices/DKP/trend?last=0", "last: not-in-range"),
            ("/offices/DKP/trend?last=1000000000", "last: not-in-range"),
            ("/offices/DKP/trend?last=-1", "last: not-in-range"),
            ("/purchases?limit=0", "limit: not-in-range"),
            ("/purchases?limit=201", "limit: not-in-range"),
            ("/purchases?limit=1000000000", "limit: not-in-range"),
            ("/purchases?limit=1&limit=2", "limit: field-twice"),
            ("/purchases?after=x", "after: unknown-choice"),
            ("/purchases?after=99999999999999999999", "after: unknown-choice"),
            ("/purchases?sort=password", "sort: field-unknown"),
            ("/purchases?page=-1", "page: field-unknown"),
            ("/purchases?from=2026-11-20&to=2026-11-19", "to: ends-before-start"),
            ("/purchases?from=2016-01-01&to=2026-01-01", "to: too-many-days"),
            ("/purchases?from=yesterday", "from: not-a-date"),
            ("/purchases?state=stolen", "state: unknown-choice"),
            ("/sellers?q=%00", "q: unprintable"),
            ("/employees?q=%00", "q: unprintable"),
            ("/employees?limit=1&limit=2", "limit: field-twice"),
        ] {
            let reply = town.api(Hadi, Get, path, None).await;
            assert_eq!((reply.status, faults(&reply)), (422, vec![fault.to_owned()]), "{path}");
        }
        for (path, fault) in [
            ("/reminders?period=2026-W60", "period: not-a-period"),
            ("/mail?state=lost", "state: unknown-choice"),
            ("/mail?limit=0", "limit: not-in-range"),
        ] {
            assert_eq!(faults(&town.api(Dewi, Get, path, None).await.is(422)), [fault], "{path}");
        }
        for id in ["abc", "-1", "4294967296", "99999999999999999999", "%00", "1.0"] {
            for path in [format!("/purchases/{id}"), format!("/receipts/{id}"), format!("/receipts/{id}/thumbnail")] {
                faults(&town.api(Hadi, Get, &path, None).await.is(404));
            }
            for path in [format!("/purchases/{id}/void"), format!("/purchases/{id}/review")] {
                let body = json!({ "reason": "x", "decision": "verify" });
                let status = town.api(Hadi, Post, &path, Some(body)).await.status;
                assert!(matches!(status, 404 | 422), "{path}: {status}");
            }
        }
        for code in ["%00", "NIX", "DKP%00", "%2e%2e", "dkp"] {
            faults(&town.api(Hadi, Get, &format!("/offices/{code}/compliance"), None).await.is(404));
        }
        faults(&town.api(Hadi, Get, "/employees/%00", None).await.is(404));
        let long = format!("/purchases?state={}", "x".repeat(70 * 1024));
        faults(&town.api(Hadi, Get, &long, None).await.is(414));
    }
}

#[tokio::test]
async fn lists_know_the_names_of_their_queries() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
    for list in [
        "/audit",
        "/employees",
        "/holidays",
        "/mail",
        "/offices",
        "/policies",
        "/purchases",
        "/reminders",
        "/roles",
        "/sellers",
    ] {
        town.api(Dewi, Get, list, None).await.is(200);
        let odd = town.api(Dewi, Get, &format!("{list}?ofice=DKP"), None).await.is(422);
        assert_eq!(faults(&odd), ["ofice: field-unknown"], "{list}");
        assert!(odd.json()["detail"].as_str().unwrap().contains("ofice"), "{list}");
    }
    for path in
        ["/holidays?year=1989", "/holidays?year=", "/policies?limit=201", "/offices?limit=x"]
    {
        town.api(Dewi, Get, path, None).await.is(422);
    }
}

#[tokio::test]
async fn unknown_routes_and_methods_are_problem_documents() {
    let town = Town::build(crate::support::database::Database::sqlite()).await;
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
