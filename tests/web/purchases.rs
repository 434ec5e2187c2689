//! One purchase, its receipts, who may see them; the history.

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::photo::jpeg;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Hadi, Nobody, Rina, Sari, Tutik};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n\
    trailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n";

on_both_databases!(
    receipts_are_seen_by_who_sees_the_purchase,
    a_receipt_that_waits_for_its_form_is_its_uploaders_alone,
    voiding_asks_for_a_reason_and_counts_no_more,
    after_the_deadline_only_a_reviewer_voids,
    the_history_is_by_month_and_in_pages,
    the_history_stands_by_weeks_with_their_sums,
    what_can_no_longer_be_mended_is_not_asked_for_again
);

async fn the_history_stands_by_weeks_with_their_sums(db: Database) {
    let town = Town::build(db).await;
    for (key, amount, day) in [
        ("w1", "60.000", "2026-11-16"),
        ("w2", "45.000", "2026-11-20"),
        ("w3", "30.000", "2026-11-06"),
    ] {
        let typed = [("evidence", "no_receipt"), ("amount", amount), ("purchased_on", day)];
        town.post(Sari, "/belanja", &fields(key, &typed)).await.is(303);
    }
    let page = town.get(Sari, "/riwayat").await.is(200).text();
    let (now, then) = page.split_once("id=\"period-2026-W45\"").expect("week 45 behind week 47");
    assert!(now.contains("id=\"period-2026-W47\"") && now.contains("Rp105.000"), "{now}");
    assert!(now.contains("Terpenuhi") && now.contains("Tercatat"), "{now}");
    assert!(then.contains("Rp30.000") && then.contains("Kurang"), "{then}");
    assert!(!page.contains("Menunggu"), "{page}");
}

async fn what_can_no_longer_be_mended_is_not_asked_for_again(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "m1", "50.000").await;
    bought(&town, Sari, "m2", "51.000").await;
    let ids: Vec<_> = town.purchases().await.iter().map(|one| one.row.id).collect();
    // Week 47 ends on the 22nd, and accepts what is late for thirty days.
    let shown = town.get(Rina, &format!("/tinjau/{}", ids[0])).await.is(200).text();
    assert!(shown.contains("mencatatnya lagi sampai Selasa, 22 Desember 2026"), "{shown}");
    let reject = [("decision", "reject"), ("reason", "Nota tidak terbaca.")];
    town.post(Rina, &format!("/tinjau/{}", ids[0]), &reject).await.is(303);
    let own = town.get(Sari, &format!("/belanja/{}", ids[0])).await.is(200).text();
    assert!(own.contains("/belanja/baru?tanggal="), "{own}");

    let town = town.signed_in_at("2026-12-23T09:00:00+07:00").await;
    let shown = town.get(Rina, &format!("/tinjau/{}", ids[1])).await.is(200).text();
    assert!(shown.contains("Tolak") && shown.contains("tidak dapat diperbaiki"), "{shown}");
    town.post(Rina, &format!("/tinjau/{}", ids[1]), &reject).await.is(303);
    let own = town.get(Sari, &format!("/belanja/{}", ids[1])).await.is(200).text();
    assert!(!own.contains("/belanja/baru?tanggal="), "{own}");
    assert!(own.contains("tidak menerima catatan lagi"), "{own}");
}

async fn receipts_are_seen_by_who_sees_the_purchase(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 1);
    let files = [("receipt", "a.jpg", &photo[..]), ("receipt", "b.pdf", PDF)];
    town.upload(Sari, "/belanja", &fields("r1", &[]), &files).await.is(303);
    let purchase = town.purchases().await.remove(0);
    let page = format!("/belanja/{}", purchase.row.id);
    for receipt in &purchase.receipts {
        let path = format!("/struk/{}", receipt.id);
        for who in [Sari, Hadi, Rina, Agus] {
            town.get(who, &path).await.is(200);
            town.get(who, &page).await.is(200);
        }
        for who in [Budi, Tutik] {
            town.get(who, &path).await.is(404);
            town.get(who, &format!("{path}/kecil")).await.is(404);
            town.get(who, &page).await.is(404);
        }
        let door = town.get(Nobody, &path).await.is(303);
        assert!(door.header("Location").unwrap().starts_with("/masuk?next="));
    }
    let image = town.get(Sari, &format!("/struk/{}", purchase.receipts[0].id)).await;
    assert_eq!(image.header("Content-Type"), Some("image/jpeg"));
    let pdf = town.get(Sari, &format!("/struk/{}", purchase.receipts[1].id)).await;
    assert_eq!(pdf.header("Content-Type"), Some("application/pdf"));
    assert!(pdf.header("Content-Disposition").unwrap().starts_with("attachment"));
    for reply in [image, pdf] {
        let policy = reply.header("Content-Security-Policy").unwrap();
        assert_eq!(policy, "default-src 'none'; sandbox");
        assert_eq!(reply.header("X-Content-Type-Options"), Some("nosniff"));
        assert!(reply.header("Cache-Control").unwrap().starts_with("private"));
    }
    let small = format!("/struk/{}/kecil", purchase.receipts[1].id);
    town.get(Sari, &small).await.is(404);
}

