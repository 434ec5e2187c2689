//! The receipts of an office and a period, for auditors.

use std::io::{Cursor, Read};

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::execute;
use crate::support::photo::jpeg;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Sari, Tutik};

use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};

on_both_databases!(auditors_take_receipts_along_with_the_sample_and_its_seed);

const PATH: &str = "/unit/DKP-UPT1/nota.zip?periode=2026-W47";

fn read(body: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(body)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

async fn auditors_take_receipts_along_with_the_sample_and_its_seed(db: Database) {
    let town = Town::build(db).await;
    let seed = "INSERT INTO review_seeds (week, seed, percent, made_at)
        VALUES ('2026-11-16', 'benih', 100, '2026-11-16T00:00:00Z')";
    execute(&town.store, seed).await;
    let photo = jpeg(64, 64, 5);
    let files = [("receipt", "a.jpg", &photo[..])];
    let named = fields("p", &[("seller.name", "=Toko; Sri"), ("seller", "new")]);
    town.upload(Sari, "/belanja", &named, &files).await.is(303);
    let id = town.purchases().await[0].row.id;
    bought(&town, Tutik, "elsewhere", "77.000").await;
    for who in [Hadi, Tutik] {
        let status = if who == Hadi { 403 } else { 404 };
        town.get(who, PATH).await.is(status);
    }
    let page = town.get(Agus, "/unit/DKP-UPT1?periode=2026-W47").await.is(200).text();
    assert!(page.contains(PATH), "{page}");
    assert!(!town.get(Hadi, "/unit/DKP-UPT1").await.is(200).text().contains("nota.zip"));

    let answer = town.get(Agus, PATH).await.is(200);
    assert_eq!(
        answer.header("Content-Disposition"),
        Some("attachment; filename=\"nota-DKP-UPT1-2026-W47.zip\"")
    );
    let table = read(&answer.body, "catatan.csv");
    let name = table.split('"').find(|cell| cell.starts_with("nota/")).unwrap().to_owned();
    assert!(name.ends_with(&format!("-{id}-1.jpg")), "{table}");
    assert!(table.contains("\"'=Toko; Sri\"") && !table.contains("77000"), "{table}");
    let mut archive = zip::ZipArchive::new(Cursor::new(&answer.body)).unwrap();
    let mut kept = Vec::new();
    archive.by_name(&name).unwrap().read_to_end(&mut kept).unwrap();
    assert!(kept.starts_with(&[0xFF, 0xD8, 0xFF]));
    // Whoever has the seed draws the same.
    let sample = read(&answer.body, "sampel.csv");
    let digits = pekan::secret::sha256(format!("benih:{id}"));
    let drawn = format!("\"benih\";\"100\";\"{id}\";\"{}\t\";\"ffffffff\t\"", &digits[..8]);
    assert!(sample.contains(&drawn), "{sample}");
    assert!(read(&answer.body, "BACA-SAYA.txt").contains("sha256sum"));

    // Its owner sees it, and the audit says that it left.
    let own = town.get(Sari, &format!("/belanja/{id}")).await.is(200).text();
    assert!(own.contains("Nota ini dibuka 1 kali"), "{own}");
    let left = Search { action: Some(AuditAction::ReceiptExport), limit: 9, ..Search::default() };
    assert_eq!(audit::search(town.store.reader(), &left).await.unwrap().len(), 1);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengunduh berkas nota"), "{trail}");
    // A file that is lost leaves no archive that opens.
    std::fs::remove_dir_all(town.db.dir.path().join("receipts")).unwrap();
    let broken = town.get(Agus, PATH).await.is(500);
    assert!(zip::ZipArchive::new(Cursor::new(&broken.body)).is_err());
}
