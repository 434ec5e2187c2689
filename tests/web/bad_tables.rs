//! The same tables on the pages of import: the page says which row and what to do, and offers the
//! list of faults. The numbers are those of `docs/robustness.md`.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::tables;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Sari};

fn page_of(table: &str) -> &'static str {
    if table == "offices" { "/admin/impor/unit" } else { "/admin/impor/pegawai" }
}

on_both_databases!(tables_that_cannot_be_leave_a_list_of_faults, unusual_tables_can_be_applied);

async fn tables_that_cannot_be_leave_a_list_of_faults(db: Database) {
    let town = Town::build(db).await;
    let seven = [
        ("number", "007"),
        ("name", "Tujuh"),
        ("email", "tujuh@x.id"),
        ("phone", ""),
        ("office", "DKP"),
        ("employment_type", "NON_ASN"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-16"),
        ("confirm", "1"),
    ];
    town.post(Dewi, "/admin/pegawai", &seven).await.is(303);
    // 63 to 66, 69, 71 to 84
    for sent in tables::refused() {
        let (path, what) = (page_of(sent.of), format!("{}, {}", sent.number, sent.name));
        let files = [("file", sent.name, &sent.bytes[..])];
        for action in ["check", "apply"] {
            let page = town.upload(Dewi, path, &[("upload", ""), ("action", action)], &files).await;
            assert_eq!(page.status, 422, "{what}: {}", page.text());
            let page = page.text();
            assert!(page.to_lowercase().contains(&sent.words.to_lowercase()), "{what}: {page}");
            assert!(!page.contains("value=\"apply\""), "{what}: {page}");
            let below = format!("{path}/galat/");
            let (_, rest) = page.split_once(&format!("href=\"{below}")).unwrap();
            let list = below + rest.split('"').next().unwrap();
            let list = town.get(Dewi, &list).await.is(200);
            assert!(list.header("Content-Disposition").unwrap().starts_with("attachment"));
            let row = list.text().lines().nth(1).unwrap().to_owned();
            assert!(row.starts_with(&format!("\"{}\";", sent.told.0)), "{what}: {row}");
        }
    }
    for path in [
        "/admin/impor/pegawai/galat/none",
        "/admin/impor/pegawai/galat/..%2F1",
        "/admin/impor/nix/galat/none",
    ] {
        town.get(Dewi, path).await.is(404);
    }
}

async fn unusual_tables_can_be_applied(db: Database) {
    let town = Town::build(db).await;
    // 67, 68, 83
    for (number, name, bytes, warning) in tables::accepted() {
        let files = [("file", name, &bytes[..])];
        let page = town
            .upload(Dewi, "/admin/impor/pegawai", &[("upload", ""), ("action", "check")], &files)
            .await
            .is(200)
            .text();
        assert!(page.contains("value=\"apply\""), "{number}, {name}: {page}");
        assert_eq!(page.contains("Windows-1252"), warning.is_some(), "{number}, {name}");
    }
    // 70
    let endless = vec![b'x'; 20 * 1024 * 1024 + 1];
    town.upload(
        Dewi,
        "/admin/impor/pegawai",
        &[("upload", ""), ("action", "check")],
        &[("file", "b.csv", &endless)],
    )
    .await
    .is(413);
    town.upload(
        Sari,
        "/admin/impor/pegawai",
        &[("upload", ""), ("action", "check")],
        &[("file", "b.csv", b"x")],
    )
    .await
    .is(403);
}
