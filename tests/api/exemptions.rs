use rocket::http::Method::{Get, Post};
use serde_json::{Value, json};

use super::{column, faults};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{jpeg, pdf};
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Rina, Sari, Tutik};

fn leave() -> Value {
    json!({ "from": "2026-11-16", "to": "2026-11-20", "reason": "annual_leave" })
}

on_both_databases!(
    a_request_is_decided_by_somebody_else,
    an_administrators_entry_counts_at_once,
    nobody_asks_for_leave_without_end,
    a_document_is_for_its_owner_and_whoever_decides,
    what_is_withdrawn_stays_in_the_list
);

async fn a_request_is_decided_by_somebody_else(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    let asked = town.api(Sari, Post, &path, Some(leave())).await.is(201).json();
    assert_eq!((&asked["state"], &asked["employee"]), (&json!("requested"), &json!(Sari.number())));
    let approve = format!("/exemptions/{}/approve", asked["id"]);
    town.api(Sari, Post, &approve, None).await.is(403);
    town.api(Hadi, Post, &approve, None).await.is(403);
    town.api(Agus, Post, &approve, None).await.is(403);
    town.api(Tutik, Post, &approve, None).await.is(404);
    town.api(Budi, Post, &approve, None).await.is(404);
    assert_eq!(town.api(Rina, Post, &approve, None).await.is(200).json()["state"], "approved");
    let refuse = format!("/exemptions/{}/refuse", asked["id"]);
    assert_eq!(
        faults(&town.api(Rina, Post, &refuse, None).await.is(409)),
        ["state: already-decided"]
    );
    town.api(Dewi, Post, "/exemptions/999/refuse", None).await.is(404);
    town.api(Dewi, Post, "/exemptions/x/refuse", None).await.is(404);
}

async fn an_administrators_entry_counts_at_once(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    assert_eq!(
        town.api(Dewi, Post, &path, Some(leave())).await.is(201).json()["state"],
        "approved"
    );
    town.api(Hadi, Post, &path, Some(leave())).await.is(403);
    town.api(Tutik, Post, &path, Some(leave())).await.is(404);
    let bad = json!({ "from": "2026-11-20", "to": "2026-11-16", "reason": "flu" });
    let bad = town.api(Sari, Post, &path, Some(bad)).await.is(422);
    assert_eq!(faults(&bad), ["reason: unknown-choice", "to: ends-before-start"]);

    // Auditors and administrators read who did it.
    let audit = town.api(Agus, Get, "/audit?limit=1", None).await.is(200);
    assert_eq!(
        (column(&audit, "action"), column(&audit, "actor")),
        (vec!["exemption.request".to_owned()], vec![Dewi.number().to_owned()])
    );
    town.api(Dewi, Get, "/audit", None).await.is(200);
    town.api(Hadi, Get, "/audit", None).await.is(403);
}

async fn nobody_asks_for_leave_without_end(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    let on = |day: u32| {
        let day = format!("2026-12-{day:02}");
        json!({ "from": day, "to": day, "reason": "other" })
    };
    for day in 1..=20 {
        let made = town.api(Sari, Post, &path, Some(on(day))).await.is(201).json();
        let withdraw = format!("/exemptions/{}/withdraw", made["id"]);
        town.api(Sari, Post, &withdraw, Some(json!({ "reason": "keliru" }))).await.is(200);
    }
    let refused = town.api(Sari, Post, &path, Some(on(21))).await.is(409);
    assert_eq!(faults(&refused), ["from: too-many-exemptions"]);
    // Others who enter it are not counted.
    town.api(Dewi, Post, &path, Some(on(21))).await.is(201);
}

