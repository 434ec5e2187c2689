//! Sellers carry classes, and a purchase counts by the class of its day.

use rocket::http::Method::{Get, Patch, Post};
use serde_json::{Value, json};

use super::faults;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Sari};
use crate::support::town::{Reply, Who};

on_both_databases!(
    a_seller_is_added_with_its_classes,
    a_purchase_says_whether_it_counts_and_why_not,
    other_classes_count_what_was_bought_anew,
    a_code_finds_its_seller_or_makes_it_known,
    a_number_that_comes_back_with_another_declaration_is_looked_at,
    every_sample_of_a_code_is_answered,
    whoever_prints_codes_fills_nothing,
    two_merchants_of_one_name_are_two_sellers,
    a_class_with_few_sellers_is_warned_of
);

async fn a_seller_is_added_with_its_classes(db: Database) {
    let town = Town::build(db).await;
    let new = json!({ "name": "Pasar Senduro", "district": "Senduro", "classes": [
        { "class": "pasar tradisional", "from": "2020-01-01" },
        { "class": "mikro", "from": "2020-01-01", "to": "2026-06-30" },
    ] });
    let added = town.api(Dewi, Post, "/sellers", Some(new.clone())).await.is(201).json();
    let classes = json!([
        { "class": "micro", "from": "2020-01-01", "to": "2026-06-30", "curation": "accepted" },
        { "class": "traditional_market", "from": "2020-01-01", "to": null, "curation": "accepted" },
    ]);
    assert_eq!(added["classes"], classes);
    let listed = town.api(Sari, Get, "/sellers?q=pasar", None).await.is(200).json();
    assert_eq!(listed["items"][0]["classes"], classes);
    let again = town.api(Dewi, Post, "/sellers", Some(new.clone())).await.is(409);
    assert_eq!(faults(&again), ["name: seller-exists"]);
    let odd =
        json!({ "name": " ", "classes": [{ "class": "a/b", "from": "x", "to": "2020-01-01" }] });
    assert_eq!(
        faults(&town.api(Dewi, Post, "/sellers", Some(odd)).await.is(422)),
        ["classes.0.class: unknown-choice", "classes.0.from: not-a-date", "name: missing"]
    );
    let officer = json!({ "employee": Hadi.number(), "role": "seller_officer",
        "from": "2020-01-01" });
    let path = format!("/sellers/{}", added["id"]);
    let none = json!({ "classes": [] });
    town.api(Hadi, Patch, &path, Some(none.clone())).await.is(403);
    town.api(Agus, Patch, &path, Some(none.clone())).await.is(403);
    town.api(Dewi, Post, "/roles", Some(officer)).await.is(201);
    let changed = town.api(Hadi, Patch, &path, Some(none.clone())).await.is(200).json();
    assert_eq!(changed["classes"], json!([]));
    town.api(Dewi, Patch, "/sellers/999999", Some(none)).await.is(404);
}

/// Kudus: the third Friday, at a traditional market.
fn kudus() -> Value {
    json!({ "title": "Kudus", "mode": "mandatory", "period": "month", "office": "LMJ",
        "effective_from": "2026-10-01", "minimum_amount": 50_000, "confirm": true,
        "counts_on": [{ "nth_weekday": { "nth": 3, "weekday": 5 } }],
        "seller_classes": ["traditional_market"] })
}

async fn buy(town: &Town, on: &str, seller: &Value, funding: &str) -> Value {
    let body = json!({ "employee": Sari.number(), "purchased_on": on, "amount": 60_000,
        "seller": seller, "channel": "in_person", "evidence": "no_receipt", "funding": funding });
    let key = format!("{on}-{funding}-{}", seller["name"]);
    let headers = [("Idempotency-Key", key.as_str())];
    town.api_with(Dewi, Post, "/purchases", Some(body), &headers).await.is(201).json()
}

