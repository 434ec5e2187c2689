//! Tables to fill in, warnings, and taking an import back, in the browser.

use pekan::rules::ImportKind;
use pekan::store::{employees, placements};
use pekan::workflows::imports::table;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Sari};

/// A file input that was left empty.
const NO_FILE: [(&str, &str, &[u8]); 1] = [("file", "", b"")];
const CHECK: [(&str, &str); 2] = [("upload", ""), ("action", "check")];
const APPLY: [(&str, &str); 2] = [("upload", ""), ("action", "apply")];

const TABLES: [(&str, &str); 3] = [
    ("pegawai", "/admin/impor/pegawai"),
    ("unit", "/admin/impor/unit"),
    ("mutasi", "/admin/impor/mutasi"),
];

/// A table of a kind that can be applied.
fn sound(kind: ImportKind) -> String {
    let (sari, budi) = (Sari.number(), Budi.number());
    match kind {
        ImportKind::Employees => {
            "nip;nama;email;jenis;unit;tmt\nK-9;Sembilan;k9@x.id;NON_ASN;DKP;2026-11-23\n".into()
        }
        ImportKind::Offices => "kode;nama;jenis;induk\nA;Bidang;bidang;DKP\n".into(),
        ImportKind::Placements => format!("nip;unit;tmt\n{sari};KEC-TEMPEH;2026-11-23\n"),
        ImportKind::Exemptions => {
            format!("nip;mulai;sampai;alasan\n{budi};2026-11-16;2026-11-16;Tugas belajar\n")
        }
        ImportKind::Holidays => "tanggal;nama;jenis\n2027-01-01;Tahun Baru;Libur nasional\n".into(),
        ImportKind::Sellers => "nama;kecamatan;jenis usaha\nKios Baru;Senduro;Kuliner\n".into(),
    }
}

/// Fails for a link of the page that leads nowhere.
async fn follow_links(town: &Town, what: &str, page: &str) {
    for link in page.split(" href=\"/").skip(1) {
        let link = format!("/{}", link.split(['"', '#']).next().unwrap());
        let reply = town.get(Dewi, &link).await;
        assert_eq!(reply.status, 200, "{what}: {link}");
    }
}

