//! What people and machines send that cannot be: refused by name, and nothing of it stays.

use rocket::http::{ContentType, Header};

use super::fields;
use crate::on_both_databases;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Budi, Sari};
use crate::support::town::{MULTIPART, Town, cookie, multipart};

async fn nothing_stays(town: &Town, what: &str) {
    assert!(town.purchases().await.is_empty(), "{what}: a row");
    assert_eq!(town.files("receipts"), Vec::<String>::new(), "{what}");
    assert_eq!(town.files("tmp"), Vec::<String>::new(), "{what}");
}

on_both_databases! {
    async fn impossible_purchases_name_the_field(db) {
        let town = Town::build(db).await;
        let long = "x".repeat(81);
        for (field, value) in [
            ("amount", ""),
            ("amount", "0"),
            ("amount", "-1"),
            ("amount", "1e9"),
            ("amount", "25.000,50"),
            ("amount", "٢٥"),
            ("amount", "9223372036854775808"),
            ("amount", "10.000.001"),
            ("amount", "NaN"),
            ("seller.name", ""),
            ("seller.name", " \u{200D}\u{200B} "),
            ("seller.name", long.as_str()),
            ("seller.name", "a\u{202E}b"),
            ("seller.name", "a\r\nb"),
            ("seller", "999999"),
            ("seller", "abc"),
            ("purchased_on", "2026-02-30"),
            ("purchased_on", "2026-11-21"),
            ("purchased_on", "1899-01-01"),
            ("purchased_on", "2026-10-01"),
            ("channel", "teleport"),
            ("description", "a\u{202E}b"),
            ("evidence", "nothing"),
            ("key", ""),
        ] {
            let changed = [("evidence", "no_receipt"), (field, value)];
            let reply = town.post(Sari, "/belanja", &fields("b1", &changed)).await;
            assert_eq!(reply.status, 422, "{field}={value:?}: {}", reply.text());
            let link = format!("href=\"#{field}\"");
            assert!(reply.text().contains(&link), "{field}={value:?}: {}", reply.text());
            nothing_stays(&town, value).await;
        }
    }

    async fn forms_that_are_not_ours_are_refused(db) {
        let town = Town::build(db).await;
        let stranger = Budi.number();
        for extra in [("role", "administrator"), ("state", "verified"), ("employee", stranger),
            ("amount", "1"), ("na\u{FFFD}me", "x"), ("description", "a\0b")] {
            let mut sent = fields("b2", &[("evidence", "no_receipt")]);
            sent.push(extra);
            let reply = town.post(Sari, "/belanja", &sent).await;
            assert_eq!(reply.status, 422, "{extra:?}");
            let named: String = extra.0.chars().filter(|c| *c != '\u{FFFD}').collect();
            assert!(reply.text().contains(&named) || extra.0.contains('\u{FFFD}'), "{extra:?}");
        }
        let large = "x".repeat(33 * 1024);
        let sent = fields("b3", &[("description", large.as_str())]);
        town.post(Sari, "/belanja", &sent).await.is(413);
        let part = "x".repeat(9 * 1024);
        let sent = fields("b3", &[("description", part.as_str())]);
        town.upload(Sari, "/belanja", &sent, &[]).await.is(413);
        nothing_stays(&town, "not ours").await;
    }

    async fn markup_is_text(db) {
        let town = Town::build(db).await;
        let sent = [("evidence", "no_receipt"), ("seller.name", "<script>alert(1)</script>")];
        town.post(Sari, "/belanja", &fields("b4", &sent)).await.is(303);
        let page = town.get(Sari, "/").await.text();
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"));
    }

    async fn uploads_that_are_no_receipt_leave_nothing(db) {
        let town = Town::build(db).await;
        let photo = jpeg(640, 480, 1);
        let mut zip = b"PK\x03\x04".to_vec();
        zip.resize(500, 0);
        let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        heic.resize(300, 0);
        let large = vec![0xFF; 10 * 1024 * 1024 + 1];
        let mut trap = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        trap.extend_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0]);
        for (name, bytes, status) in [
            ("empty.jpg", &b""[..], 422),
            ("large.jpg", &large[..], 413),
            ("page.jpg", b"<!doctype html><script>alert(1)</script>", 415),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
            ("photo.heic", &heic[..], 415),
            ("poly.gif", b"GIF89a<?php system($_GET['c']); ?>", 415),
            ("bomb.png", &trap[..], 422),
            ("half.jpg", &photo[..photo.len() / 2], 422),
            ("locked.pdf", b"%PDF-1.4\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\nstartxref\n0\n%%EOF", 422),
            ("script.pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", 422),
            ("really.pdf", &zip[..], 415),
        ] {
            let files = [("receipt", name, bytes)];
            let reply = town.upload(Sari, "/belanja", &fields("u1", &[]), &files).await;
            assert_eq!(reply.status, status, "{name}: {}", reply.text());
            let page = reply.text();
            assert!(page.contains("href=\"#receipt\""), "{name}: {page}");
            assert!(page.contains("Warung Bu Sri"), "{name}: what was typed is gone");
            nothing_stays(&town, name).await;
        }
        let heic = [("receipt", "photo.heic", &heic[..])];
        let told = town.upload(Sari, "/belanja", &fields("u1", &[]), &heic).await.text();
        assert!(told.contains("JPEG"), "{told}");
    }

    async fn names_of_files_do_not_matter(db) {
        let town = Town::build(db).await;
        let long = format!("{}.jpg", "n".repeat(400));
        for (number, name) in ["../../x.jpg", &long, "a'b;c.jpg", "con.jpg"].into_iter().enumerate() {
            let photo = jpeg(320, 240, 10 + u32::try_from(number).unwrap());
            let amount = format!("{}", 5_000 + number);
            let key = format!("u2-{number}");
            let sent = fields(&key, &[("amount", amount.as_str())]);
            town.upload(Sari, "/belanja", &sent, &[("receipt", name, &photo)]).await.is(303);
        }
        let inside = town.db.dir.path().join("receipts").display().to_string();
        assert_eq!(town.files("receipts").len(), 8);
        assert!(town.files("receipts").iter().all(|file| file.starts_with(&inside)));
    }

    async fn six_photos_are_too_many(db) {
        let town = Town::build(db).await;
        let photo = jpeg(320, 240, 20);
        let files = [("receipt", "a.jpg", &photo[..]); 6];
        let page = town.upload(Sari, "/belanja", &fields("u3", &[]), &files).await.is(422).text();
        assert!(page.contains("href=\"#receipt\""), "{page}");
        nothing_stays(&town, "six").await;
    }

    async fn broken_bodies_are_refused(db) {
        let town = Town::build(db).await;
        let csrf = Sari.csrf();
        let photo = jpeg(640, 480, 30);
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields("u4", &[]));
        let whole = multipart(&all, &[("receipt", "a.jpg", &photo[..])]);
        let many: Vec<(&str, &str)> = vec![("description", "x"); 1_000];
        for (what, kind, encoding, body, status) in [
            ("cut", MULTIPART, "", whole[..whole.len() - 2000].to_vec(), 400),
            ("no boundary", "multipart/form-data", "", whole.clone(), 400),
            ("many parts", MULTIPART, "", multipart(&many, &[]), 413),
            ("gzip", MULTIPART, "gzip", whole.clone(), 415),
            ("json", "application/json", "", b"{}".to_vec(), 415),
            ("text", "text/plain", "", b"amount=1".to_vec(), 415),
        ] {
            let mut request = town.client.post("/belanja").cookie(cookie(Sari)).body(body);
            request = request.header(Header::new("Content-Type", kind));
            if !encoding.is_empty() {
                request = request.header(Header::new("Content-Encoding", encoding));
            }
            assert_eq!(request.dispatch().await.status().code, status, "{what}");
            nothing_stays(&town, what).await;
        }
        let deleted = town.client.post("/belanja").cookie(cookie(Sari)).header(ContentType::Form);
        let deleted = deleted.body(format!("_method=delete&csrf={csrf}")).dispatch().await;
        assert!((400..500).contains(&deleted.status().code));
    }
}
