//! The desk of administration: what needs somebody today.

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Sari};

on_both_databases!(
    it_says_what_waits_and_leads_to_the_list,
    people_are_narrowed_sorted_and_taken_along_as_a_file,
);

/// The sentences of the desk, each with where it leads.
fn rows(page: &str) -> Vec<(String, String)> {
    let desk = page.split("id=\"desk\"").nth(1).unwrap().split("</section>").next().unwrap();
    let links = desk.split("href=\"").skip(1).map(|link| {
        let (url, rest) = link.split_once('"').unwrap();
        let words = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        (url.replace("&#x2F;", "/").replace("&amp;", "&"), words.to_owned())
    });
    links.collect()
}

async fn it_says_what_waits_and_leads_to_the_list(db: Database) {
    let town = Town::build(db).await;
    let new = [
        ("number", "P-1"),
        ("name", "Joko"),
        ("email", "joko@example.go.id"),
        ("phone", ""),
        ("office", "KEC-TEMPEH"),
        ("employment_type", "NON_ASN"),
        ("grade", ""),
        ("position_level", "staff"),
        ("from", "2026-11-02"),
        ("confirm", "1"),
    ];
    town.post(Dewi, "/admin/pegawai", &new).await.is(303);
    let leave = [("reason", "annual_leave"), ("from", "2026-11-23"), ("to", "2026-11-24")];
    town.upload(Sari, "/pengecualian", &leave, &[]).await.is(303);
    let desk = rows(&town.get(Dewi, "/admin").await.is(200).text());
    let said = |url: &str| {
        let found = desk.iter().find(|(to, _)| to == url);
        let Some((_, words)) = found else { panic!("{url}: {desk:?}") };
        words
    };
    assert!(said("/admin/pegawai?akun=none").starts_with("1 pegawai"), "{desk:?}");
    assert!(said("/admin/pengecualian?keadaan=pending").starts_with("1 pengajuan"));
    assert!(said("/admin/unit?tanpa_kepala=true").contains("belum punya kepala"));
    let mail = desk.iter().any(|(_, words)| words.to_lowercase().contains("server surel belum"));
    assert!(mail, "{desk:?}");
    // Each number is that of the list to which its sentence leads.
    let list = town.get(Dewi, "/admin/pegawai?akun=none").await.is(200).text();
    assert!(list.contains("Joko") && list.matches("<tr><th scope=\"row\">").count() == 1);
    let headless = town.get(Dewi, "/admin/unit?tanpa_kepala=true").await.is(200).text();
    let number: usize =
        said("/admin/unit?tanpa_kepala=true").split(' ').next().unwrap().parse().unwrap();
    assert_eq!(headless.matches("<tr><th scope=\"row\">").count(), number);
    let words = |rows: Vec<(String, String)>| rows.into_iter().map(|(_, words)| words);
    let read = rows(&town.get(Agus, "/admin").await.is(200).text());
    assert!(words(desk).eq(words(read)), "an auditor reads the same");
}

async fn people_are_narrowed_sorted_and_taken_along_as_a_file(db: Database) {
    let town = Town::build(db).await;
    let numbers = async |query: &str| {
        let page = town.get(Dewi, &format!("/admin/pegawai?{query}")).await.is(200).text();
        let rows = page.split("<tr><th scope=\"row\">").skip(1);
        let numbers = rows.map(|row| {
            row.split("<small class=\"number\">")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap()
                .to_owned()
        });
        numbers.collect::<Vec<_>>()
    };
    let everybody = numbers("").await;
    assert_eq!(everybody, numbers("cari=&unit=&akun=&tingkat=&golongan=&jenis=&urut=").await);
    let mut sorted = everybody.clone();
    sorted.sort();
    assert_eq!(numbers("urut=number").await, sorted);
    assert_eq!(numbers("akun=active").await, everybody);
    assert!(numbers("akun=invited").await.is_empty());
    let below = numbers("unit=DKP&urut=office").await;
    assert!(below.contains(&Budi.number().to_owned()) && below.len() < everybody.len());
    assert!(numbers("tingkat=camat").await.len() < everybody.len());
    assert!(numbers("jenis=PPPK_PW").await.is_empty());
    for query in ["akun=maybe", "jenis=ASN", "urut=age"] {
        town.get(Dewi, &format!("/admin/pegawai?{query}")).await.is(422);
    }
    let page = town.get(Dewi, "/admin/pegawai?unit=DKP&urut=office").await.text();
    assert!(page.contains("selected") && !has(&page, "cari", "DKP"));

    let file = town.get(Dewi, "/admin/pegawai/daftar/csv?unit=DKP&urut=number").await.is(200);
    let file = file.text();
    assert!(
        file.starts_with(
            "\u{FEFF}\"NIP atau nomor pegawai\";\"Nama\";\"Alamat surel\";\"Telepon\";\"Status kepegawaian\";"
        ),
        "{file}"
    );
    assert_eq!(file.lines().count(), below.len() + 1, "{file}");
    town.get(Agus, "/admin/pegawai/daftar/xlsx").await.is(200);
    town.get(Dewi, "/admin/pegawai/daftar/pdf").await.is(404);
    town.get(Sari, "/admin/pegawai/daftar/csv").await.is(403);
}