async fn a_document_is_for_its_owner_and_whoever_decides(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    let body = leave().to_string();
    let part = [("exemption", body.as_str())];
    let photo = jpeg(64, 48, 7);
    let large = vec![0; 10 * 1024 * 1024 + 1];
    for (bytes, status, fault) in [
        (&b"GIF89a"[..], 415, "document: receipt-unsupported"),
        (
            b"%PDF-1.4\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\nstartxref\n0\n%%EOF",
            422,
            "document: receipt-encrypted",
        ),
        (&large, 413, "document: receipt-too-large"),
    ] {
        let files = [("document", "surat.pdf", bytes)];
        let refused = town.api_upload(Sari, &path, &[], &part, &files).await.is(status);
        assert_eq!(faults(&refused), [fault]);
    }
    let two = [("document", "a.jpg", &photo[..]), ("document", "b.jpg", &photo[..])];
    town.api_upload(Sari, &path, &[], &part, &two).await.is(422);
    let wrong = [("receipt", "a.jpg", &photo[..])];
    town.api_upload(Sari, &path, &[], &part, &wrong).await.is(422);
    assert_eq!(town.api(Sari, Get, "/exemptions", None).await.is(200).json()["items"], json!([]));
    assert!(town.files("receipts").is_empty() && town.files("tmp").is_empty());

    let files = [("document", "surat.jpg", &photo[..])];
    let made = town.api_upload(Sari, &path, &[], &part, &files).await.is(201).json();
    assert_eq!((&made["document"], &made["state"]), (&json!(true), &json!("requested")));
    // The same again with another document: refused, and nothing is stored.
    let (before, other) = (town.files("receipts"), jpeg(64, 48, 8));
    let files = [("document", "lain.jpg", &other[..])];
    town.api_upload(Sari, &path, &[], &part, &files).await.is(409);
    assert_eq!(town.files("receipts"), before);
    let document = format!("/exemptions/{}/document", made["id"]);
    for who in [Sari, Rina, Dewi] {
        let file = town.api(who, Get, &document, None).await.is(200);
        assert_eq!(file.header("Content-Type"), Some("image/jpeg"));
        assert!(file.header("Content-Disposition").unwrap().starts_with("attachment;"));
        assert!(file.header("Content-Security-Policy").unwrap().contains("sandbox"));
    }
    for who in [Hadi, Agus] {
        town.api(who, Get, &document, None).await.is(403);
    }
    for who in [Budi, Tutik] {
        town.api(who, Get, &document, None).await.is(404);
    }
    // A PDF stays as it is; without a document there is none.
    let trip = json!({ "from": "2026-12-01", "to": "2026-12-02", "reason": "official_travel" })
        .to_string();
    let paper = pdf(1);
    let files = [("document", "surat.pdf", &paper[..])];
    let trip =
        town.api_upload(Sari, &path, &[], &[("exemption", &trip)], &files).await.is(201).json();
    let file =
        town.api(Rina, Get, &format!("/exemptions/{}/document", trip["id"]), None).await.is(200);
    assert_eq!((file.header("Content-Type"), &file.body), (Some("application/pdf"), &paper));
    let bare = json!({ "from": "2026-12-07", "to": "2026-12-08", "reason": "study" });
    let bare = town.api(Sari, Post, &path, Some(bare)).await.is(201).json();
    town.api(Rina, Get, &format!("/exemptions/{}/document", bare["id"]), None).await.is(404);
}

async fn what_is_withdrawn_stays_in_the_list(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/exemptions", Sari.number());
    let one = town.api(Sari, Post, &path, Some(leave())).await.is(201).json();
    town.api(Rina, Post, &format!("/exemptions/{}/approve", one["id"]), None).await.is(200);
    let status = |reply: Value| reply["status"].clone();
    let week = "/me/compliance?period=2026-W47";
    assert_eq!(status(town.api(Sari, Get, week, None).await.is(200).json()), "exempt");
    let withdraw = format!("/exemptions/{}/withdraw", one["id"]);
    town.api(Rina, Post, &withdraw, None).await.is(422);
    let why = json!({ "reason": "cuti dibatalkan" });
    town.api(Sari, Post, &withdraw, Some(why.clone())).await.is(409);
    let back = town.api(Rina, Post, &withdraw, Some(why)).await.is(200).json();
    assert_eq!(
        (&back["state"], &back["withdrawn_reason"]),
        (&json!("withdrawn"), &json!("cuti dibatalkan"))
    );
    assert_eq!(status(town.api(Sari, Get, week, None).await.is(200).json()), "open");

    let open = json!({ "from": "2026-11-23", "to": "2026-11-24", "reason": "study" });
    let open = town.api(Sari, Post, &path, Some(open)).await.is(201).json();
    let refuse = format!("/exemptions/{}/refuse", open["id"]);
    let refused = town
        .api(Rina, Post, &refuse, Some(json!({ "reason": "tidak cukup orang" })))
        .await
        .is(200)
        .json();
    assert_eq!(refused["decision_reason"], "tidak cukup orang");
    for (who, list, states) in [
        (Sari, "/exemptions", vec!["refused", "withdrawn"]),
        (Hadi, "/exemptions?state=withdrawn", vec!["withdrawn"]),
        (Agus, "/exemptions?limit=1", vec!["refused"]),
        (Budi, "/exemptions", vec![]),
    ] {
        assert_eq!(
            column(&town.api(who, Get, list, None).await.is(200), "state"),
            states,
            "{who:?}"
        );
    }
    let mine = format!("/exemptions?employee={}", Sari.number());
    assert_eq!(
        column(&town.api(Hadi, Get, &mine, None).await.is(200), "employee"),
        [Sari.number(); 2]
    );
    town.api(Tutik, Get, &mine, None).await.is(404);
    assert_eq!(
        faults(&town.api(Hadi, Get, "/exemptions?state=lost", None).await.is(422)),
        ["state: unknown-choice"]
    );
}
