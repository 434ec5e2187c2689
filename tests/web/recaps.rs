//! The recap to sign: its page and files, issuing it, the page of its code, and the signed sheet.

use rocket::http::Method::Get;
use rocket::http::{ContentType, Header};

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::execute;
use crate::support::paper::pages;
use crate::support::photo::pdf;
use crate::support::town::Who::{Agus, Dewi, Hadi, Nobody, Rina, Sari, Tutik};
use crate::support::town::{Town, cookie};

use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};
use pekan::store::{contents, recaps};

on_both_databases!(
    a_closed_week_is_issued_once_a_number_and_its_code_tells_what_came_since,
    only_closed_periods_with_a_letterhead_are_issued,
    a_letterhead_is_checked_and_noted_without_names,
    the_signed_sheet_is_kept_and_replaced_with_trace,
    files_say_what_the_page_says,
    codes_are_not_guessed_by_the_thousand_and_nobody_is_locked_out
);

const LATER: &str = "2026-11-27T09:00:00+07:00";
const PAGE: &str = "/unit/DKP/rekap?periode=2026-W47";
const ISSUE: &str = "/unit/DKP/rekap/terbit";

const LETTERHEAD: [(&str, &str); 9] = [
    ("period", "2026-W47"),
    ("paper", "a4"),
    ("address", "Jalan Alun-alun Utara 1"),
    ("contact", ""),
    ("place", "Lumajang"),
    ("position", "Kepala Dinas"),
    ("signer", "Drs. Hadi, M.Si."),
    ("rank", "Pembina, IV/a"),
    ("signer_number", "197001011995011001"),
];

/// A town whose week is over and closed, and whose head has said who signs.
async fn closed(db: Database) -> Town {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    let town = town.signed_in_at(LATER).await;
    town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
    town.post(Hadi, "/unit/DKP/rekap/kop", &LETTERHEAD).await.is(303);
    town
}

fn numbered(number: &str) -> [(&str, &str); 2] {
    [("period", "2026-W47"), ("number", number)]
}

async fn issued(town: &Town) -> Vec<recaps::RecapRow> {
    let rulebook = town.store.rulebook().await.unwrap();
    let office = rulebook.offices.by_code("DKP").unwrap().id;
    let period = pekan::rules::Period::parse("2026-W47").unwrap();
    recaps::of_office(town.store.reader(), office, &period).await.unwrap()
}

fn lines(pdf: &[u8]) -> String {
    pages(pdf).concat().join("\n")
}

