//! Sellers on the pages of those who keep them.

use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::{bought, fields, has};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Dewi, Hadi, Rina, Sari};

on_both_databases!(
    sellers_are_found_by_the_beginnings_of_their_words,
    what_employees_propose_is_confirmed_by_those_who_keep_sellers,
    what_is_known_of_a_seller_is_edited_by_its_version,
    telephones_are_read_by_those_who_keep_sellers_and_by_nobody_else,
    a_code_is_looked_at_on_the_page_of_its_seller,
    classes_are_changed_on_the_page
);

/// Adds a seller. Returns the address of its page.
async fn add(town: &Town, name: &str, district: &str, market: &str) -> String {
    let fields = [("name", name), ("district", district), ("market", market)];
    let added = town.post(Dewi, "/penjual", &fields).await.is(303);
    added.header("Location").unwrap().to_owned()
}

async fn make_officer(town: &Town) {
    let officer =
        json!({ "employee": Hadi.number(), "role": "seller_officer", "from": "2020-01-01" });
    town.api(Dewi, Post, "/roles", Some(officer)).await.is(201);
}

/// The version that a page's form carries.
fn version(page: &str, path: &str) -> String {
    form(page, path).get("version").to_owned()
}

async fn sellers_are_found_by_the_beginnings_of_their_words(db: Database) {
    let town = Town::build(db).await;
    for (name, district, market) in [
        ("Warung Bu Sri", "Senduro", ""),
        ("Kios Bu Sriwulan", "Tempursari", "Pasar Legi"),
        ("Toko Ma’mur", "Pasirian", ""),
        ("Depot Sribu", "Senduro", ""),
    ] {
        add(&town, name, district, market).await;
    }
    for (text, found) in [
        ("bu sri", &["Warung Bu Sri", "Kios Bu Sriwulan"][..]),
        ("SRI  bu", &["Warung Bu Sri", "Kios Bu Sriwulan"]),
        ("sri sendu", &["Warung Bu Sri", "Depot Sribu"]),
        ("legi", &["Kios Bu Sriwulan"]),
        ("mamur", &["Toko Ma’mur"]),
        ("ri", &[]),
        ("sri bu lain", &[]),
        ("%", &[]),
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let page = town.get(Dewi, &format!("/penjual?cari={encoded}")).await.is(200).text();
        let path = format!("/sellers?q={encoded}");
        let listed = town.api(Sari, Get, &path, None).await.is(200).json();
        let names: Vec<_> =
            listed["items"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
        assert_eq!(names, found.iter().map(|name| json!(name)).collect::<Vec<_>>(), "{text}");
        for name in ["Warung Bu Sri", "Kios Bu Sriwulan", "Toko Ma’mur", "Depot Sribu"] {
            assert_eq!(
                page.contains(&format!(">{name}</a>")),
                found.contains(&name),
                "{text}: {name}"
            );
        }
        let fields = fields("x", &[("seller_query", text), ("action", "search")]);
        let log = town.post(Sari, "/belanja", &fields).await.text();
        assert_eq!(
            log.contains("data-name=\"Warung Bu Sri\""),
            found.contains(&"Warung Bu Sri"),
            "{text}"
        );
    }
    // A list goes on where it stopped.
    let first = town.api(Sari, Get, "/sellers?q=sri&limit=2", None).await.is(200).json();
    let rest = format!("/sellers?q=sri&limit=2&after={}", first["next"].as_str().unwrap());
    let rest = town.api(Sari, Get, &rest, None).await.is(200).json();
    assert_eq!(rest["items"][0]["name"], "Depot Sribu");
    assert_eq!(rest["next"], Value::Null);
}

async fn what_employees_propose_is_confirmed_by_those_who_keep_sellers(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "65.000").await;
    make_officer(&town).await;
    let listed = town.api(Sari, Get, "/sellers", None).await.is(200).json();
    assert_eq!(listed["items"][0]["state"], "proposed");
    // Their menu says that one waits; nobody else has the menu.
    let home = town.get(Hadi, "/").await.is(200).text();
    assert!(home.contains("<b class=\"badge\">1<span"), "{home}");
    assert!(!town.get(Sari, "/").await.is(200).text().contains("/penjual"));
    let desk = town.get(Dewi, "/admin").await.is(200).text();
    assert!(desk.contains("1 penjual menunggu diperiksa"), "{desk}");

    let waiting = town.get(Hadi, "/penjual?keadaan=waiting").await.is(200).text();
    assert!(waiting.contains(">Warung Bu Sri</a>") && waiting.contains("Usulan"), "{waiting}");
    let page = town.get(Hadi, "/penjual/1").await.is(200).text();
    assert!(page.contains("diusulkan oleh pegawai") && page.contains("Sari, "), "{page}");
    assert!(page.contains("1 catatan, Rp65.000"), "{page}");
    let seen = version(&page, "/penjual/1/terima");
    town.post(Sari, "/penjual/1/terima", &[("version", &seen)]).await.is(403);
    town.post(Hadi, "/penjual/1/terima", &[("version", &seen)]).await.is(303);
    town.post(Hadi, "/penjual/1/terima", &[("version", &seen)]).await.is(412);
    let page = town.get(Hadi, "/penjual/1").await.is(200).text();
    assert!(!page.contains("/penjual/1/terima") && page.contains("Hadi, "), "{page}");
    let again = [("version", "2")];
    let again = town.post(Hadi, "/penjual/1/terima", &again).await.is(409).text();
    assert!(again.contains("sudah diperiksa"), "{again}");
    assert!(!town.get(Hadi, "/").await.is(200).text().contains("class=\"badge\""));
    let waiting = town.get(Hadi, "/penjual?keadaan=waiting").await.is(200).text();
    assert!(waiting.contains("Tidak ada yang menunggu"), "{waiting}");
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("memeriksa usulan penjual “Warung Bu Sri”"), "{trail}");
}

