//! Exemptions from a table, on the page.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Sari};

on_both_databases!(a_table_is_checked_and_then_applied);

async fn a_table_is_checked_and_then_applied(db: Database) {
    let town = Town::build(db).await;
    let path = "/admin/impor/pengecualian";
    let table = |to: &str| {
        format!(
            "NIP;Mulai;Sampai;Alasan\n{};16/11/2026;{to};Cuti tahunan\n{};2026-11-16;2026-11-20;Tugas belajar\n",
            Sari.number(),
            Budi.number(),
        )
    };
    let check = [("upload", ""), ("action", "check")];
    let bad = table("2026-11-10");
    let bad =
        town.upload(Dewi, path, &check, &[("file", "c.csv", bad.as_bytes())]).await.is(422).text();
    assert!(bad.contains("Tanggal akhir tidak boleh sebelum tanggal mulai"), "{bad}");
    let good = table("2026-11-20");
    let good =
        town.upload(Dewi, path, &check, &[("file", "c.csv", good.as_bytes())]).await.is(200).text();
    let (_, rest) = good.split_once("name=\"upload\" value=\"").unwrap();
    let upload = rest.split('"').next().unwrap();
    assert!(!town.get(Sari, "/").await.is(200).text().contains("Dikecualikan"));
    let done = town
        .upload(Dewi, path, &[("upload", upload), ("action", "apply")], &[])
        .await
        .is(200)
        .text();
    assert!(done.contains("2 pengecualian baru"), "{done}");
    for who in [Sari, Budi] {
        assert!(town.get(who, "/").await.is(200).text().contains("Dikecualikan"));
    }
}
