//! Files that are no receipts, and forms that are none: refused, and nothing of them stays. The
//! numbers are those of `docs/robustness.md`; 0 is in no list.

use rocket::http::{ContentType, Header};

use super::{fields, nothing_stays};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::{animated_webp, jpeg, pdf};
use crate::support::town::Who::Sari;
use crate::support::town::{MULTIPART, Town, cookie, multipart};

on_both_databases!(
    uploads_that_are_no_receipt_leave_nothing,
    names_of_files_do_not_matter,
    names_that_break_the_form_are_refused,
    a_part_without_a_file_name_is_no_receipt,
    six_photos_are_too_many,
    broken_bodies_are_refused
);

async fn uploads_that_are_no_receipt_leave_nothing(db: Database) {
    let town = Town::build(db).await;
    let mut zip = b"PK\x03\x04".to_vec();
    zip.resize(500, 0);
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.resize(300, 0);
    let large = vec![0xFF; 10 * 1024 * 1024 + 1];
    let mut trap = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    trap.extend_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0]);
    let (cartoon, book) = (animated_webp(10_000), pdf(500));
    for (input, name, bytes, status) in [
        (41, "empty.jpg", &b""[..], 422),
        (42, "large.jpg", &large[..], 413),
        (51, "page.jpg", b"<!doctype html><script>alert(1)</script>", 415),
        (52, "drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
        (53, "photo.heic", &heic[..], 415),
        (54, "poly.gif", b"GIF89a<?php system($_GET['c']); ?>", 415),
        (55, "bomb.png", &trap[..], 422),
        (56, "cartoon.webp", &cartoon[..], 415),
        (57, "half.pdf", &book[..book.len() / 2], 422),
        (58, "locked.pdf", b"%PDF-1.4\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\nstartxref\n0\n%%EOF", 422),
        (59, "script.pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", 422),
        (60, "book.pdf", &book[..], 422),
        (61, "really.pdf", &zip[..], 415),
    ] {
        let files = [("receipt", name, bytes)];
        let reply = town.upload(Sari, "/belanja", &fields("u1", &[]), &files).await;
        assert_eq!(reply.status, status, "{input}, {name}: {}", reply.text());
        let page = reply.text();
        assert!(page.contains("href=\"#receipt\""), "{name}: {page}");
        assert!(page.contains("Warung Bu Sri"), "{name}: what was typed is gone");
        nothing_stays(&town, name).await;
    }
    for (name, bytes, remedy) in [
        ("photo.heic", &heic[..], "Atur kamera ke JPEG"),
        ("book.pdf", &book[..], "Unggah halaman notanya saja"),
    ] {
        let files = [("receipt", name, bytes)];
        let told = town.upload(Sari, "/belanja", &fields("u1", &[]), &files).await.text();
        assert!(told.contains(remedy), "{told}");
    }
}

async fn names_of_files_do_not_matter(db: Database) {
    let town = Town::build(db).await;
    // 48, 49, 50
    let long = format!("{}.jpg", "n".repeat(400));
    let names =
        ["../../x.jpg", &long, "a'b;c.jpg", "con.jpg", "a%00%22b.jpg", "a\\\"b.jpg", "a\"b.jpg"];
    for (number, name) in names.into_iter().enumerate() {
        let photo = jpeg(320, 240, 10 + u32::try_from(number).unwrap());
        let amount = format!("{}", 5_000 + number);
        let key = format!("u2-{number}");
        let sent = fields(&key, &[("amount", amount.as_str())]);
        town.upload(Sari, "/belanja", &sent, &[("receipt", name, &photo)]).await.is(303);
    }
    let inside = town.db.dir.path().join("receipts").display().to_string();
    assert_eq!(town.files("receipts").len(), 2 * names.len());
    assert!(town.files("receipts").iter().all(|file| file.starts_with(&inside)));
}

