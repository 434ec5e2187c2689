//! People in administration: added, found, edited, moved, invited, imported.

use pekan::store::{employees, mails};

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Sari};

/// The last mail to somebody, of a kind.
async fn mailed(town: &Town, number: &str) -> Vec<String> {
    let db = town.store.reader();
    let person = employees::by_number(db, number).await.unwrap().unwrap();
    let all = mails::search(db, &mails::Search { limit: 100, ..Default::default() }).await.unwrap();
    let own = all.into_iter().filter(|(mail, _)| mail.employee_id == person.id);
    own.map(|(mail, _)| mail.kind.name().to_owned()).collect()
}

fn employee(number: &str) -> serde_json::Value {
    serde_json::json!({ "number": number, "name": "Kedelapan", "email": format!("{number}@x.id"),
        "employment_type": "PNS", "office": "DKP", "from": "2026-11-16" })
}

on_both_databases!(
    a_reference_amount_is_read_as_the_page_writes_it,
    a_person_is_added_found_and_edited,
    two_administrators_do_not_overwrite_each_other,
    a_number_that_is_no_nip_is_asked_about_once,
    a_person_moves_leaves_and_is_invited,
    a_staff_list_is_checked_and_then_applied
);

async fn a_person_is_added_found_and_edited(db: Database) {
    let town = Town::build(db).await;
    let new = [
        ("number", "199512312020121001"),
        ("name", "Joko <b>"),
        ("email", "joko@x.id"),
        ("phone", ""),
        ("office", "DKP"),
        ("employment_type", "PNS"),
        ("grade", "III/a"),
        ("position_level", "staff"),
        ("from", "2026-11-16"),
    ];
    let mut broken = new;
    broken[2].1 = "joko";
    let again = town.post(Dewi, "/admin/pegawai", &broken).await.is(422).text();
    assert!(has(&again, "email", "joko") && has(&again, "number", "199512312020121001"), "{again}");
    assert!(again.contains("<title>Kesalahan:") && again.contains("Joko &lt;b&gt;"));

    let done = town.post(Dewi, "/admin/pegawai", &new).await.is(303);
    let path = format!("/admin/pegawai/{}", town.segment_of("199512312020121001").await);
    assert_eq!(done.header("Location"), Some(path.as_str()));
    assert!(mailed(&town, "199512312020121001").await.is_empty(), "nothing that was not asked for");
    let found = town.get(Dewi, "/admin/pegawai?cari=joko&unit=DKP").await.is(200).text();
    assert!(found.contains("Joko &lt;b&gt;") && !found.contains("Budi"));

    let edit =
        [("name", "Joko Widodo"), ("email", "jw@x.id"), ("phone", "0812345"), ("version", "")];
    town.post(Dewi, &path, &edit).await.is(303);
    assert!(has(&town.get(Dewi, &path).await.is(200).text(), "email", "jw@x.id"));
    let taken = [("number", Sari.number()), ("name", "J"), ("email", "sari@example.go.id")];
    let taken = [&taken[..], &[("phone", ""), ("version", "")]].concat();
    let again = town.post(Dewi, &path, &taken).await.is(409).text();
    assert!(has(&again, "name", "J") && again.contains("sudah dipakai"));
}

