//! "Tidak belanja pekan ini".

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Hadi, Nobody, Sari};

const WEEK: (&str, &str) = ("period", "2026-W47");
const SAID: &str = "menyatakan tidak belanja: Tidak sempat";

on_both_databases!(one_tap_says_it_and_the_head_sees_it, who_misses_nothing_is_not_asked);

async fn one_tap_says_it_and_the_head_sees_it(db: Database) {
    let town = Town::build(db).await;
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(
        page.contains("Tidak sempat belanja pekan ini?") && page.contains("value=\"no_time\""),
        "{page}"
    );
    // It lies below his own: names of it are opened.
    let office = "/unit/DKP-UPT1?nama=buka";
    let person = format!("/unit/DKP-UPT1/pegawai/{}", town.segment(Sari));
    assert!(!town.get(Hadi, office).await.is(200).text().contains(SAID));

    town.post(Sari, "/tidak-belanja", &[WEEK, ("reason", "no_time")]).await.is(303);
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Anda menyatakan tidak belanja pekan ini"), "{page}");
    assert!(page.contains("Kurang Rp100.000 lagi"), "the status stays: {page}");
    assert!(!town.get(Budi, "/").await.is(200).text().contains("Anda menyatakan"));
    // Among those who need attention, and beside the number of the week.
    let seen = town.get(Hadi, office).await.is(200).text();
    assert_eq!(seen.matches(SAID).count(), 2, "{seen}");
    assert!(seen.contains(&format!("title=\"{SAID}\"")), "{seen}");
    let seen = town.get(Hadi, &person).await.is(200).text();
    assert!(seen.contains("Menyatakan tidak belanja") && seen.contains("Tidak sempat"), "{seen}");

    town.post(Sari, "/tidak-belanja/batal", &[WEEK]).await.is(303);
    assert!(!town.get(Hadi, office).await.is(200).text().contains(SAID));
    town.post(Sari, "/tidak-belanja/batal", &[WEEK]).await.is(404);
}

async fn who_misses_nothing_is_not_asked(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "51.500").await;
    let some = town.get(Sari, "/").await.is(200).text();
    assert!(some.contains("Kurang Rp48.500") && !some.contains("Tidak sempat"), "{some}");
    bought(&town, Sari, "b", "48.500").await;
    assert!(!town.get(Sari, "/").await.is(200).text().contains("Tidak sempat"));
    town.post(Sari, "/tidak-belanja", &[WEEK, ("reason", "sakit")]).await.is(422);
    town.post(Sari, "/tidak-belanja", &[("period", "x"), ("reason", "away")]).await.is(422);
    town.post(Sari, "/tidak-belanja", &[WEEK, ("reason", "away"), ("note", "flu")]).await.is(422);
    town.post(Nobody, "/tidak-belanja", &[WEEK, ("reason", "away")]).await.is(303);
}