/// The figures of a result: rows, new, changed, unchanged.
fn figures(page: &str) -> Vec<String> {
    let figures =
        page.split("<dl class=\"figures\">").nth(1).expect(page).split("</dl>").next().unwrap();
    let told = figures.split("<dd>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    told.collect()
}

/// Where the button is that takes the last import back.
fn undo_of(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("action=\"/admin/impor/")?;
    Some(format!("/admin/impor/{}", rest.split('"').next().unwrap()))
}

on_both_databases!(
    every_link_of_every_kind_leads_somewhere,
    what_is_downloaded_comes_back_unchanged,
    an_empty_installation_has_a_template_of_headings,
    warnings_are_shown_and_the_import_is_taken_back,
    what_something_else_has_touched_is_named,
    offices_are_imported_and_gone_again
);

async fn every_link_of_every_kind_leads_somewhere(db: Database) {
    let town = Town::build(db).await;
    for table in table::all() {
        let (name, path) = (table.kind.name(), format!("/admin/impor/{}", table.path));
        let blank = town.get(Dewi, &path).await.is(200).text();
        for file in ["/templat/csv", "/templat/xlsx"] {
            assert!(blank.contains(&format!("href=\"{path}{file}\"")), "{name}: {blank}");
        }
        follow_links(&town, name, &blank).await;

        let files = [("file", "a.csv", &b"apa\n1\n"[..])];
        let faulty = town.upload(Dewi, &path, &CHECK, &files).await.is(422).text();
        assert!(faulty.contains(&format!("href=\"{path}/galat/")), "{name}: {faulty}");
        follow_links(&town, name, &faulty).await;

        let file = sound(table.kind);
        let files = [("file", "a.csv", file.as_bytes())];
        for action in [CHECK, APPLY] {
            let page = town.upload(Dewi, &path, &action, &files).await.is(200).text();
            follow_links(&town, name, &page).await;
            let undo = page.contains("href=\"/admin/impor\"");
            assert_eq!(undo, action == APPLY && table.undoable, "{name}: {page}");
        }
    }
    follow_links(&town, "imports", &town.get(Dewi, "/admin/impor").await.is(200).text()).await;
}

async fn what_is_downloaded_comes_back_unchanged(db: Database) {
    let town = Town::build(db).await;
    let odd = [
        ("number", "007"),
        ("name", "@Joko -1"),
        ("email", "joko@x.id"),
        ("phone", "+62812345678"),
        ("office", "DKP"),
        ("employment_type", "PPPK_PW"),
        ("grade", "IX"),
        ("position_level", "section_head"),
        ("from", "2026-11-23"),
        ("confirm", "1"),
    ];
    town.post(Dewi, "/admin/pegawai", &odd).await.is(303);
    for (table, path) in TABLES {
        for kind in ["csv", "xlsx"] {
            let file =
                town.get(Dewi, &format!("/admin/impor/{table}/templat/{kind}")).await.is(200);
            let name = format!("attachment; filename=\"{table}.{kind}\"");
            assert_eq!(file.header("Content-Disposition"), Some(name.as_str()));
            let files = [("file", "kembali", &file.body[..])];
            let page = town.upload(Dewi, path, &CHECK, &files).await.is(200).text();
            let told = figures(&page);
            let rows = told[0].parse::<usize>().unwrap();
            assert!(rows >= 5, "{table}.{kind}: {page}");
            assert_eq!(
                told[1..],
                ["0".to_owned(), "0".to_owned(), told[0].clone()],
                "{table}.{kind}: {page}"
            );
            let applied = town.upload(Dewi, path, &APPLY, &files).await.is(200).text();
            assert_eq!(figures(&applied)[3], told[0], "{table}.{kind}: {applied}");
        }
    }
    let people = town.get(Dewi, "/admin/impor/pegawai/templat/csv").await.text();
    for shown in [
        "\u{FEFF}\"NIP atau nomor pegawai\";\"Nama\";",
        "\"007\t\";\"'@Joko -1\";\"joko@x.id\";\"'+62812345678\t\";\"PPPK paruh waktu\";\"IX\";\"Kepala bagian\";\"\";\"DKP\t\";\"2026-11-23\"",
    ] {
        assert!(people.contains(shown), "{people}");
    }
    assert!(
        !town.get(Dewi, "/admin/impor").await.is(200).text().contains("/batal"),
        "nothing was changed"
    );
    for path in [
        "/admin/impor/pegawai/templat/pdf",
        "/admin/impor/pegawai/templat",
        "/admin/impor/nix/templat/csv",
    ] {
        town.get(Dewi, path).await.is(404);
    }
}

async fn an_empty_installation_has_a_template_of_headings(db: Database) {
    let town = Town::build(db).await;
    // Whoever has left is not there any more; the others stay.
    let path = format!("/admin/pegawai/{}/berhenti", town.segment(Sari));
    town.post(Dewi, &path, &[("on", "2026-11-19")]).await.is(303);
    let people = town.get(Dewi, "/admin/impor/pegawai/templat/csv").await.text();
    assert!(!people.contains(Sari.number()) && people.contains(Budi.number()), "{people}");
}

async fn warnings_are_shown_and_the_import_is_taken_back(db: Database) {
    let town = Town::build(db).await;
    let file = format!(
        "nip;nama;email;telepon;jenis;unit;tmt;gaji\nK-9;Sembilan;k9@x.id;81234567890;NON_ASN;DKP;2026-11-23;1\n\
            {};;budi.baru@x.id;;;;;2\n",
        Budi.number()
    );
    let files = [("file", "p.csv", file.as_bytes())];
    let checked = town.upload(Dewi, "/admin/impor/pegawai", &CHECK, &files).await.is(200).text();
    for shown in [
        "2 hal patut dilihat",
        "NIP terdiri dari 18 angka",
        "081234567890",
        "Kolom yang dilewati: gaji.",
    ] {
        assert!(checked.contains(shown), "{shown}: {checked}");
    }
    let (_, rest) = checked.split_once("name=\"upload\" value=\"").unwrap();
    let again = [("upload", rest.split('"').next().unwrap()), ("action", "apply")];
    let done = town.upload(Dewi, "/admin/impor/pegawai", &again, &NO_FILE).await.is(200).text();
    assert!(
        done.contains("1 pegawai baru, 1 berubah") && done.contains("href=\"/admin/impor\""),
        "{done}"
    );
    town.get(Dewi, "/admin/pegawai/K-9").await.is(303);

    let page = town.get(Dewi, "/admin/impor").await.is(200).text();
    assert!(page.contains("1 baru, 1 berubah dari 2 baris") && page.contains("Dewi"), "{page}");
    let undo = undo_of(&page).unwrap();
    town.post(Hadi, &undo, &[]).await.is(403);
    town.post(Dewi, &undo, &[]).await.is(303);
    let after = town.get(Dewi, "/admin/impor").await.is(200).text();
    assert!(after.contains("Dibatalkan") && undo_of(&after).is_none(), "{after}");
    town.get(Dewi, "/admin/pegawai/K-9").await.is(404);
    let list = town.get(Dewi, "/admin/pegawai?cari=sembilan").await.is(200).text();
    assert!(!list.contains("Sembilan"), "{list}");
    let budi = employees::by_number(town.store.reader(), Budi.number()).await.unwrap().unwrap();
    assert_eq!(budi.email.as_deref(), Some("budi@example.go.id"));
    let twice = town.post(Dewi, &undo, &[]).await.is(409).text();
    assert!(twice.contains("sudah dibatalkan"), "{twice}");
    town.post(Dewi, "/admin/impor/0/batal", &[]).await.is(404);
}

async fn what_something_else_has_touched_is_named(db: Database) {
    let town = Town::build(db).await;
    let file = format!("nip;unit;tmt\n{};KEC-TEMPEH;2026-11-23\n", Sari.number());
    town.upload(Dewi, "/admin/impor/mutasi", &[("list", &file), ("action", "apply")], &NO_FILE)
        .await
        .is(200);
    let undo = undo_of(&town.get(Dewi, "/admin/impor").await.is(200).text()).unwrap();
    let path = format!("/admin/pegawai/{}/berhenti", town.segment(Sari));
    town.post(Dewi, &path, &[("on", "2026-12-31")]).await.is(303);
    let told = town.post(Dewi, &undo, &[]).await.is(409).text();
    assert!(told.contains(&format!("baris 2 ({})", Sari.number())), "{told}");
    assert_eq!(placements::of(town.store.reader(), town.id(Sari)).await.unwrap().len(), 2);
}

async fn offices_are_imported_and_gone_again(db: Database) {
    let town = Town::build(db).await;
    let file =
        b"kode;nama;jenis;induk\nA1;Seksi;seksi;A\nA;Bidang;bidang;DKP\nDKP;Dinas Baru;dinas;LMJ\n";
    let files = [("file", "u.csv", &file[..])];
    let checked = town.upload(Dewi, "/admin/impor/unit", &CHECK, &files).await.is(200).text();
    assert_eq!(figures(&checked), ["3", "2", "1", "0"]);
    let done = town.upload(Dewi, "/admin/impor/unit", &APPLY, &files).await.is(200).text();
    assert!(done.contains("2 unit baru, 1 berubah"), "{done}");
    let undo = undo_of(&town.get(Dewi, "/admin/impor").await.is(200).text()).unwrap();
    // Somebody works there now.
    let person = [
        ("number", "K-9"),
        ("name", "Sembilan"),
        ("email", "k9@x.id"),
        ("phone", ""),
        ("office", "A1"),
        ("employment_type", "NON_ASN"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-23"),
        ("confirm", "1"),
    ];
    town.post(Dewi, "/admin/pegawai", &person).await.is(303);
    let told = town.post(Dewi, &undo, &[]).await.is(409).text();
    assert!(told.contains("baris 2 (A1)"), "{told}");
    assert!(town.get(Dewi, "/admin/unit").await.is(200).text().contains("Dinas Baru"));
}