async fn a_receipt_that_waits_for_its_form_is_its_uploaders_alone(db: Database) {
    let town = Town::build(db).await;
    let photo = jpeg(640, 480, 2);
    let files = [("receipt", "a.jpg", &photo[..])];
    let page = town.upload(Sari, "/belanja", &fields("r2", &[("amount", "")]), &files).await;
    let page = page.is(422).text();
    let id = page.split("name=\"kept\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    town.get(Sari, &format!("/struk/{id}")).await.is(200);
    for who in [Hadi, Rina, Agus, Budi] {
        town.get(who, &format!("/struk/{id}")).await.is(404);
    }
    // Nor can somebody else hang it on a purchase of theirs.
    let stolen = fields("r3", &[("kept", id)]);
    let refused = town.post(Budi, "/belanja", &stolen).await.is(422).text();
    assert!(refused.contains("href=\"#receipt\""), "{refused}");
}

async fn voiding_asks_for_a_reason_and_counts_no_more(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "v1", "100.000").await;
    let id = town.purchases().await[0].row.id;
    let path = format!("/belanja/{id}/batal");
    let page = town.post(Sari, &path, &[("reason", "  ")]).await.is(422).text();
    assert!(page.contains("href=\"#reason\""), "{page}");
    let long = "x".repeat(201);
    let page = town.post(Sari, &path, &[("reason", &long)]).await.is(422).text();
    assert!(page.contains(&long), "what was typed is there again");
    town.post(Budi, &path, &[("reason", "salah")]).await.is(404);
    town.post(Hadi, &path, &[("reason", "salah")]).await.is(403);
    town.post(Sari, &path, &[("reason", "salah ketik")]).await.is(303);
    assert_eq!(town.purchases().await[0].row.state.name(), "voided");
    assert!(town.get(Sari, "/").await.text().contains("Kurang Rp100.000 lagi"));
    let shown = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(shown.contains("salah ketik") && !shown.contains("name=\"reason\""), "{shown}");
    town.post(Sari, &path, &[("reason", "lagi")]).await.is(409);
}

async fn after_the_deadline_only_a_reviewer_voids(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "v2", "50.000").await;
    let path = format!("/belanja/{}/batal", town.purchases().await[0].row.id);
    let town = town.at("2026-11-26T00:00:00+07:00").await;
    town.post(Sari, &path, &[("reason", "salah")]).await.is(409);
    town.post(Rina, &path, &[("reason", "salah")]).await.is(303);
}

async fn the_history_is_by_month_and_in_pages(db: Database) {
    let town = Town::build(db).await;
    for number in 0..33 {
        let key = format!("h{number}");
        bought(&town, Sari, &key, &format!("{}", 1_000 + number)).await;
    }
    let first = town.get(Sari, "/riwayat").await.is(200).text();
    assert!(first.contains("Rp1.032") && !first.contains("Rp1.001<"), "newest first");
    let second = town.get(Sari, "/riwayat?halaman=2").await.is(200).text();
    assert!(second.contains("Rp1.001") && !second.contains("Rp1.032"));
    let month = town.get(Sari, "/riwayat?bulan=2026-11").await.is(200).text();
    assert!(month.contains("Rp1.032"));
    let none = town.get(Sari, "/riwayat?bulan=2026-10").await.is(200).text();
    assert!(!none.contains("Rp1.032"));
    for bad in [
        "bulan=2026-13",
        "bulan=2026-W47",
        "halaman=-1",
        "halaman=0",
        "halaman=x",
        "halaman=99999999999",
    ] {
        town.get(Sari, &format!("/riwayat?{bad}")).await.is(422);
    }
}