async fn a_purchase_says_whether_it_counts_and_why_not(db: Database) {
    let town = Town::build(db).await;
    let before = buy(&town, "2026-11-12", &json!({ "name": "Warung" }), "personal").await;
    assert_eq!(
        before["counts"],
        json!({ "policy": "Lumajang 2023", "counted": true, "reason": null })
    );
    town.api(Dewi, Post, "/policies", Some(kudus())).await.is(201);
    let market = json!({ "name": "Pasar", "classes": [
        { "class": "traditional_market", "from": "2020-01-01" }] });
    town.api(Dewi, Post, "/sellers", Some(market)).await.is(201);
    for (on, seller, funding, reason) in [
        ("2026-11-20", "Pasar", "personal", json!(null)),
        ("2026-11-13", "Pasar", "personal", json!("day")),
        ("2026-11-20", "Toko", "personal", json!("seller_class")),
        ("2026-11-20", "Pasar", "office", json!("office_funds")),
    ] {
        let bought = buy(&town, on, &json!({ "name": seller }), funding).await;
        let counts = json!({ "policy": "Kudus", "counted": reason.is_null(), "reason": reason });
        assert_eq!(bought["counts"], counts, "{on} {seller} {funding}");
        let shown = town.api(Sari, Get, &format!("/purchases/{}", bought["id"]), None).await;
        assert_eq!(shown.is(200).json()["counts"], counts);
        let page = town.get(Sari, &format!("/belanja/{}", bought["id"])).await.is(200).text();
        let words = match reason.as_str() {
            None => "Tidak dihitung",
            Some("day") => "bukan hari yang dihitung kebijakan",
            Some("seller_class") => "tidak termasuk kelas yang dihitung kebijakan",
            Some(_) => "memakai anggaran kantor",
        };
        assert_eq!(page.contains(words), !reason.is_null(), "{words}: {page}");
    }
    let mine = town.api(Sari, Get, "/me/compliance?period=2026-11", None).await.is(200).json();
    assert_eq!((&mine["counted"], &mine["status"]), (&json!(60_000), &json!("met")));
    let told = mine["explanation"].to_string();
    for words in ["Jumat ketiga setiap bulan", "pasar tradisional", "bukan hari yang dihitung"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for path in ["/", "/riwayat"] {
        let page = town.get(Sari, path).await.is(200).text();
        assert!(page.contains("bukan hari yang dihitung kebijakan"), "{path}: {page}");
    }
}

async fn other_classes_count_what_was_bought_anew(db: Database) {
    let town = Town::build(db).await;
    town.api(Dewi, Post, "/policies", Some(kudus())).await.is(201);
    let bought = buy(&town, "2026-11-20", &json!({ "name": "Pasar" }), "personal").await;
    let counted = async |town: &Town, period: &str| {
        let path = format!("/me/compliance?period={period}");
        town.api(Sari, Get, &path, None).await.is(200).json()
    };
    assert_eq!(counted(&town, "2026-11").await["counted"], 0);
    let path = format!("/sellers/{}", bought["seller"]["id"]);
    let market = |curation: &str| {
        json!({ "classes": [{ "class": "traditional_market", "from": "2026-11-20",
            "curation": curation }] })
    };
    for (curation, comes_to) in [("applied", 0), ("accepted", 60_000), ("refused", 0)] {
        town.api(Dewi, Patch, &path, Some(market(curation))).await.is(200);
        assert_eq!(counted(&town, "2026-11").await["counted"], comes_to, "{curation}");
    }
    let odd = town.api(Dewi, Patch, &path, Some(market("maybe"))).await.is(422);
    assert_eq!(faults(&odd), ["classes.0.curation: unknown-choice"]);
    town.api(Dewi, Patch, &path, Some(market("accepted"))).await.is(200);
    assert!(
        pekan::store::totals::differences(town.store.reader()).await.unwrap().is_empty(),
        "the totals follow from the purchases"
    );
    // What is closed is amended.
    let town = town.at("2026-12-10T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-11/close", None).await.is(200);
    assert_eq!(counted(&town, "2026-11").await["status"], "met");
    town.api(Dewi, Patch, &path, Some(json!({ "classes": [] }))).await.is(200);
    let after = counted(&town, "2026-11").await;
    assert_eq!(
        (&after["counted"], &after["status"], &after["amendment"]),
        (&json!(0), &json!("short"), &json!(1))
    );
}

const WARUNG: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000001702150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID90241234567830303UMI5204581253033605802ID5918WARUNG CONTOH SATU6011KAB. CONTOH61051234562070703A016304BB1E";

/// The text with the checksum that belongs to it.
fn sealed(text: &str) -> String {
    let covered = &text[..text.len() - 4];
    let sum = covered.bytes().fold(0xFFFF_u16, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    });
    format!("{covered}{sum:04X}")
}