async fn names_that_break_the_form_are_refused(db: Database) {
    let town = Town::build(db).await;
    // 50
    for (name, status) in [("a\0b.jpg", 400), ("a\r\nX-Evil: b.jpg", 422), ("a\r\n\r\nb.jpg", 422)]
    {
        let (photo, sent) = (jpeg(64, 48, 40), fields("u5", &[]));
        let reply = town.upload(Sari, "/belanja", &sent, &[("receipt", name, &photo)]).await;
        assert_eq!(reply.status, status, "{name:?}: {}", reply.text());
        nothing_stays(&town, name).await;
    }
}

async fn a_part_without_a_file_name_is_no_receipt(db: Database) {
    let town = Town::build(db).await;
    // 43: such a part is text to every reader of forms, and no limit of files would hold for it.
    for (sent, status) in [("\u{FF}\u{D8}\u{FF}", 415), ("struk", 415)] {
        let mut all = fields("u6", &[("evidence", "no_receipt")]);
        all.push(("receipt", sent));
        let page = town.upload(Sari, "/belanja", &all, &[]).await.is(status).text();
        assert!(page.contains("href=\"#receipt\""), "{page}");
        nothing_stays(&town, sent).await;
    }
    let csrf = Sari.csrf();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields("u6", &[("evidence", "no_receipt")]));
    all.push(("receipt", "FOTO"));
    let whole = multipart(&all, &[]);
    let at = whole.windows(4).position(|four| four == b"FOTO").unwrap();
    let photo = jpeg(64, 48, 41);
    let body = [&whole[..at], &photo, &whole[at + 4..]].concat();
    let page = town.send(Sari, "/belanja", MULTIPART, body).await.is(422).text();
    assert!(page.contains("receipt"), "{page}");
    nothing_stays(&town, "a photo as text").await;
}

async fn six_photos_are_too_many(db: Database) {
    // 47
    let town = Town::build(db).await;
    let photo = jpeg(320, 240, 20);
    let files = [("receipt", "a.jpg", &photo[..]); 6];
    let page = town.upload(Sari, "/belanja", &fields("u3", &[]), &files).await.is(422).text();
    assert!(page.contains("href=\"#receipt\""), "{page}");
    nothing_stays(&town, "six").await;
}

async fn broken_bodies_are_refused(db: Database) {
    let town = Town::build(db).await;
    let csrf = Sari.csrf();
    let photo = jpeg(640, 480, 30);
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields("u4", &[]));
    let whole = multipart(&all, &[("receipt", "a.jpg", &photo[..])]);
    let mut many: Vec<(&str, &str)> = vec![("description", "x"); 100_000];
    many.insert(0, ("csrf", &csrf));
    for (input, what, kind, encoding, body, status) in [
        (46, "cut", MULTIPART, "", whole[..whole.len() - 2000].to_vec(), 400),
        (45, "no boundary", "multipart/form-data", "", whole.clone(), 400),
        (45, "another boundary", "multipart/form-data; boundary=x", "", whole.clone(), 400),
        (44, "100,000 parts", MULTIPART, "", multipart(&many, &[]), 413),
        (62, "gzip", MULTIPART, "gzip", whole.clone(), 415),
        (0, "json", "application/json", "", b"{}".to_vec(), 415),
        (0, "text", "text/plain", "", b"amount=1".to_vec(), 415),
    ] {
        let mut request = town.client.post("/belanja").cookie(cookie(Sari)).body(body);
        request = request.header(Header::new("Content-Type", kind));
        if !encoding.is_empty() {
            request = request.header(Header::new("Content-Encoding", encoding));
        }
        let response = request.dispatch().await;
        assert_eq!(response.status().code, status, "{input}, {what}");
        let page = response.into_string().await.unwrap();
        assert!(!page.contains("pihak kami"), "it is not our fault: {page}");
        nothing_stays(&town, what).await;
    }
    let deleted = town.client.post("/belanja").cookie(cookie(Sari)).header(ContentType::Form);
    let deleted = deleted.body(format!("_method=delete&csrf={csrf}")).dispatch().await;
    assert!((400..500).contains(&deleted.status().code));
}
