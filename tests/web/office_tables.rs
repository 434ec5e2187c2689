//! What an office's page shows, as files: the same people, sums and names.

use pekan::rules::audit::AuditAction;
use pekan::store::audit::{self, Search};

use super::bought;
use super::office_figures::cells;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Dewi, Hadi, Rina, Sari};

on_both_databases!(
    the_table_of_people_has_all_periods_and_no_more_names_than_the_page,
    trend_and_spread_come_to_what_the_page_says
);

const PEOPLE: &str = "/unit/DKP/tabel/pegawai.csv?periode=2026-W47";

/// After NIP, name, office, status and shortfall.
const FIRST_PERIOD: usize = 5;

async fn noted(town: &Town, action: AuditAction) -> usize {
    let search = Search { action: Some(action), limit: 50, ..Search::default() };
    audit::search(town.store.reader(), &search).await.unwrap().len()
}

async fn the_table_of_people_has_all_periods_and_no_more_names_than_the_page(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t1", "40.000").await;
    bought(&town, Rina, "t2", "125.000").await;
    let page = town.get(Hadi, "/unit/DKP").await.is(200).text();
    assert!(page.contains("/unit/DKP/tabel/pegawai.csv?periode=2026-W47\""), "{page}");
    let file = town.get(Hadi, PEOPLE).await.is(200).text();
    assert!(file.starts_with('\u{FEFF}') && file.contains("\"Pekan 47"), "{file}");
    let rows = cells(&file);
    assert!(rows.iter().all(|row| row.len() == FIRST_PERIOD + 12), "{rows:?}");
    let names: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names, ["Hadi", "Rina"], "who is short first, and nobody of offices below");
    assert_eq!((&*rows[1][3], &*rows[1][16], &*rows[1][4]), ("Terpenuhi", "125000", "0"));
    assert_eq!((&*rows[0][16], &*rows[0][4]), ("0", "100000"));
    assert!(rows[0][0].ends_with('\t'), "a NIP stays text");
    assert_eq!(noted(&town, AuditAction::RecapExport).await, 1);
    assert_eq!(noted(&town, AuditAction::NamesOpen).await, 0);

    let all = cells(&town.get(Hadi, &format!("{PEOPLE}&nama=buka")).await.is(200).text());
    let of_the_week = all.iter().map(|row| row[16].parse::<i64>().unwrap());
    assert_eq!((all.len(), of_the_week.sum::<i64>()), (4, 165_000));
    assert_eq!(noted(&town, AuditAction::NamesOpen).await, 1);
    let met =
        cells(&town.get(Hadi, &format!("{PEOPLE}&nama=buka&status=met")).await.is(200).text());
    assert_eq!((met.len(), &*met[0][1]), (1, "Rina"));
    town.get(Hadi, &format!("{PEOPLE}&status=semua")).await.is(422);
    town.get(Hadi, "/unit/DKP/tabel/lain.csv").await.is(404);
    town.get(Hadi, "/unit/DKP/tabel/pegawai.csv?periode=2030-W01").await.is(422);
}

async fn trend_and_spread_come_to_what_the_page_says(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "t3", "100.000").await;
    let page = town.get(Dewi, "/unit/LMJ").await.is(200).text();
    let links = ["perkembangan", "sebaran"]
        .map(|one| format!("/unit/LMJ/tabel/{one}.csv?periode=2026-W47"));
    assert!(links.iter().all(|link| page.contains(link)), "{page}");
    assert!(page.contains("1 dari 7 pegawai"), "{page}");
    let [trend, spread] = links;
    let rows = cells(&town.get(Dewi, &trend).await.is(200).text());
    assert_eq!(rows.len(), 12);
    let last = rows.last().unwrap();
    assert_eq!(last[1..], ["masih berjalan", "7", "1", "14,29", "", "100000"].map(String::from));
    let rows = cells(&town.get(Dewi, &spread).await.is(200).text());
    let people = rows.iter().map(|row| row[1].parse::<u32>().unwrap());
    assert_eq!((people.sum::<u32>(), &*rows[0][0], &*rows[0][1]), (7, "Belum ada", "6"));
    assert_eq!(noted(&town, AuditAction::FiguresExport).await, 2);
}