async fn what_is_known_of_a_seller_is_edited_by_its_version(db: Database) {
    let town = Town::build(db).await;
    let path = add(&town, "Kios Bu Sri", "Tempursari", "").await;
    let edit = town.get(Dewi, &format!("{path}/ubah")).await.is(200).text();
    let known = form(&edit, &path);
    assert_eq!((known.get("name"), known.get("version")), ("Kios Bu Sri", "1"));
    let change = [
        ("version", "1"),
        ("name", "Kios Bu Sri"),
        ("district", "Tempursari"),
        ("goods", "trade"),
        ("nib", "9120 0012 34567"),
        ("phone", "+62 812-3456-7890"),
        ("instagram", "https://instagram.com/Kios.BuSri/"),
        ("marketplace", "tokopedia.com/kios-bu-sri"),
        ("training", "Pengemasan 2025"),
        ("market", "Pasar Legi"),
        ("stall", "B12"),
    ];
    town.post(Dewi, &path, &change).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    for words in [
        "href=\"tel:081234567890\"",
        "href=\"https://www.instagram.com/kios.busri/\"",
        "href=\"https://tokopedia.com/kios-bu-sri\"",
        "9120001234567",
        "Pasar Legi, B12",
        "Perdagangan",
        "Pengemasan 2025",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Whoever was slower sees what it is now, and keeps what they typed.
    let slower = [("version", "1"), ("name", "Kios Ibu Sri"), ("district", "Tempursari")];
    let slower = town.post(Dewi, &path, &slower).await.is(412).text();
    assert!(has(&slower, "name", "Kios Ibu Sri") && has(&slower, "version", "2"), "{slower}");
    // Every fault at once, with what was typed.
    let odd = [
        ("version", "2"),
        ("name", ""),
        ("nib", "123"),
        ("goods", "x"),
        ("phone", "ibu"),
        ("youtube", "javascript:alert(1)"),
    ];
    let odd = town.post(Dewi, &path, &odd).await.is(422).text();
    for field in ["name", "nib", "goods", "phone", "youtube"] {
        assert!(odd.contains(&format!("href=\"#{field}\"")), "{field}: {odd}");
    }
    assert!(has(&odd, "nib", "123"));
    add(&town, "Toko Lain", "Tempursari", "").await;
    let taken = [("version", "2"), ("name", "TOKO  lain"), ("district", "tempursari")];
    assert!(town.post(Dewi, &path, &taken).await.is(409).text().contains("sudah ada di daftar"));
    town.post(Dewi, "/penjual/999999", &change).await.is(404);
    town.get(Dewi, "/penjual/999999").await.is(404);
    // The same through the API, where a version is asked for.
    let api = path.replace("/penjual", "/sellers");
    let body = json!({ "stall": "C1", "market": "" });
    town.api(Dewi, Patch, &api, Some(body.clone())).await.is(428);
    let stale = [("If-Match", "\"1\"")];
    town.api_with(Dewi, Patch, &api, Some(body.clone()), &stale).await.is(412);
    let seen = town.api(Dewi, Get, &api, None).await.is(200);
    let tag = seen.header("ETag").unwrap().to_owned();
    let headers = [("If-Match", tag.as_str())];
    let changed = town.api_with(Dewi, Patch, &api, Some(body), &headers).await.is(200).json();
    assert_eq!(
        (&changed["stall"], &changed["market"], &changed["phone"]),
        (&json!("C1"), &Value::Null, &json!("081234567890"))
    );
}

async fn telephones_are_read_by_those_who_keep_sellers_and_by_nobody_else(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "name": "Kios Bu Sri", "phone": "081234567890", "whatsapp": "081298765432",
        "instagram": "kios.busri", "classes": [{ "class": "mikro", "from": "2020-01-01" }] });
    let made = town.api(Dewi, Post, "/sellers", Some(new)).await.is(201).json();
    let path = format!("/sellers/{}", made["id"]);
    let own = town.api(Dewi, Get, &path, None).await.is(200).json();
    assert_eq!((&own["phone"], &own["state"]), (&json!("081234567890"), &json!("confirmed")));
    for who in [Sari, Rina, Agus, Hadi] {
        town.api(who, Get, &path, None).await.is(403);
        let listed = town.api(who, Get, "/sellers?q=sri", None).await.is(200).text();
        assert!(!listed.contains("567890") && !listed.contains("busri"), "{listed}");
    }
    let edit = json!({ "phone": "081200001111", "name": "Kios Bu Sri" });
    let headers = [("If-Match", "\"1\"")];
    town.api_with(Dewi, Patch, &path, Some(edit), &headers).await.is(200);
    let trail = town.get(Agus, "/admin/audit").await.is(200).text();
    assert!(trail.contains("mengubah data penjual “Kios Bu Sri”"), "{trail}");
    assert!(!trail.contains("567890") && !trail.contains("001111"), "{trail}");
}

