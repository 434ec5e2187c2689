//! Many transfers at once, and what a person was when.

use pekan::store::placements;
use rocket::http::Method::{Delete, Post};
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari, Tutik};

const PATH: &str = "/admin/impor/mutasi";
/// A file input that was left empty.
const NO_FILE: [(&str, &str, &[u8]); 1] = [("file", "", b"")];

fn list() -> String {
    let (sari, budi, rina) = (Sari.number(), Budi.number(), Rina.number());
    // Pasted from a spreadsheet: tabs, and lines as browsers send them.
    format!(
        "NIP\tUnit\tGolongan\tJabatan\tMulai\r\n{sari}\tKEC-TEMPEH\tIII/b\tEselon IV\t2026-11-23\r\n\
         {budi}\tDKP-UPT1\t\t\t2026-11-23\r\n{rina}\tDKP\tIII/b\t\t1 Desember 2026\r\n"
    )
}

on_both_databases!(
    a_pasted_list_is_shown_row_by_row_and_then_applied,
    a_list_with_a_fault_comes_back_as_it_was,
    a_persons_page_shows_what_they_were_and_what_was_asked
);

async fn a_pasted_list_is_shown_row_by_row_and_then_applied(db: Database) {
    let town = Town::build(db).await;
    let begun = town.get(Dewi, PATH).await.is(200).text();
    assert!(begun.contains("NIP;Unit kerja;Golongan;Jenjang jabatan;Mulai"), "{begun}");
    let text = list();
    let fields = [("list", text.as_str()), ("action", "check")];
    let checked = town.upload(Dewi, PATH, &fields, &NO_FILE).await.is(200).text();
    for shown in [
        "2 orang berubah",
        "Sari",
        "Kantor DKP-UPT1",
        "Kantor KEC-TEMPEH",
        "Eselon IV",
        "23 Nov 2026",
        "Rina",
        "III/b",
        "1 Des 2026",
        "value=\"apply\"",
    ] {
        assert!(checked.contains(shown), "{shown}: {checked}");
    }
    assert!(!checked.contains(">Budi<"), "he is there already");
    let career = async |who| placements::of(town.store.reader(), town.id(who)).await.unwrap();
    assert_eq!(career(Sari).await.len(), 1);

    let (_, rest) = checked.split_once("name=\"upload\" value=\"").unwrap();
    let upload = rest.split('"').next().unwrap();
    let fields = [("upload", upload), ("action", "apply")];
    let applied = town.upload(Dewi, PATH, &fields, &NO_FILE).await.is(200).text();
    assert!(
        applied.contains("2 penempatan baru") && !applied.contains("value=\"apply\""),
        "{applied}"
    );
    let sari = career(Sari).await;
    assert_eq!((sari.len(), sari[0].to.unwrap().to_string()), (2, "2026-11-22".to_owned()));
    assert_eq!((career(Budi).await.len(), career(Rina).await.len()), (1, 2));

    let again = town
        .upload(Dewi, PATH, &[("list", &text), ("action", "check")], &NO_FILE)
        .await
        .is(200)
        .text();
    assert!(
        again.contains("Tidak ada yang perlu diterapkan") && !again.contains("value=\"apply\""),
        "{again}"
    );
}

async fn a_list_with_a_fault_comes_back_as_it_was(db: Database) {
    let town = Town::build(db).await;
    let text = list() + "\r\n<b>\tDKP\t\t\t2026-11-23\r\n" + Dewi.number() + "\tNIX\t\t\tbesok";
    for action in ["check", "apply"] {
        let told = town
            .upload(Dewi, PATH, &[("list", &text), ("action", action)], &NO_FILE)
            .await
            .is(422)
            .text();
        for shown in
            ["&lt;b&gt;", "Unit itu tidak ditemukan", "Tulis tanggal", "III/b", ">6<", ">7<"]
        {
            assert!(told.contains(shown), "{shown}: {told}");
        }
        assert!(!told.contains("value=\"apply\"") && !told.contains("orang pindah"), "{told}");
    }
    assert_eq!(placements::of(town.store.reader(), town.id(Sari)).await.unwrap().len(), 1);
    let none = town
        .upload(Dewi, PATH, &[("list", " "), ("action", "check")], &NO_FILE)
        .await
        .is(422)
        .text();
    assert!(none.contains("href=\"#file\""), "{none}");
    let file = list();
    let file = [("file", "mutasi.csv", file.as_bytes())];
    town.upload(Dewi, PATH, &[("list", ""), ("action", "check")], &file).await.is(200);
    town.upload(Hadi, PATH, &[("list", ""), ("action", "check")], &file).await.is(403);
    town.upload(Dewi, PATH, &[("list", ""), ("action", "check"), ("office", "LMJ")], &file)
        .await
        .is(422);
}

async fn a_persons_page_shows_what_they_were_and_what_was_asked(db: Database) {
    let town = Town::build(db).await;
    let sari = Sari.number();
    let role = json!({ "employee": sari, "role": "reviewer", "office": "DKP", "from": "2026-11-01", "acting": true });
    let role = town.api(Dewi, Post, "/roles", Some(role)).await.is(201).json();
    town.api(Dewi, Delete, &format!("/roles/{}", role["id"]), None).await.is(204);
    let leave = json!({ "from": "2026-11-09", "to": "2026-11-13", "reason": "maternity" });
    town.api(Dewi, Post, &format!("/employees/{sari}/exemptions"), Some(leave)).await.is(201);
    let place = json!({ "office": "DKP", "grade": "III/b", "from": "2026-11-18" });
    town.api(Dewi, Post, &format!("/employees/{sari}/placements"), Some(place)).await.is(201);
    let segment = town.segment(Sari);
    let path = format!("/unit/DKP/pegawai/{segment}");
    // The kind of a leave is for whoever decides.
    for (who, kind) in [(Hadi, "Cuti atau izin"), (Dewi, "Cuti melahirkan")] {
        let page = town.get(who, &path).await.is(200).text();
        for shown in [
            "Kantor DKP-UPT1",
            "III/b",
            "1 Jan 2020 – 17 Nov 2026",
            "18 Nov 2026 – sekarang",
            "Pemeriksa (Plt)",
            "dicabut 20 Nov 2026",
            kind,
            "Pekan 46",
            "Tidak ada hari kerja yang tersisa",
            "berlaku Lumajang 2023",
            "Dasar: SE Bupati 2023.",
            "Batas minimal dalam kebijakan: Rp100.000",
        ] {
            assert!(page.contains(shown), "{who:?} {shown}: {page}");
        }
        assert_eq!(page.matches("Batas minimal dalam kebijakan").count(), 12, "{who:?}");
        assert_eq!(page.contains(&format!("/admin/pegawai/{segment}")), who == Dewi);
    }
    let month = town.get(Hadi, &format!("{path}?periode=2026-11")).await.is(200).text();
    assert!(month.contains("Tidak ada kebijakan yang berlaku untuk November 2026"), "{month}");
    town.get(Tutik, &path).await.is(404);
    town.get(Sari, &path).await.is(404);
    let edited = town.get(Dewi, &format!("/admin/pegawai/{segment}")).await.is(200).text();
    assert!(edited.contains(&path), "{edited}");
}
