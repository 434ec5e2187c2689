//! Holidays: the list that Pekan brings along, one's own list, days of one office.

use pekan::rules::Period;
use pekan::workflows::Warrant;
use pekan::workflows::closing::close_period;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::at;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Sari};

/// The table that waits on the server.
fn upload_of(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"upload\" value=\"").expect(page);
    rest.split('"').next().unwrap()
}

on_both_databases!(
    an_empty_year_offers_the_built_in_list,
    an_office_has_closed_days_of_its_own,
    a_list_is_checked_and_then_applied,
    a_list_waits_while_a_close_goes_on
);

async fn an_empty_year_offers_the_built_in_list(db: Database) {
    let town = Town::build(db).await;
    let empty = town.get(Dewi, "/admin/libur?tahun=2026").await.is(200).text();
    assert!(
        empty.contains("Pakai daftar 2026") && empty.contains("SKB Tiga Menteri 1497/2025"),
        "{empty}"
    );
    assert!(
        !town.get(Dewi, "/admin/libur?tahun=2027").await.is(200).text().contains("Pakai daftar")
    );
    let done = town.post(Dewi, "/admin/libur/bawaan", &[("year", "2026")]).await.is(303);
    assert_eq!(done.header("Location"), Some("/admin/libur?tahun=2026"));
    let full = town.get(Dewi, "/admin/libur?tahun=2026").await.is(200).text();
    assert_eq!(full.matches("/hapus\"").count(), 25, "{full}");
    assert!(full.contains("Kelahiran Yesus Kristus") && !full.contains("Pakai daftar"), "{full}");
    for year in ["2027", "x", ""] {
        town.post(Dewi, "/admin/libur/bawaan", &[("year", year)]).await.is(422);
    }
}

async fn an_office_has_closed_days_of_its_own(db: Database) {
    let town = Town::build(db).await;
    for on in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"] {
        let day = [("date", on), ("name", "Banjir"), ("kind", "public"), ("office", "DKP-UPT1")];
        town.post(Dewi, "/admin/libur", &day).await.is(303);
    }
    assert!(town.get(Sari, "/").await.is(200).text().contains("Dikecualikan"));
    assert!(town.get(Dewi, "/").await.is(200).text().contains("Kurang Rp"));
    let list = town.get(Dewi, "/admin/libur?tahun=2026").await.is(200).text();
    assert!(
        list.contains("hanya ") && list.contains("name=\"office\" value=\"DKP-UPT1\""),
        "{list}"
    );
    town.post(Dewi, "/admin/libur/2026-11-16/hapus", &[]).await.is(404);
    town.post(Dewi, "/admin/libur/2026-11-16/hapus", &[("office", "DKP-UPT1")]).await.is(303);
    assert!(town.get(Sari, "/").await.is(200).text().contains("Kurang Rp"));
    let unknown =
        [("date", "2026-11-16"), ("name", "Banjir"), ("kind", "public"), ("office", "NONE")];
    let back = town.post(Dewi, "/admin/libur", &unknown).await.is(422).text();
    assert!(back.contains("href=\"#office\"") && back.contains("value=\"Banjir\""), "{back}");
}

async fn a_list_is_checked_and_then_applied(db: Database) {
    let town = Town::build(db).await;
    let path = "/admin/impor/libur";
    let table = "tanggal;nama;jenis\n2027-01-01;Tahun Baru;Libur nasional\n2027-02-30;Apa;apa\n";
    let check = [("upload", ""), ("action", "check")];
    let bad = town
        .upload(Dewi, path, &check, &[("file", "l.csv", table.as_bytes())])
        .await
        .is(422)
        .text();
    assert!(bad.contains("perlu diperbaiki"), "{bad}");
    let table = "tanggal;nama;jenis\n2027-01-01;Tahun Baru;Libur nasional\n";
    let good = town
        .upload(Dewi, path, &check, &[("file", "l.csv", table.as_bytes())])
        .await
        .is(200)
        .text();
    let upload = upload_of(&good);
    assert!(!town.get(Dewi, "/admin/libur?tahun=2027").await.is(200).text().contains("Tahun Baru"));
    let done = town
        .upload(Dewi, path, &[("upload", upload), ("action", "apply")], &[])
        .await
        .is(200)
        .text();
    assert!(done.contains("1 hari baru"), "{done}");
    assert!(town.get(Dewi, "/admin/libur?tahun=2027").await.is(200).text().contains("Tahun Baru"));
    let again = town
        .upload(Dewi, path, &check, &[("file", "l.csv", table.as_bytes())])
        .await
        .is(200)
        .text();
    assert!(
        again.contains("Semua baris sudah ada") && !again.contains("value=\"apply\""),
        "{again}"
    );
}

async fn a_list_waits_while_a_close_goes_on(db: Database) {
    let town = Town::build(db).await;
    let (path, period) = ("/admin/impor/libur", Period::parse("2026-W45").unwrap());
    let table = "tanggal;nama;jenis\n2026-11-03;Pemilihan;Libur nasional\n";
    let check = [("upload", ""), ("action", "check")];
    let good = town
        .upload(Dewi, path, &check, &[("file", "l.csv", table.as_bytes())])
        .await
        .is(200)
        .text();
    close_period::begin(&town.store, &Warrant::system(at("2026-11-20T02:00:00Z")), &period)
        .await
        .unwrap();
    let apply = [("upload", upload_of(&good)), ("action", "apply")];
    let told = town.upload(Dewi, path, &apply, &[]).await.is(409).text();
    assert!(told.contains("sedang ditutup") && told.contains("value=\"apply\""), "{told}");
    assert!(!town.get(Dewi, "/admin/libur?tahun=2026").await.is(200).text().contains("Pemilihan"));
    assert!(
        close_period::go_on(&town.store, &period, 1000, at("2026-11-20T02:00:00Z")).await.unwrap()
    );
    let apply = [("upload", upload_of(&told)), ("action", "apply")];
    let done = town.upload(Dewi, path, &apply, &[]).await.is(200).text();
    assert!(done.contains("1 hari baru"), "{done}");
}
