//! Receipts through the API: sent with a purchase, for saving only, once.

use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::faults;
use super::purchases::{count, files, log, logged_with_photo, lunch, photo};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Dewi, Rina, Sari};
use crate::support::town::{Town, Who};

on_both_databases!(
    a_rejection_tells_the_owner_and_lets_the_file_come_again,
    who_sends_the_file_of_a_colleague_is_not_told_so,
    files_come_with_the_purchase_and_are_for_saving_only,
    a_file_that_is_lost_is_our_fault_on_pages_too,
    a_file_that_was_changed_is_not_handed_out
);

async fn a_rejection_tells_the_owner_and_lets_the_file_come_again(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 7).await;
    let second = log(&town, Sari, "b", lunch()).await.is(201).json();
    let more = format!("/purchases/{}/receipts", second["id"]);
    let photo = photo(7);
    let same =
        town.api_upload(Sari, &more, &[], &[], &[("receipt", "x.jpg", &photo)]).await.is(409);
    assert_eq!(faults(&same), ["receipt: receipt-used"]);
    let review = json!({ "decision": "reject", "reason": "Foto buram" });
    let rejected =
        town.api(Rina, Post, &format!("{path}/review"), Some(review)).await.is(200).json();
    assert_eq!(
        (&rejected["state"], &rejected["reason"]),
        (&json!("rejected"), &json!("Foto buram"))
    );
    let added = town
        .api_upload(Sari, &more, &[], &[], &[("receipt", "x.jpg", &photo)])
        .await
        .is(201)
        .json();
    assert_eq!(added["receipts"].as_array().unwrap().len(), 1);
    let mails = town.api(Dewi, Get, "/mail?state=queued", None).await.is(200).json();
    let mail = &mails["items"][0];
    assert_eq!(
        (&mail["kind"], &mail["employee"]),
        (&json!("purchase_rejected"), &json!(Sari.number()))
    );
    assert_eq!(format!("/purchases/{}", mail["purchase"]), path);
    let standing = town.api(Sari, Get, "/me/compliance", None).await.is(200).json();
    assert_eq!(standing["counted"], 35_000);
}

async fn who_sends_the_file_of_a_colleague_is_not_told_so(db: Database) {
    let town = Town::build(db).await;
    let first = logged_with_photo(&town, "a", 9).await;
    let (text, photo) = (lunch().to_string(), photo(9));
    let (key, file) = ([("Idempotency-Key", "b")], [("receipt", "x.jpg", photo.as_slice())]);
    let second = town
        .api_upload(Budi, "/purchases", &key, &[("purchase", &text)], &file)
        .await
        .is(201)
        .json();
    assert_eq!(second["flagged"], false);
    let path = format!("/purchases/{}", second["id"]);
    let flagged = async |who: Who, path: &str| {
        town.api(who, Get, path, None).await.is(200).json()["flagged"].clone()
    };
    for (who, told) in [(Budi, false), (Rina, true), (Dewi, true)] {
        assert_eq!(flagged(who, &path).await, told, "{who:?}");
        let list = format!("/purchases?employee={}", Budi.number());
        let list = town.api(who, Get, &list, None).await.is(200).json();
        assert_eq!(list["items"][0]["flagged"], told, "{who:?}");
    }
    assert_eq!(flagged(Sari, &first).await, false);
    // Nor when the file comes later.
    let bare = format!("/purchases/{}", log(&town, Rina, "c", lunch()).await.is(201).json()["id"]);
    let added =
        town.api_upload(Rina, &format!("{bare}/receipts"), &[], &[], &file).await.is(201).json();
    assert_eq!((&added["flagged"], flagged(Dewi, &bare).await), (&json!(false), json!(true)));
    let page = town.get(Budi, &format!("/belanja/{}", second["id"])).await.is(200).text();
    assert!(!page.contains("orang lain"), "{page}");
    town.post(
        Rina,
        &format!("/tinjau/{}", first.rsplit('/').next().unwrap()),
        &[("decision", "verify")],
    )
    .await
    .is(303);
    let queue = town.get(Rina, "/tinjau").await.is(200).text();
    assert!(queue.contains("pernah dipakai orang lain") && !queue.contains("Sari"), "{queue}");
}

