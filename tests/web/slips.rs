//! Ways into an account without mail: slips printed for one person or an office, their codes used once,
//! and messages sent by hand.

use pekan::store::{employees, links};
use pekan::txn_job;
use rocket::http::Method::Post;
use serde_json::json;

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::paper::pages;
use crate::support::town::Who::{Budi, Dewi, Hadi, Nobody, Sari};
use crate::support::town::{PASSWORD, Town};

const NEW: &str = "pasar senggol buka sampai malam";

/// Adds people of an office who have no password yet.
async fn newcomers(town: &Town, count: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for n in 0..count {
        let number = format!("K-{n:03}");
        let new = json!({ "number": number, "name": format!("Orang Baru {n:02}"),
            "email": format!("baru{n}@x.id"), "employment_type": "PNS", "office": "DKP-UPT1",
            "from": "2026-11-16" });
        town.api(Dewi, Post, "/employees", Some(new)).await.is(201);
        numbers.push(number);
    }
    numbers
}

/// The code on the slip of a number, from the lines of a page.
fn code_on(page: &[String], number: &str) -> String {
    let at = page.iter().position(|line| line.ends_with(number)).unwrap();
    let mut after = page[at..].iter();
    after.find(|line| *line == "Kode").unwrap();
    after.next().unwrap().replace(' ', "")
}

on_both_databases!(
    a_slip_opens_an_account_once_and_signs_in,
    printing_again_ends_the_earlier_slip,
    an_office_gets_eight_slips_a_page,
    a_forgotten_password_is_replaced_by_a_slip,
    guessing_is_slowed_down_by_number,
    the_api_hands_out_and_takes_codes
);

async fn slip_of(town: &Town, number: &str) -> String {
    format!("/admin/pegawai/{}/lembar", town.segment_of(number).await)
}

async fn a_slip_opens_an_account_once_and_signs_in(db: Database) {
    let town = Town::build(db).await;
    let number = newcomers(&town, 1).await.remove(0);
    let file = town.post(Dewi, &slip_of(&town, &number).await, &[]).await.is(200);
    assert_eq!(file.header("Content-Type"), Some("application/pdf"));
    let sheet = pages(&file.body);
    let text = sheet[0].join(" ");
    assert_eq!(sheet.len(), 1);
    assert!(text.contains("Orang Baru 00") && text.contains("Kantor DKP-UPT1"), "{text}");
    assert!(text.contains("Jumat, 4 Desember 2026"), "{text}");
    let code = code_on(&sheet[0], &number);

    town.get(Nobody, "/aktivasi").await.is(200);
    // Read as people type it, and looked at without being used up.
    let typed = format!(" {}-{} ", code[..4].to_lowercase(), &code[4..]);
    let open = [("number", number.as_str()), ("code", typed.as_str())];
    for _ in 0..2 {
        let page = town.post(Nobody, "/aktivasi", &open).await.is(200).text();
        assert!(page.contains("Orang Baru 00") && page.contains("new-password"), "{page}");
    }
    let weak = [open[0], open[1], ("password", "pendek")];
    let again = town.post(Nobody, "/aktivasi", &weak).await.is(422).text();
    assert!(again.contains("href=\"#password\"") && again.contains("new-password"), "{again}");
    let done = [open[0], open[1], ("password", NEW)];
    let opened = town.post(Nobody, "/aktivasi", &done).await.is(303);
    assert_eq!(opened.header("Location"), Some("/"));
    let session = opened.session();
    let week = town.client.get("/").cookie(session).dispatch().await.into_string().await.unwrap();
    assert!(week.contains("Orang Baru 00"), "{week}");
    // Once.
    let used = town.post(Nobody, "/aktivasi", &done).await.is(422).text();
    assert!(used.contains("tidak cocok") && has(&used, "number", &number), "{used}");
    town.post(Nobody, "/masuk", &[("login", &number), ("password", NEW)]).await.is(303);
}

