//! Files through the API that are none, and bodies that cannot be taken apart. The numbers are those
//! of `docs/robustness.md`.

use super::faults;
use super::purchases::{count, files, log, lunch, photo};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{animated_webp, pdf};
use crate::support::town::Who::Sari;
use crate::support::town::{MULTIPART, Reply, Town, multipart};

const KEY: [(&str, &str); 1] = [("Idempotency-Key", "u")];

async fn nothing_stays(town: &Town, input: u32) {
    assert_eq!((count(town).await, files(town)), (0, 0), "{input}");
}

async fn send(town: &Town, kind: &str, body: Vec<u8>) -> Reply {
    town.api_send(Sari, "/purchases", kind, &KEY, body).await
}

on_both_databases!(
    files_that_are_no_receipt_are_named,
    bodies_that_cannot_be_taken_apart_are_refused,
    one_receipt_is_added_at_a_time
);

async fn files_that_are_no_receipt_are_named(db: Database) {
    let town = Town::build(db).await;
    let text = lunch().to_string();
    let mut large = photo(1);
    large.resize(10 * 1024 * 1024 + 1, 0);
    let half = photo(2);
    let (cartoon, book) = (animated_webp(10_000), pdf(500));
    for (input, bytes, status, code) in [
        (41, &b""[..], 422, "receipt-empty"),
        (42, &large[..], 413, "receipt-too-large"),
        (51, b"<!doctype html><script>alert(1)</script>", 415, "receipt-unsupported"),
        (
            52,
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            415,
            "receipt-unsupported",
        ),
        (53, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", 415, "receipt-heic"),
        (54, b"GIF89a<?php system($_GET['c']); ?>", 415, "receipt-unsupported"),
        (56, &cartoon, 415, "receipt-unsupported"),
        (57, &half[..half.len() / 2], 422, "receipt-damaged"),
        (60, &book, 422, "receipt-too-many-pages"),
        (61, b"PK\x03\x04\x14\0\0\0", 415, "receipt-unsupported"),
    ] {
        let sent = [("receipt", "struk.pdf", bytes)];
        let reply = town.api_upload(Sari, "/purchases", &KEY, &[("purchase", &text)], &sent).await;
        let fault = format!("receipt: {code}");
        assert_eq!((reply.status, faults(&reply)), (status, vec![fault]), "{input}");
        nothing_stays(&town, input).await;
    }
}

async fn bodies_that_cannot_be_taken_apart_are_refused(db: Database) {
    let town = Town::build(db).await;
    let (text, photo) = (lunch().to_string(), photo(3));
    let whole = multipart(&[("purchase", &text)], &[("receipt", "a.jpg", &photo)]);
    let named = |name: &str| multipart(&[("purchase", &text)], &[("receipt", name, &photo)]);
    let many: Vec<(&str, &str)> = vec![("receipt", "x"); 100_000];
    for (input, kind, body, status) in [
        (44, MULTIPART, multipart(&many, &[]), 413),
        (45, "multipart/form-data", whole.clone(), 400),
        (46, MULTIPART, whole[..whole.len() - 100].to_vec(), 400),
        (50, MULTIPART, named("a\0b.jpg"), 400),
    ] {
        let reply = send(&town, kind, body).await;
        assert_eq!((reply.status, faults(&reply).len()), (status, 0), "{input}: {}", reply.text());
        nothing_stays(&town, input).await;
    }
    // 43: without a file name it is text, and no text is a receipt.
    let as_text = multipart(&[("purchase", &text), ("receipt", "foto")], &[]);
    let reply = send(&town, MULTIPART, as_text).await.is(422);
    assert_eq!(faults(&reply), ["receipt: receipt-unsupported"]);
    nothing_stays(&town, 43).await;
}

async fn one_receipt_is_added_at_a_time(db: Database) {
    let town = Town::build(db).await;
    let purchase = log(&town, Sari, "a", lunch()).await.is(201).json();
    let path = format!("/purchases/{}/receipts", purchase["id"]);
    // 47
    let (one, two) = (photo(4), photo(5));
    let both = [("receipt", "a.jpg", one.as_slice()), ("receipt", "b.jpg", &two)];
    let reply = town.api_upload(Sari, &path, &[], &[], &both).await.is(422);
    assert_eq!(faults(&reply), ["receipt: too-many-receipts"]);
    assert_eq!(files(&town), 0);
    // 57: whoever programs has the file still.
    let half = [("receipt", "a.jpg", &one[..one.len() / 2])];
    let reply = town.api_upload(Sari, &path, &[], &[], &half).await.is(422);
    assert_eq!(faults(&reply), ["receipt: receipt-damaged"]);
    assert_eq!(files(&town), 0);
    let reply = town.api_upload(Sari, &path, &[], &[], &[]).await.is(422);
    assert_eq!(faults(&reply), ["receipt: missing"]);
}