async fn scan(town: &Town, who: Who, payload: &str) -> Reply {
    town.api(who, Post, "/sellers/qris", Some(json!({ "payload": payload }))).await
}

async fn a_code_finds_its_seller_or_makes_it_known(db: Database) {
    let town = Town::build(db).await;
    let first = scan(&town, Sari, WARUNG).await.is(200).json();
    assert_eq!((&first["is_new"], &first["differs"]), (&json!(true), &json!(false)));
    let seller = &first["seller"];
    assert_eq!(
        (&seller["name"], &seller["district"], &seller["classes"]),
        (&json!("WARUNG CONTOH SATU"), &json!("KAB. CONTOH"), &json!([]))
    );
    let declared = json!({ "nmid": "ID9024123456783", "name": "WARUNG CONTOH SATU",
        "city": "KAB. CONTOH", "criteria": "UMI", "standing": "umkm", "check": "waiting" });
    assert_eq!(seller["qris"], declared);
    let again = scan(&town, Budi, &format!(" {WARUNG}\n")).await.is(200).json();
    assert_eq!((&again["is_new"], &again["seller"]), (&json!(false), seller));
    // It is bought there like anywhere else; the code itself is no purchase.
    assert!(town.purchases().await.is_empty());
    buy(&town, "2026-11-20", &json!({ "id": seller["id"] }), "personal").await;
    let waiting = town.api(Dewi, Get, "/sellers?qris_check=waiting", None).await.is(200).json();
    assert_eq!(waiting["items"], json!([seller]));
    let path = format!("/sellers/{}", seller["id"]);
    let accept = json!({ "qris_check": "accepted" });
    town.api(Sari, Patch, &path, Some(accept.clone())).await.is(403);
    let checked = town.api(Dewi, Patch, &path, Some(accept)).await.is(200).json();
    assert_eq!(checked["qris"]["check"], "accepted");
    let waiting = town.api(Dewi, Get, "/sellers?qris_check=waiting", None).await.is(200).json();
    assert_eq!(waiting["items"], json!([]));
    let odd = json!({ "qris_check": "waiting" });
    let odd = town.api(Dewi, Patch, &path, Some(odd)).await.is(422);
    assert_eq!(faults(&odd), ["qris_check: unknown-choice"]);
    let nothing = town.api(Dewi, Patch, &path, Some(json!({}))).await.is(422);
    assert_eq!(faults(&nothing), ["classes: missing"]);
    town.api(Dewi, Get, "/sellers?qris_check=x", None).await.is(422);
}

