//! The office as its head sees it, and nobody else.

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Agus, Budi, Dewi, Hadi, Nobody, Sari, Tutik};

on_both_databases!(
    a_head_sees_who_has_met_it_and_who_is_short,
    out_of_scope_is_not_found,
    the_recap_opens_in_a_spreadsheet
);

async fn a_head_sees_who_has_met_it_and_who_is_short(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "o1", "150.000").await;
    bought(&town, Budi, "o2", "40.000").await;
    let page = town.get(Hadi, "/unit/DKP").await.is(200).text();
    assert!(page.contains("1 dari 4 pegawai sudah memenuhi sejauh ini (25%)"), "{page}");
    let budi = format!("/unit/DKP/pegawai/{}?periode=2026-W47", town.segment(Budi));
    let opened = town.get(Hadi, "/unit/DKP?nama=buka").await.is(200).text();
    assert!(opened.contains(&budi), "Budi is in the table, and his page keeps the period");
    let picked = page.split("<option value=\"2026-W46\"").nth(1).unwrap();
    assert!(
        picked.starts_with(">Pekan 46 · 9–15 November 2026<"),
        "a period is picked by its dates"
    );
    let person = town.get(Hadi, &budi).await.is(200).text();
    assert!(person.contains("href=\"/unit/DKP?periode=2026-W47\""), "and so does the way back");
    let last = town.get(Hadi, "/unit/DKP?periode=2026-W45").await.is(200).text();
    assert!(!last.contains("sejauh ini"), "what is over is so for good");
    assert!(page.contains("/unit/DKP-UPT1?periode=2026-W47"), "the office below is there");
    let by_name = town.get(Hadi, "/unit/DKP?urut=nama&nama=buka").await.is(200).text();
    let (budi, sari) = (by_name.find(">Budi<").unwrap(), by_name.find(">Sari<").unwrap());
    assert!(budi < sari);
    town.get(Hadi, "/unit/DKP-UPT1?periode=2026-W46").await.is(200);
    town.get(Hadi, "/unit/DKP?periode=2026-10").await.is(200);
    let person = town.get(Hadi, &format!("/unit/DKP/pegawai/{}", town.segment(Budi))).await.is(200);
    assert!(person.text().contains("Rp40.000"));
    for bad in ["0", "54", "2025-W53", "2026-W53-8", "99999999999", "2030-W01"] {
        town.get(Hadi, &format!("/unit/DKP?periode={bad}")).await.is(422);
    }
}

async fn out_of_scope_is_not_found(db: Database) {
    let town = Town::build(db).await;
    let person = format!("/unit/DKP/pegawai/{}", town.segment(Sari));
    let stranger = format!("/unit/KEC-TEMPEH/pegawai/{}", town.segment(Sari));
    let paths = ["/unit/DKP", "/unit/DKP/rekap.csv", "/unit/DKP-UPT1", person.as_str()];
    for path in paths {
        for who in [Hadi, Agus, Dewi] {
            town.get(who, path).await.is(200);
        }
        for who in [Sari, Budi, Tutik] {
            town.get(who, path).await.is(404);
        }
        town.get(Nobody, path).await.is(303);
    }
    town.get(Tutik, "/unit/KEC-TEMPEH").await.is(200);
    town.get(Tutik, &stranger).await.is(404);
    town.get(Hadi, "/unit/LMJ").await.is(404);
    town.get(Hadi, "/unit/NOWHERE").await.is(404);
}

async fn the_recap_opens_in_a_spreadsheet(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "o3", "150.000").await;
    let recap = town.get(Hadi, "/unit/DKP/rekap.csv").await.is(200);
    assert!(recap.header("Content-Disposition").unwrap().starts_with("attachment"));
    let text = recap.text();
    assert!(text.starts_with('\u{FEFF}'), "{text}");
    assert_eq!(text.lines().count(), 6, "a heading, four people and the totals: {text}");
    assert!(
        text.contains(
            ";\"Sari\";\"Kantor DKP-UPT1\";\"Terpenuhi\";\"100000\";\"150000\";\"1\";\"0\""
        ),
        "{text}"
    );
}
