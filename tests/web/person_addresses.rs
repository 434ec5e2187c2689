//! Addresses of pages name people by the id of their row. What leads on from a number asks first who asks.

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Oki, Olga, Sari, Tutik};

on_both_databases!(
    a_number_leads_on_for_those_who_see_the_person,
    who_must_not_see_somebody_learns_nothing_from_a_number,
    lists_that_were_narrowed_by_a_number_lead_on_without_it,
    a_slip_is_opened_by_whose_it_is
);

async fn a_number_leads_on_for_those_who_see_the_person(db: Database) {
    let town = Town::with_operators(db).await;
    let (page, unit) = (format!("/admin/pegawai/{}", town.segment(Sari)), "/unit/DKP-UPT1/pegawai");
    for who in [Dewi, Agus, Oki] {
        let led = town.get(who, &format!("/admin/pegawai/{}", Sari.number())).await.is(303);
        assert_eq!(led.header("Location"), Some(page.as_str()));
        town.get(who, &page).await.is(200);
    }
    let asked = format!("{unit}/{}?periode=2026-W46", Sari.number());
    let led = town.get(Hadi, &asked).await.is(303);
    let there = format!("{unit}/{}?periode=2026-W46", town.segment(Sari));
    assert_eq!(led.header("Location"), Some(there.as_str()));
    assert!(town.get(Hadi, &there).await.is(200).text().contains("2026-W46"));
    // Forms are sent to no number.
    let fields = [("on", "2026-11-30")];
    let path = format!("/admin/pegawai/{}/berhenti", Sari.number());
    town.post(Dewi, &path, &fields).await.is(404);
}

async fn who_must_not_see_somebody_learns_nothing_from_a_number(db: Database) {
    let town = Town::with_operators(db).await;
    let nobody = "199912312024121009";
    for (who, below, status) in [
        (Olga, "/admin/pegawai", 404),
        (Budi, "/admin/pegawai", 403),
        (Nobody, "/admin/pegawai", 303),
        (Tutik, "/unit/KEC-TEMPEH/pegawai", 404),
        (Budi, "/unit/DKP-UPT1/pegawai", 404),
        (Nobody, "/unit/DKP-UPT1/pegawai", 303),
    ] {
        let ask = async |number: &str| {
            let answer = town.get(who, &format!("{below}/{number}")).await.is(status);
            (answer.header("Location").map(str::to_owned), answer.text().replace(number, ""))
        };
        let (known, unknown) = (ask(Sari.number()).await, ask(nobody).await);
        assert_eq!(known.0, unknown.0, "{who:?} {below}");
        // The number of the request is another each time.
        let said = |text: &str| {
            Some(text.split("<main").nth(1)?.split("class=\"note\"").next()?.to_owned())
        };
        assert_eq!(said(&known.1), said(&unknown.1), "{who:?} {below}");
    }
    // Nor by ids: those that are nobody's answer like those that are out of sight.
    for id in ["~999999", &town.segment(Sari)] {
        town.get(Olga, &format!("/admin/pegawai/{id}")).await.is(404);
        town.get(Tutik, &format!("/unit/KEC-TEMPEH/pegawai/{id}")).await.is(404);
        town.get(Olga, &format!("/belanja/baru?untuk={id}")).await.is(404);
    }
}

/// Every answer of a test is looked through for numbers (`support::addresses`); here people type them.
async fn lists_that_were_narrowed_by_a_number_lead_on_without_it(db: Database) {
    let town = Town::with_operators(db).await;
    let segment = town.segment(Sari);
    let list = town.get(Dewi, &format!("/admin/pegawai?cari={}", Sari.number())).await.is(200);
    let list = list.text();
    let (_, file) = list.split_once("href=\"/admin/pegawai/daftar/csv").unwrap();
    let file = format!("/admin/pegawai/daftar/csv{}", file.split('"').next().unwrap());
    let rows = town.get(Dewi, &file.replace("&amp;", "&")).await.is(200).text();
    assert!(rows.contains(Sari.number()) && !rows.contains(Budi.number()), "{file}: {rows}");

    let trail = town.get(Agus, &format!("/admin/audit?tentang={}", Sari.number())).await.is(200);
    let trail = trail.text();
    assert!(trail.contains(&format!("<option value=\"{segment}\" selected>Sari")), "{trail}");
    let again = town.get(Agus, &format!("/admin/audit?tentang={segment}")).await.is(200).text();
    assert!(again.contains(&format!("<option value=\"{segment}\" selected>Sari")), "{again}");

    let roles = town.get(Dewi, &format!("/admin/peran?pegawai={segment}")).await.is(200).text();
    assert!(roles.contains(&format!("value=\"{}\"", Sari.number())), "{roles}");
    let form = town.get(Oki, &format!("/belanja/baru?untuk={segment}")).await.is(200).text();
    assert!(form.contains("Sari"), "{form}");
}

async fn a_slip_is_opened_by_whose_it_is(db: Database) {
    let town = Town::build(db).await;
    let path = format!("/employees/{}/activation", Sari.number());
    let slip = serde_json::json!({ "channel": "slip" });
    let slip = town.api(Dewi, rocket::http::Method::Post, &path, Some(slip)).await.is(201).json();
    let code = slip["code"].as_str().unwrap();
    let segment = town.segment(Sari);
    let opened = town.post(Nobody, "/aktivasi", &[("number", &segment), ("code", code)]).await;
    assert!(opened.is(200).text().contains(Sari.number()), "the password is kept for her number");
    let other = town.segment(Budi);
    let again = town.post(Nobody, "/aktivasi", &[("number", &other), ("code", code)]).await;
    let again = again.is(422).text();
    assert!(!again.contains(&other), "nobody is asked to mend an id: {again}");
}