async fn printing_again_ends_the_earlier_slip(db: Database) {
    let town = Town::build(db).await;
    let number = newcomers(&town, 1).await.remove(0);
    let path = slip_of(&town, &number).await;
    let print = async || {
        let file = town.post(Dewi, &path, &[("format", "pdf")]).await.is(200);
        code_on(&pages(&file.body)[0], &number)
    };
    let (first, second) = (print().await, print().await);
    assert_ne!(first, second);
    let open = async |code: &str| {
        town.post(Nobody, "/aktivasi", &[("number", &number), ("code", code)]).await
    };
    open(&first).await.is(422);
    open(&second).await.is(200);
    // A code belongs to its number.
    let other = [("number", Sari.number()), ("code", second.as_str())];
    town.post(Nobody, "/aktivasi", &other).await.is(422);
    // After two weeks it is over.
    let late = town.at("2026-12-05T09:00:00+07:00").await;
    let open = [("number", number.as_str()), ("code", second.as_str())];
    late.post(Nobody, "/aktivasi", &open).await.is(422);
}

async fn an_office_gets_eight_slips_a_page(db: Database) {
    let town = Town::build(db).await;
    let numbers = newcomers(&town, 10).await;
    let before = town.get(Dewi, "/admin/aktivasi?unit=DKP").await.is(200).text();
    assert!(before.contains("10 orang yang belum diundang"), "{before}");
    let elsewhere = town.get(Dewi, "/admin/aktivasi?unit=KEC-TEMPEH").await.is(200).text();
    assert!(elsewhere.contains("sudah dapat masuk"), "{elsewhere}");

    let form = [("unit", "DKP"), ("people", "not_reached"), ("format", "pdf")];
    let file = town.post(Dewi, "/admin/aktivasi/lembar", &form).await.is(200);
    let sheets = pages(&file.body);
    let slips = |sheet: &Vec<String>| sheet.iter().filter(|line| *line == "Kode").count();
    assert_eq!(sheets.iter().map(slips).collect::<Vec<_>>(), [8, 2]);
    for (number, sheet) in numbers.iter().zip([&sheets[0]; 8]) {
        let open = [("number", number.as_str()), ("code", &code_on(sheet, number))];
        town.post(Nobody, "/aktivasi", &open).await.is(200);
    }
    // Whoever holds a slip was reached: nobody is left, until all are asked for.
    town.post(Dewi, "/admin/aktivasi/lembar", &form).await.is(303);
    let all = [("unit", "DKP"), ("people", "all"), ("format", "html")];
    let page = town.post(Dewi, "/admin/aktivasi/lembar", &all).await.is(200).text();
    assert_eq!(page.matches("class=\"slip-qr\"").count(), 10, "{page}");
    let wrong = [("unit", "DKP"), ("people", "some"), ("format", "pdf")];
    town.post(Dewi, "/admin/aktivasi/lembar", &wrong).await.is(422);
    town.post(Hadi, "/admin/aktivasi/lembar", &all).await.is(403);
}