async fn a_closed_week_is_issued_once_a_number_and_its_code_tells_what_came_since(db: Database) {
    let town = closed(db).await;
    let draft = lines(&town.get(Hadi, "/unit/DKP/rekap.pdf?periode=2026-W47").await.is(200).body);
    assert!(draft.contains("DRAF, belum diterbitkan") && !draft.contains("/rekap/"), "{draft}");

    town.post(Hadi, ISSUE, &numbered("800/1/2026")).await.is(303);
    let twice = town.post(Hadi, ISSUE, &numbered("800/1/2026")).await.is(409).text();
    assert!(twice.contains("sudah diterbitkan dengan nomor itu"), "{twice}");
    let row = issued(&town).await.remove(0);
    let signed =
        lines(&town.get(Rina, "/unit/DKP-UPT1/rekap.pdf?periode=2026-W47").await.is(200).body);
    assert!(signed.contains("DRAF"), "what was issued of an office is not of one below: {signed}");
    let signed = lines(&town.get(Hadi, "/unit/DKP/rekap.pdf?periode=2026-W47").await.is(200).body);
    for said in [
        "Nomor: 800/1/2026",
        &row.code[..4],
        "Drs. Hadi, M.Si.",
        "NIP 197001011995011001",
        "Lumajang, 27 November 2026",
        "Jalan Alun-alun Utara 1",
        "Halaman 1 dari 1",
    ] {
        assert!(signed.contains(said), "{said}: {signed}");
    }
    assert!(!signed.contains("DRAF"));

    let path = format!("/rekap/{}", row.code.to_lowercase());
    let page = town.get(Nobody, &path).await.is(200).text();
    for said in ["tidak berubah sejak diterbitkan", "800/1/2026", "Rp65.000", "Pekan 47", "noindex"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    for secret in ["Sari", Sari.number(), "Hadi"] {
        assert!(!page.contains(secret), "{secret}");
    }
    assert!(page.len() < 10_000, "{} bytes", page.len());
    town.get(Nobody, "/rekap/0000-0000-0001").await.is(404);
    let none = town.get(Nobody, "/rekap/nothing").await.is(404).text();
    assert!(none.contains("Kode tidak dikenal"), "{none}");

    // Something comes since.
    let late = [("amount", "100.000"), ("evidence", "no_receipt"), ("purchased_on", "2026-11-20")];
    town.post(Sari, "/belanja", &fields("late", &late)).await.is(303);
    let page = town.get(Nobody, &path).await.is(200).text();
    assert!(page.contains("perubahan nomor 1") && page.contains("sekarang Rp165.000"), "{page}");
    assert!(page.contains("Rp65.000") && !page.contains("tidak berubah"), "{page}");
    let again = lines(&town.get(Hadi, "/unit/DKP/rekap.pdf?periode=2026-W47").await.is(200).body);
    assert!(again.contains("DRAF") && again.contains("Termasuk perubahan nomor 1"), "{again}");
    assert!(town.get(Hadi, PAGE).await.is(200).text().contains("Sudah berubah"));
    town.post(Hadi, ISSUE, &numbered("800/2/2026")).await.is(303);
    let page = town.get(Nobody, &path).await.is(200).text();
    assert!(page.contains("rekap yang lebih baru") && page.contains("800/2/2026"), "{page}");
    let newer = issued(&town).await.remove(0);
    let page = town.get(Nobody, &format!("/rekap/{}", newer.code)).await.is(200).text();
    assert!(
        page.contains("tidak berubah sejak diterbitkan") && page.contains("Rp165.000"),
        "{page}"
    );
}

async fn only_closed_periods_with_a_letterhead_are_issued(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    town.post(Hadi, "/unit/DKP/rekap/kop", &LETTERHEAD).await.is(303);
    let open = town.post(Hadi, ISSUE, &numbered("1")).await.is(409).text();
    assert!(open.contains("Periode ini belum ditutup"), "{open}");
    let page = town.get(Hadi, PAGE).await.is(200).text();
    assert!(
        page.contains("Sementara: periode ini belum ditutup") && page.contains("DRAF"),
        "{page}"
    );
    let town = town.signed_in_at(LATER).await;
    town.post(Dewi, "/admin/periode/2026-W47/tutup", &[]).await.is(303);
    let other = [("period", "2026-W47"), ("number", "1")];
    let none = town.post(Hadi, "/unit/DKP-UPT1/rekap/terbit", &other).await.is(409).text();
    assert!(none.contains("Simpan dulu kop"), "{none}");
    let blank = town.post(Hadi, ISSUE, &numbered(" ")).await.is(422).text();
    assert!(blank.contains("id=\"number-error\""), "{blank}");
    assert!(issued(&town).await.is_empty());
    for (who, status) in [(Sari, 404), (Rina, 403), (Agus, 403), (Tutik, 404)] {
        town.post(who, ISSUE, &numbered("9")).await.is(status);
    }
}

async fn a_letterhead_is_checked_and_noted_without_names(db: Database) {
    let town = Town::build(db).await;
    let proposed = town.get(Hadi, PAGE).await.is(200).text();
    assert!(proposed.contains("Kepala "), "the head is proposed: {proposed}");
    let long = "x".repeat(121);
    let typed = [("place", ""), ("position", "Kepala"), ("signer", long.as_str())];
    let page = town.post(Hadi, "/unit/DKP/rekap/kop", &typed).await.is(422).text();
    for field in ["place", "signer"] {
        assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}: {page}");
    }
    assert!(page.contains(&format!("value=\"{long}\"")), "what was typed is kept");
    town.post(Hadi, "/unit/DKP/rekap/kop", &LETTERHEAD).await.is(303);
    // The same again is no change.
    town.post(Hadi, "/unit/DKP/rekap/kop", &LETTERHEAD).await.is(303);
    let noted = notes(&town, AuditAction::RecapLetterhead).await;
    assert_eq!(noted.len(), 1);
    assert!(noted[0].contains("signer_number") && !noted[0].contains("Hadi"), "{noted:?}");
    assert!(town.get(Hadi, PAGE).await.is(200).text().contains("Jalan Alun-alun Utara 1"));
}

async fn notes(town: &Town, action: AuditAction) -> Vec<String> {
    let search = Search { action: Some(action), limit: 50, ..Search::default() };
    let found = audit::search(town.store.reader(), &search).await.unwrap();
    found.into_iter().map(|entry| entry.details).collect()
}