async fn a_number_that_comes_back_with_another_declaration_is_looked_at(db: Database) {
    let town = Town::build(db).await;
    let first = scan(&town, Sari, WARUNG).await.is(200).json();
    let path = format!("/sellers/{}", first["seller"]["id"]);
    let accept = json!({ "qris_check": "accepted" });
    town.api(Dewi, Patch, &path, Some(accept.clone())).await.is(200);
    let other = sealed(&WARUNG.replace("0303UMI", "0303UBE").replace("CONTOH SATU", "KONTAH SATU"));
    for who in [Sari, Budi] {
        let seen = scan(&town, who, &other).await.is(200).json();
        assert_eq!((&seen["differs"], &seen["is_new"]), (&json!(true), &json!(false)));
        let qris = &seen["seller"]["qris"];
        assert_eq!((&qris["criteria"], &qris["check"]), (&json!("UMI"), &json!("changed")));
    }
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    let told = "dengan keterangan yang berubah: Kriteria QRIS: UMI → UBE; Nama: WARUNG CONTOH SATU → \
        WARUNG KONTAH SATU";
    assert_eq!(trail.matches(told).count(), 1, "{trail}");
    let changed = town.api(Dewi, Get, "/sellers?qris_check=changed", None).await.is(200).json();
    assert_eq!(changed["items"].as_array().unwrap().len(), 1);
    let after = town.api(Dewi, Patch, &path, Some(accept)).await.is(200).json();
    let qris = &after["qris"];
    assert_eq!(
        (&qris["criteria"], &qris["standing"], &qris["check"]),
        (&json!("UBE"), &json!("not_umkm"), &json!("accepted"))
    );
    assert_eq!(scan(&town, Sari, &other).await.is(200).json()["differs"], false);
    assert_eq!(scan(&town, Sari, WARUNG).await.is(200).json()["differs"], true);
}

async fn every_sample_of_a_code_is_answered(db: Database) {
    let town = Town::build(db).await;
    let (mut read, mut refused) = (0, 0);
    for line in include_str!("../fixtures/qris-payloads.jsonl").lines() {
        let sample: Value = serde_json::from_str(line).unwrap();
        let payload = sample["payload"].as_str().unwrap();
        let answer = scan(&town, Sari, payload).await;
        if answer.status == 200 {
            let found = answer.json();
            // A code without a number is known by the name and place of one that has come before.
            if sample["nmid"].is_string() {
                assert_eq!(found["seller"]["qris"]["nmid"], sample["nmid"], "{payload}");
            }
            assert!(matches!(
                found["seller"]["qris"]["standing"].as_str(),
                Some("umkm" | "not_umkm" | "by_hand")
            ));
            read += 1;
            continue;
        }
        let kind = sample["kind"].as_str().unwrap();
        let reason = match () {
            () if sample["tlv_ok"] == false => "payload: qris-damaged",
            () if sample["crc_valid"] == false => "payload: qris-checksum",
            () if kind.starts_with("transfer") => "payload: qris-transfer",
            () => "payload: qris-other-country",
        };
        assert_eq!(faults(&answer.is(422)), [reason], "{payload}");
        refused += 1;
    }
    assert_eq!((read, refused), (52, 14));
    for (payload, reason) in [
        ("", "payload: qris-not-qris"),
        ("https://example.id", "payload: qris-not-qris"),
        (&format!("000201{}", "9".repeat(600)), "payload: qris-too-long"),
    ] {
        assert_eq!(faults(&scan(&town, Sari, payload).await.is(422)), [reason]);
    }
}

async fn whoever_prints_codes_fills_nothing(db: Database) {
    let town = Town::build(db).await;
    let code = |number: u32| {
        let code = WARUNG.replace("ID9024123456783", &format!("ID9024{number:09}"));
        sealed(&code.replace("CONTOH SATU", &format!("CONTOH {number:04}")))
    };
    let path =
        format!("/sellers/{}", scan(&town, Sari, &code(0)).await.is(200).json()["seller"]["id"]);
    town.api(Dewi, Patch, &path, Some(json!({ "qris_check": "accepted" }))).await.is(200);
    // One difference waits, however many there are; one that was refused is not asked about again.
    let other = |criteria: &str| sealed(&code(0).replace("0303UMI", &format!("0303{criteria}")));
    for criteria in ["UBE", "UKE", "UME", "UBE", "UKE"] {
        scan(&town, Sari, &other(criteria)).await.is(200);
    }
    let refused = json!({ "qris_check": "refused" });
    town.api(Dewi, Patch, &path, Some(refused)).await.is(200);
    let seen = scan(&town, Sari, &other("UBE")).await.is(200).json();
    assert_eq!(
        (&seen["differs"], &seen["seller"]["qris"]["check"]),
        (&json!(true), &json!("refused"))
    );
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert_eq!(trail.matches("dengan keterangan yang berubah").count(), 1, "{trail}");

    for number in 1..100 {
        scan(&town, Sari, &code(number)).await.is(200);
    }
    let many = scan(&town, Sari, &code(100)).await.is(409);
    assert_eq!(faults(&many), ["payload: too-many-sellers"]);
    // What is known is found all the same, and others go on.
    scan(&town, Sari, &code(7)).await.is(200);
    scan(&town, Budi, &code(100)).await.is(200);
}