async fn two_administrators_do_not_overwrite_each_other(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/admin/pegawai/{}", town.segment(Sari));
    let version = async || {
        let page = town.get(Dewi, &path).await.is(200).text();
        let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let seen = version().await;
    assert!(!seen.is_empty());
    let edit = |name, phone, version| {
        [("name", name), ("email", "sari@example.go.id"), ("phone", phone), ("version", version)]
    };
    town.post(Dewi, &path, &edit("Sari Utami", "", &seen)).await.is(303);
    let told = town.post(Dewi, &path, &edit("Sari", "0812345", &seen)).await.is(409).text();
    assert!(has(&told, "name", "Sari") && has(&told, "phone", "0812345"), "{told}");
    assert!(told.contains("Sari Utami, sari@example.go.id"), "{told}");
    assert_eq!(
        employees::by_number(town.store.reader(), Sari.number()).await.unwrap().unwrap().name,
        "Sari Utami"
    );
    // Whoever has read that and sends it again means it.
    let now = version().await;
    assert!(now != seen && has(&told, "version", &now));
    town.post(Dewi, &path, &edit("Sari", "0812345", &now)).await.is(303);
}

async fn a_number_that_is_no_nip_is_asked_about_once(db: Database) {
    let town = Town::build(db).await;
    let new = [
        ("number", "K-7"),
        ("name", "Tujuh"),
        ("email", "k7@x.id"),
        ("phone", ""),
        ("office", "DKP"),
        ("employment_type", "NON_ASN"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-23"),
        ("invite", "now"),
        ("confirm", "1"),
    ];
    let asked = town.post(Dewi, "/admin/pegawai", &new[..10]).await.is(200).text();
    assert!(
        has(&asked, "number", "K-7")
            && asked.contains("18 angka")
            && asked.contains("name=\"confirm\"")
    );
    town.get(Dewi, "/admin/pegawai/K-7").await.is(404);
    town.post(Dewi, "/admin/pegawai", &new).await.is(303);
    let path = format!("/admin/pegawai/{}", town.segment_of("K-7").await);
    town.get(Dewi, &path).await.is(200);
    assert_eq!(mailed(&town, "K-7").await, ["activation"], "that was asked for");

    // So is a number that is corrected; the other fields keep what was typed.
    let edit = [
        ("number", "K-8"),
        ("name", "Delapan"),
        ("email", "k8@x"),
        ("phone", ""),
        ("version", ""),
        ("confirm", "1"),
    ];
    let asked = town.post(Dewi, &path, &edit[..5]).await.is(200).text();
    assert!(
        has(&asked, "number", "K-8")
            && has(&asked, "name", "Delapan")
            && asked.contains("terdiri dari 18 angka"),
        "{asked}"
    );
    town.get(Dewi, "/admin/pegawai/K-8").await.is(404);
    let broken = town
        .post(Dewi, &path, &[edit[0], edit[1], ("email", "k8"), edit[3], edit[4], edit[5]])
        .await;
    let broken = broken.is(422).text();
    assert!(
        has(&broken, "confirm", "1") && !broken.contains("terdiri dari 18 angka"),
        "whoever has said yes is not asked again: {broken}"
    );
    let done = town.post(Dewi, &path, &edit).await.is(303);
    assert_eq!(done.header("Location"), Some(path.as_str()));
    // The number that stands is not asked about.
    town.post(Dewi, &path, &edit[..5]).await.is(303);
    let taken = [("number", Sari.number()), edit[1], edit[2], edit[3], edit[4]];
    assert!(town.post(Dewi, &path, &taken).await.is(409).text().contains("sudah dipakai"));
}

async fn a_person_moves_leaves_and_is_invited(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/admin/pegawai/{}", town.segment(Sari));
    let to = [
        ("office", "KEC-TEMPEH"),
        ("employment_type", "PNS"),
        ("grade", "III/b"),
        ("position_level", "echelon_4"),
        ("from", "2026-11-23"),
    ];
    town.post(Dewi, &format!("{path}/penempatan"), &to).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains("Kantor KEC-TEMPEH") && page.contains("III/b"), "{page}");
    let again = town.post(Dewi, &format!("{path}/penempatan"), &to).await.is(422).text();
    assert!(has(&again, "from", "2026-11-23") && again.contains("penempatan terakhir"));

    let early =
        town.post(Dewi, &format!("{path}/berhenti"), &[("on", "2019-01-01")]).await.is(422).text();
    assert!(has(&early, "on", "2019-01-01"));
    town.post(Dewi, &format!("{path}/berhenti"), &[("on", "2026-11-30")]).await.is(303);
    // Her account is active; nobody else gets a second mail while the first one waits.
    town.post(Dewi, &format!("{path}/aktivasi"), &[]).await.is(409);
    let new = employee("K-8");
    town.api(Dewi, rocket::http::Method::Post, "/employees", Some(new)).await.is(201);
    let invite = format!("/admin/pegawai/{}/aktivasi", town.segment_of("K-8").await);
    for _ in 0..2 {
        town.post(Dewi, &invite, &[]).await.is(303);
    }
    assert_eq!(mailed(&town, "K-8").await, ["activation"]);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains(&format!("action=\"{path}/berhenti/batal\"")));
    town.post(Dewi, &format!("{path}/berhenti/batal"), &[]).await.is(303);
    let undo = format!("{path}/penempatan/2026-11-23/batal");
    assert!(town.get(Dewi, &path).await.text().contains(&format!("action=\"{undo}\"")));
    town.post(Dewi, &undo, &[]).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(
        !page.contains("/batal") && !page.contains("III/b"),
        "nothing is left to take back: {page}"
    );
    town.post(Dewi, &undo, &[]).await.is(404);
    let audit = town.get(Agus, "/admin/audit").await.is(200).text();
    let undone = audit.split("membatalkan perubahan terakhir penempatan").nth(1).unwrap();
    assert!(undone.split("</li>").next().unwrap().contains("KEC-TEMPEH"), "what it said is kept");
    for sentence in ["menempatkan ", "berhenti, hari terakhir ", "menambah pegawai "] {
        assert!(audit.contains(sentence), "{sentence}");
    }
}

