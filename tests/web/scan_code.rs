//! The code on a seller's counter: read from a photo, or sent as text by the browser, and on to the form that was
//! begun, with its seller.

use rocket::http::Method::{Get, Post};
use serde_json::json;

use super::fields;
use crate::api::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{code, jpeg, pdf};
use crate::support::town::Who::{Budi, Dewi, Sari};
use crate::support::town::{MULTIPART, Reply, Town, multipart};

on_both_databases!(
    a_photo_leads_to_the_form_with_its_seller,
    the_form_that_was_begun_waits_with_its_photo,
    what_names_no_seller_is_told_at_the_photo,
    the_api_reads_photos_too
);

const WARUNG: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000001702150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID90241234567830303UMI5204581253033605802ID5918WARUNG CONTOH SATU6011KAB. CONTOH61051234562070703A016304BB1E";

async fn scanned(town: &Town, photo: &[u8]) -> Reply {
    town.upload(Sari, "/belanja/pindai", &[], &[("code", "a.jpg", photo)]).await
}

async fn a_photo_leads_to_the_form_with_its_seller(db: Database) {
    let town = Town::build(db).await;
    let form = town.get(Sari, "/belanja/pindai").await.is(200).text();
    assert!(form.contains("Foto kode QRIS"), "{form}");
    let there = scanned(&town, &code(WARUNG)).await.is(303);
    let form = there.header("Location").unwrap().to_owned();
    assert!(form.starts_with("/belanja/baru?penjual="), "{form}");
    let form = town.get(Sari, &form).await.is(200).text();
    assert!(form.contains("<b data-chosen>WARUNG CONTOH SATU</b>"), "{form}");
    // What the browser read itself leads to the same one.
    let by_text = town.post(Budi, "/belanja/pindai", &[("payload", WARUNG)]).await.is(303);
    assert_eq!(by_text.header("Location"), there.header("Location"));
    assert_eq!(town.files("receipts"), Vec::<String>::new());
    assert_eq!(town.files("tmp"), Vec::<String>::new());
}

async fn the_form_that_was_begun_waits_with_its_photo(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 7);
    let csrf = Sari.csrf();
    let typed = [("amount", "41.500"), ("description", "gula"), ("action", "scan")];
    let mut typed = fields("scan-1", &typed);
    typed.insert(0, ("csrf", &csrf));
    let body = multipart(&typed, &[("receipt", "a.jpg", &photo)]);
    let sent = town.send(Sari, "/belanja", MULTIPART, body).await.is(303);
    assert_eq!(sent.header("Location"), Some("/belanja/pindai?draf=scan-1"));
    assert!(town.purchases().await.is_empty());
    let page = town.get(Sari, "/belanja/pindai?draf=scan-1").await.is(200).text();
    assert!(page.contains("href=\"/belanja/baru?draf=scan-1\""), "{page}");
    let there = [("draf", "scan-1"), ("payload", WARUNG)];
    let there = town.post(Sari, "/belanja/pindai", &there).await.is(303);
    let back = town.get(Sari, there.header("Location").unwrap()).await.is(200).text();
    for value in ["41.500", "gula", "<b data-chosen>WARUNG CONTOH SATU</b>", "name=\"kept\""] {
        assert!(back.contains(value), "{value}: {back}");
    }
}

async fn what_names_no_seller_is_told_at_the_photo(db: Database) {
    let town = Town::build(db).await;
    let transfer = sealed_transfer();
    let cases: [(&[u8], u16, &str); 5] = [
        (&jpeg(640, 480, 1), 422, "Tidak ada kode yang terbaca"),
        (&code("https://contoh.go.id/menu"), 422, "Ini bukan kode QRIS"),
        (&code(&WARUNG.replace("BB1E", "0000")), 422, "salah baca atau sudah diubah"),
        (&code(&transfer), 422, "transfer antarorang"),
        (&pdf(1), 415, "JPEG"),
    ];
    for (photo, status, words) in cases {
        let page = scanned(&town, photo).await.is(status).text();
        assert!(page.contains(words) && page.contains("id=\"code-error\""), "{words}: {page}");
    }
    let nothing = town.post(Sari, "/belanja/pindai", &[("draf", "scan-9")]).await.is(422).text();
    assert!(nothing.contains("name=\"draf\" value=\"scan-9\""), "{nothing}");
    let waiting = town.api(Dewi, Get, "/sellers?qris_check=waiting", None).await.is(200).json();
    assert_eq!(waiting["items"], json!([]));
}

/// A code for transfers between people, from the samples of the field.
fn sealed_transfer() -> String {
    let rows = include_str!("../fixtures/qris-payloads.jsonl").lines();
    let rows = rows.map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap());
    let transfer = rows.map(|row| row["payload"].as_str().unwrap().to_owned()).find(|payload| {
        pekan::rules::qris::parse(payload) == Err(pekan::rules::qris::QrisError::Transfer)
    });
    transfer.expect("a transfer among the samples")
}

async fn the_api_reads_photos_too(db: Database) {
    let town = Town::build(db).await;
    let path = "/sellers/qris/photo";
    let photo = code(WARUNG);
    let sent = town.api_upload(Sari, path, &[], &[], &[("code", "a.jpg", &photo)]).await;
    let first = sent.is(200).json();
    assert_eq!(first["is_new"], true);
    assert_eq!(first["seller"]["name"], "WARUNG CONTOH SATU");
    let text = json!({ "payload": WARUNG });
    let again = town.api(Budi, Post, "/sellers/qris", Some(text)).await.is(200).json();
    assert_eq!(again["seller"], first["seller"]);
    let none = jpeg(64, 64, 1);
    let none = town.api_upload(Sari, path, &[], &[], &[("code", "a.jpg", &none)]).await.is(422);
    assert_eq!(faults(&none), ["code: code-not-found"]);
    let missing = town.api_upload(Sari, path, &[], &[], &[]).await.is(422);
    assert_eq!(faults(&missing), ["code: missing"]);
    let text = town.api_upload(Sari, path, &[], &[("code", WARUNG)], &[]).await.is(422);
    assert_eq!(faults(&text), ["code: receipt-unsupported"]);
}