async fn two_merchants_of_one_name_are_two_sellers(db: Database) {
    let town = Town::build(db).await;
    // Somebody has bought there before; the first code is taken for that shop.
    let known = json!({ "name": "Warung Contoh Satu", "district": "Kab. Contoh" });
    let known = town.api(Dewi, Post, "/sellers", Some(known)).await.is(201).json();
    let one = scan(&town, Sari, WARUNG).await.is(200).json();
    assert_eq!(one["seller"]["id"], known["id"]);
    let other = sealed(&WARUNG.replace("ID9024123456783", "ID9024123456791"));
    let two = scan(&town, Sari, &other).await.is(200).json();
    assert_ne!(two["seller"]["id"], known["id"]);
    assert_eq!(two["seller"]["name"], "WARUNG CONTOH SATU (ID9024123456791)");
    assert_eq!(scan(&town, Budi, &other).await.is(200).json()["seller"]["id"], two["seller"]["id"]);
}

async fn a_class_with_few_sellers_is_warned_of(db: Database) {
    let town = Town::build(db).await;
    let policy = json!({ "title": "Halal", "mode": "mandatory", "period": "month", "office": "LMJ",
        "effective_from": "2026-12-01", "minimum_amount": 50_000, "confirm": true,
        "seller_classes": ["halal"] });
    let few = async |count: usize| {
        let told = town.api(Dewi, Post, "/policies/preview", Some(policy.clone())).await.is(200);
        let told = told.json();
        let mut warnings = told["warnings"].as_array().unwrap().iter();
        let few = warnings.find(|warning| warning["code"] == "few-sellers").cloned();
        assert_eq!(few.is_some(), count < 3, "{told}");
        few.map(|few| few["message"].as_str().unwrap().to_owned())
    };
    for (count, from, to) in [
        (0, "2020-01-01", json!("2026-11-30")),
        (1, "2026-12-01", Value::Null),
        (2, "2020-01-01", Value::Null),
        (3, "2020-01-01", Value::Null),
    ] {
        let carried = json!([{ "class": "halal", "from": from, "to": to }]);
        let applied = json!([{ "class": "halal", "from": from, "curation": "applied" }]);
        let seller = json!({ "name": format!("Calon {count}"), "classes": applied });
        town.api(Dewi, Post, "/sellers", Some(seller)).await.is(201);
        let seller = json!({ "name": format!("Kios {count}"), "classes": carried });
        town.api(Dewi, Post, "/sellers", Some(seller)).await.is(201);
        let told = few(count).await.unwrap_or_default();
        assert!(count == 3 || told.contains(&format!("baru {count}")), "{told}");
    }
    // One that counts no more, or is another by now, is none.
    let mark = json!({ "ineligible": { "from": "2026-12-01", "reason": "waralaba" } });
    let headers = [("If-Match", "\"1\"")];
    town.api_with(Dewi, Patch, "/sellers/4", Some(mark), &headers).await.is(200);
    assert!(few(2).await.unwrap().contains("baru 2"));
    town.api(Dewi, Post, "/sellers/6/merge", Some(json!({ "into": 8 }))).await.is(200);
    assert!(few(1).await.unwrap().contains("baru 1"));
}