async fn a_staff_list_is_checked_and_then_applied(db: Database) {
    let town = Town::build(db).await;
    let path = "/admin/impor/pegawai";
    let good =
        "nip;nama;email;jenis;unit;tmt\n199512312020121001;Joko;joko@x.id;PNS;DKP;2026-11-23\n";
    let file = [("file", "p.csv", good.as_bytes())];
    let checked =
        town.upload(Dewi, path, &[("upload", ""), ("action", "check")], &file).await.is(200).text();
    let (_, rest) = checked.split_once("name=\"upload\" value=\"").unwrap();
    let upload = rest.split('"').next().unwrap().to_owned();
    assert!(!upload.is_empty() && checked.contains("value=\"apply\""));
    town.get(Dewi, "/admin/pegawai/199512312020121001").await.is(404);

    let empty = [("file", "", &b""[..])];
    let fields = [("upload", upload.as_str()), ("action", "apply")];
    let applied = town.upload(Dewi, path, &fields, &empty).await.is(200).text();
    assert!(!applied.contains("value=\"apply\""), "{applied}");
    town.get(Dewi, "/admin/pegawai/199512312020121001").await.is(303);
    assert!(mailed(&town, "199512312020121001").await.is_empty(), "nothing that was not asked for");

    let bad = good.replace("joko@x.id", "joko").replace("199512312020121001", "1.99E+17");
    let told = town
        .upload(
            Dewi,
            path,
            &[("upload", ""), ("action", "apply")],
            &[("file", "p.csv", bad.as_bytes())],
        )
        .await
        .is(422)
        .text();
    assert!(told.contains("lembar kerja") && !told.contains("value=\"apply\""));
    town.upload(Dewi, path, &[("upload", "gone"), ("action", "apply")], &empty).await.is(422);
    town.upload(Dewi, path, &[("upload", ""), ("action", "check")], &empty).await.is(422);
    town.upload(Hadi, path, &[("upload", ""), ("action", "check")], &file).await.is(403);
}

async fn a_reference_amount_is_read_as_the_page_writes_it(db: Database) {
    let town = Town::build(db).await;
    town.post(Dewi, "/akun", &[("language", "en")]).await.is(303);
    let path = format!("/admin/pegawai/{}", town.segment(Sari));
    let moved = [
        ("office", "DKP-UPT1"),
        ("employment_type", "PNS"),
        ("grade", "III/a"),
        ("position_level", "staff"),
        ("reference_amount", "4,500,000"),
        ("from", "2026-12-01"),
    ];
    town.post(Dewi, &format!("{path}/penempatan"), &moved).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(has(&page, "reference_amount", "4,500,000"), "{page}");
}