async fn the_signed_sheet_is_kept_and_replaced_with_trace(db: Database) {
    let town = closed(db).await;
    town.post(Hadi, ISSUE, &numbered("800/1")).await.is(303);
    let id = issued(&town).await[0].id;
    let path = format!("/unit/DKP/rekap/{id}/pindaian");
    town.get(Hadi, &path).await.is(404);
    let wrong =
        town.upload(Hadi, &path, &[], &[("document", "a.pdf", b"<html>")]).await.is(415).text();
    assert!(wrong.contains("id=\"document-error\""), "{wrong}");
    town.upload(Hadi, &path, &[], &[]).await.is(422);
    for (pages, kept) in [(1, pdf(1)), (2, pdf(2))] {
        town.upload(Hadi, &path, &[], &[("document", "a.pdf", &kept)]).await.is(303);
        let read = town.get(Agus, &path).await.is(200);
        assert_eq!(read.body, kept, "{pages}");
        let sha256 = issued(&town).await[0].scan_sha256.clone().unwrap();
        assert!(recaps::is_scan(town.store.reader(), &sha256).await.unwrap());
        let files = contents::files(town.store.reader()).await.unwrap();
        assert!(files.contains_key(&sha256), "backups take it along");
    }
    let noted = notes(&town, AuditAction::RecapScan).await;
    assert_eq!(noted.len(), 2);
    assert!(noted[0].contains(&pekan::secret::sha256(pdf(1))), "what was replaced: {noted:?}");
    town.get(Tutik, &path).await.is(404);
    town.get(Hadi, &format!("/unit/DKP-UPT1/rekap/{id}/pindaian")).await.is(404);
    let page = town.get(Hadi, PAGE).await.is(200).text();
    assert!(page.contains("Unduh pindaian"), "{page}");
}

async fn files_say_what_the_page_says(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    execute(&town.store, "UPDATE employees SET name = '=1+1' WHERE name = 'Sari'").await;
    let page = town.get(Hadi, PAGE).await.is(200).text();
    let csv = town.get(Hadi, "/unit/DKP/rekap.csv?periode=2026-W47").await.is(200);
    let plain = town.get(Hadi, "/unit/DKP/rekap.csv?periode=2026-W47&pemisah=koma").await.is(200);
    assert!(
        csv.text().starts_with('\u{FEFF}') && csv.text().contains("\"'=1+1\";"),
        "{}",
        csv.text()
    );
    assert!(plain.text().starts_with("\"NIP") && plain.text().contains("\"'=1+1\","));
    for kind in ["csv", "xlsx", "pdf"] {
        let by_page = town.get(Hadi, &format!("/unit/DKP/rekap.{kind}?periode=2026-W47")).await;
        let path = format!("/offices/DKP/recap.{kind}?period=2026-W47");
        let by_call = town.api(Hadi, Get, &path, None).await.is(200);
        assert_eq!(by_page.header("Content-Type"), by_call.header("Content-Type"));
        assert!(
            by_call
                .header("Content-Disposition")
                .unwrap()
                .contains(&format!("rekap-DKP-2026-W47.{kind}"))
        );
        if kind != "xlsx" {
            assert_eq!(by_page.body, by_call.body, "{kind}");
        }
    }
    let noted = notes(&town, AuditAction::RecapExport).await;
    assert_eq!(noted.len(), 8);
    assert!(noted.iter().any(|one| one.contains("\"format\":\"pdf\"")), "{noted:?}");
    let paper =
        town.get(Hadi, "/unit/DKP/rekap.pdf?periode=2026-W47&kertas=a3").await.is(422).text();
    assert!(paper.contains("a3"), "{paper}");
    town.api(Hadi, Get, "/offices/DKP/recap.csv?separator=pipe", None).await.is(422);
    let sums = "<td class=\"right\">65.000</td>";
    assert!(page.contains(sums) && page.contains("=1+1"), "{page}");
}

fn host() -> Header<'static> {
    Header::new("Host", "127.0.0.1:8000")
}

/// How a page answers somebody at an address.
async fn asked_from(town: &Town, path: &str, address: &str) -> u16 {
    let remote = address.parse().unwrap();
    let asked = town.client.get(path.to_owned()).header(host()).remote(remote);
    asked.dispatch().await.status().code
}

async fn codes_are_not_guessed_by_the_thousand_and_nobody_is_locked_out(db: Database) {
    const OFFICE: &str = "203.0.113.7:4000";
    let town = Town::build(db).await;
    let mut guesses = 0;
    loop {
        match asked_from(&town, &format!("/rekap/0000-0000-{guesses:04}"), OFFICE).await {
            404 => guesses += 1,
            429 => break,
            other => panic!("{other}"),
        }
        assert!(guesses < 5_000, "nobody is refused");
    }
    assert!(guesses >= 300, "{guesses}");
    assert_eq!(asked_from(&town, "/rekap/0000-0000-0000", "203.0.113.8:4000").await, 404);
    assert_eq!(asked_from(&town, "/masuk", OFFICE).await, 200);
    let body = format!("csrf={}&login={}&password=salah", Nobody.csrf(), Sari.number());
    let sent = town.client.post("/masuk").cookie(cookie(Nobody)).header(ContentType::Form);
    let sent = sent.header(host()).remote(OFFICE.parse().unwrap()).body(body).dispatch().await;
    assert_eq!(sent.status().code, 422, "a wrong password is looked at, and not put off");
}