async fn files_come_with_the_purchase_and_are_for_saving_only(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 3).await;
    let kept = files(&town);
    // The same again is the same; nothing is stored twice.
    assert_eq!(logged_again(&town).await, path);
    assert_eq!(files(&town), kept);
    let purchase = town.api(Sari, Get, &path, None).await.is(200).json();
    let receipt = &purchase["receipts"][0];
    assert_eq!(receipt["media_type"], "image/jpeg");
    for url in [&receipt["url"], &receipt["thumbnail_url"]] {
        let url = url.as_str().unwrap().strip_prefix("/api/v1").unwrap();
        let file = town.api(Sari, Get, url, None).await.is(200);
        assert_eq!(file.header("Content-Type"), Some("image/jpeg"));
        assert_eq!(file.header("Content-Security-Policy"), Some("default-src 'none'; sandbox"));
        assert!(
            file.header("Content-Disposition")
                .unwrap()
                .starts_with("attachment; filename=\"receipt-")
        );
        assert!(file.body.starts_with(&[0xFF, 0xD8]));
    }
    // Another photo with the key of a purchase is refused before it is stored.
    let (text, other) = (lunch().to_string(), photo(5));
    let (used, file) = ([("Idempotency-Key", "a")], [("receipt", "x.jpg", other.as_slice())]);
    let refused = town.api_upload(Sari, "/purchases", &used, &[("purchase", &text)], &file).await;
    assert_eq!(faults(&refused.is(409)), ["Idempotency-Key: key-used"]);
    assert_eq!(files(&town), kept);
    // A purchase that cannot be leaves no file, and a file that cannot be leaves no purchase.
    let mut bad = lunch();
    bad["amount"] = json!(0);
    let (bad, good, photo) = (bad.to_string(), lunch().to_string(), photo(4));
    let key = [("Idempotency-Key", "c")];
    for (text, bytes, fault, status) in [
        (&bad, photo.as_slice(), "amount: amount-not-positive", 422),
        (&good, b"<html>".as_slice(), "receipt: receipt-unsupported", 415),
        (&good, &photo[..photo.len() / 2], "receipt: receipt-damaged", 422),
    ] {
        let reply = town
            .api_upload(
                Sari,
                "/purchases",
                &key,
                &[("purchase", text)],
                &[("receipt", "x.jpg", bytes)],
            )
            .await;
        assert_eq!(faults(&reply.is(status)), [fault]);
    }
    for (fields, fault) in [
        (vec![], "purchase: missing"),
        (vec![("purchase", good.as_str()), ("purchase", &good)], "purchase: field-twice"),
        (vec![("purchase", good.as_str()), ("role", "x")], "role: field-unknown"),
        (vec![("purchase", good.as_str()), ("receipt", "x")], "receipt: receipt-unsupported"),
    ] {
        let reply = town.api_upload(Sari, "/purchases", &key, &fields, &[]).await.is(422);
        assert_eq!(faults(&reply), [fault]);
    }
    assert_eq!((files(&town), count(&town).await), (kept, 1));
}

async fn a_file_that_is_lost_is_our_fault_on_pages_too(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 5).await;
    let receipt = town.api(Sari, Get, &path, None).await.is(200).json()["receipts"][0].clone();
    let id = receipt["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let page = format!("/struk/{id}");
    assert_eq!(
        town.get(Sari, &page).await.is(200).header("Content-Disposition"),
        Some(format!("inline; filename=\"struk-{id}.jpg\"").as_str())
    );
    for file in town.files("receipts") {
        std::fs::remove_file(file).unwrap();
    }
    town.get(Sari, &page).await.is(503);
    town.get(Sari, &format!("{page}/kecil")).await.is(503);
    town.api(Sari, Get, &format!("/receipts/{id}"), None).await.is(503);
    town.api(Sari, Get, &format!("/receipts/{id}/thumbnail"), None).await.is(503);
}

async fn a_file_that_was_changed_is_not_handed_out(db: Database) {
    let town = Town::build(db).await;
    let path = logged_with_photo(&town, "a", 5).await;
    let receipt = town.api(Sari, Get, &path, None).await.is(200).json()["receipts"][0].clone();
    let id = receipt["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    for file in town.files("receipts") {
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(file, bytes).unwrap();
    }
    town.get(Sari, &format!("/struk/{id}")).await.is(503);
    town.api(Sari, Get, &format!("/receipts/{id}"), None).await.is(503);
}

async fn logged_again(town: &Town) -> String {
    let mut body = lunch();
    body.as_object_mut().unwrap().remove("evidence");
    let (text, photo) = (body.to_string(), photo(3));
    let headers = [("Idempotency-Key", "a")];
    let files = [("receipt", "lain.jpg", photo.as_slice())];
    let reply = town.api_upload(Sari, "/purchases", &headers, &[("purchase", &text)], &files).await;
    format!("/purchases/{}", reply.is(200).json()["id"])
}