const WARUNG: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000001702150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID90241234567830303UMI5204581253033605802ID5918WARUNG CONTOH SATU6011KAB. CONTOH61051234562070703A016304BB1E";

async fn a_code_is_looked_at_on_the_page_of_its_seller(db: Database) {
    let town = Town::build(db).await;
    let scanned = json!({ "payload": WARUNG });
    let made = town.api(Sari, Post, "/sellers/qris", Some(scanned)).await.is(200).json();
    let path = format!("/penjual/{}", made["seller"]["id"]);
    let check = format!("{path}/qris");
    let page = town.get(Dewi, &path).await.is(200).text();
    for words in ["ID9024123456783", "Kode ini benar", "Tolak", "(UMI)", "bukan bukti belanja"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let seen = version(&page, &check);
    let odd = [("version", seen.as_str()), ("qris_check", "mungkin")];
    town.post(Dewi, &check, &odd).await.is(422);
    let accept = [("version", seen.as_str()), ("qris_check", "accepted")];
    town.post(Sari, &check, &accept).await.is(403);
    town.post(Dewi, &check, &accept).await.is(303);
    // Whoever has looked at its code has looked at the seller.
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(!page.contains(&format!("action=\"{check}\"")) && !page.contains("/terima"), "{page}");
    let waiting = town.get(Dewi, "/penjual?keadaan=waiting").await.is(200).text();
    assert!(waiting.contains("Tidak ada yang menunggu"), "{waiting}");
}

async fn classes_are_changed_on_the_page(db: Database) {
    let town = Town::build(db).await;
    let path = add(&town, "Kios Bu Sri", "Tempursari", "").await;
    let classes = format!("{path}/kelas");
    // A row that is left empty between others is none, and what is wrong is said where it stands.
    let odd = [
        ("version", "1"),
        ("classes.0.class", ""),
        ("classes.0.from", ""),
        ("classes.0.to", ""),
        ("classes.1.class", "mikro"),
        ("classes.1.from", "2026-13-01"),
        ("classes.1.to", ""),
    ];
    let page = town.post(Dewi, &classes, &odd).await.is(422).text();
    assert!(page.contains("href=\"#classes.1.from\"") && has(&page, "classes.1.class", "mikro"));
    let right: Vec<_> =
        odd.iter().map(|(name, text)| (*name, text.trim_end_matches("13-01"))).collect();
    let mut right: Vec<_> =
        right.into_iter().filter(|(name, _)| *name != "classes.1.from").collect();
    right.push(("classes.1.from", "2026-01-01"));
    town.post(Dewi, &classes, &right).await.is(303);
    let page = town.get(Dewi, &path).await.is(200).text();
    assert!(page.contains("usaha mikro") && page.contains("Berlaku"), "{page}");
    town.post(Dewi, &classes, &right).await.is(412);
    town.post(Dewi, &classes, &[("version", "2")]).await.is(303);
    assert!(town.get(Dewi, &path).await.is(200).text().contains("Belum ada kelas"));
}