async fn a_forgotten_password_is_replaced_by_a_slip(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/admin/pegawai/{}/lembar", town.segment(Sari));
    let file = town.post(Dewi, &path, &[]).await.is(200);
    let sheet = &pages(&file.body)[0];
    assert!(sheet.contains(&"Lembar kata sandi baru".to_owned()), "{sheet:?}");
    // The old password works until there is a new one.
    town.post(Budi, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.is(303);
    let shown =
        town.get(Dewi, &format!("/admin/pegawai/{}", town.segment(Sari))).await.is(200).text();
    assert!(shown.contains("Lembar dicetak, berlaku sampai"), "{shown}");
    let code = code_on(sheet, Sari.number());
    let chosen = [("number", Sari.number()), ("code", &code), ("password", NEW)];
    town.post(Nobody, "/aktivasi", &chosen).await.is(303);
    town.get(Sari, "/").await.is(303);
    town.post(Budi, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.is(422);
    town.post(Budi, "/masuk", &[("login", "sari"), ("password", NEW)]).await.is(303);
}

async fn guessing_is_slowed_down_by_number(db: Database) {
    let town = Town::build(db).await;
    let guess = [("number", Sari.number()), ("code", "BCDFGHJK")];
    let mut tries = 0;
    while town.post(Nobody, "/aktivasi", &guess).await.status == 422 {
        tries += 1;
        assert!(tries < 50, "nobody is slowed down");
    }
    assert!(tries >= 5, "{tries}");
    // Sari's own way in is not closed by it.
    town.post(Nobody, "/masuk", &[("login", "sari"), ("password", PASSWORD)]).await.is(303);
    let other = [("number", Budi.number()), ("code", "BCDFGHJK")];
    town.post(Nobody, "/aktivasi", &other).await.is(422);
}

async fn the_api_hands_out_and_takes_codes(db: Database) {
    let town = Town::build(db).await;
    let number = newcomers(&town, 1).await.remove(0);
    let path = format!("/employees/{number}/activation");
    let channel = |name: &str| Some(json!({ "channel": name }));
    let made = town.api(Dewi, Post, &path, channel("slip")).await.is(201).json();
    assert_eq!(made["expires_at"], "2026-12-04T17:00:00Z");
    town.api(Dewi, Post, &path, channel("pigeon")).await.is(422);
    town.api(Dewi, Post, &path, channel("mail")).await.is(201);
    let body = |password: &str| {
        Some(json!({ "number": number, "code": made["code"], "password": password }))
    };
    let activations = "/activations";
    let weak = town.api(Nobody, Post, activations, body("pendek")).await.is(422).json();
    assert_eq!(weak["errors"][0]["field"], "password");
    town.api(Nobody, Post, activations, body(NEW)).await.is(201);
    let used = town.api(Nobody, Post, activations, body(NEW)).await.is(422).json();
    assert_eq!(used["errors"][0]["code"], "code-wrong");
}

#[tokio::test]
async fn what_the_database_has_of_a_code_is_a_hash_of_its_own_for_each_person() {
    let town = Town::build(Database::sqlite()).await;
    let number = newcomers(&town, 1).await.remove(0);
    let file = town.post(Dewi, &slip_of(&town, &number).await, &[]).await.is(200);
    let code = code_on(&pages(&file.body)[0], &number);
    let db = town.store.reader();
    let found = employees::by_number(db, &number).await.unwrap().unwrap();
    let now = "2026-11-20T03:00:00Z".parse().unwrap();
    let link = links::newest(db, found.id, now).await.unwrap().unwrap();
    assert_eq!(link.token_hash.len(), 64);
    assert!(!link.token_hash.contains(&code) && link.token_hash != pekan::secret::hash(&code));
    assert_eq!(link.issued_by, Some(town.id(Dewi)));
}

#[tokio::test]
async fn a_message_carries_a_link_to_whom_has_a_telephone() {
    let town = Town::build(Database::sqlite()).await;
    let path = format!("/admin/pegawai/{}/whatsapp", town.segment(Budi));
    town.post(Dewi, &path, &[]).await.is(422);
    let id = town.id(Budi);
    let done: Result<(), pekan::store::Error> = town
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::lock(txn, id).await?.unwrap();
            row.phone = Some("0812-3456-7890".into());
            employees::update(txn, row).await
        }))
        .await;
    done.unwrap();
    let contact = [("contact_name", "Rina"), ("contact_telephone", "0334-881234")];
    town.post(Dewi, "/admin/unit/DKP/kontak", &contact).await.is(303);
    let page = town.post(Dewi, &path, &[]).await.is(200).text();
    assert!(page.contains("Hubungi Rina, 0334-881234."), "{page}");
    assert!(page.contains("https://wa.me/6281234567890?text=Yth.%20Bapak%2FIbu%20Budi"), "{page}");
    let (_, rest) = page.split_once("/sandi/").unwrap();
    let token: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    town.get(Nobody, &format!("/sandi/{token}")).await.is(200);
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("Menyiapkan tautan WhatsApp"), "{trail}");
}
