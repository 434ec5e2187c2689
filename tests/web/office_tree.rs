//! The offices, as administrators put them in order.

use super::has;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::Dewi;

on_both_databases!(an_office_is_added_and_moved);

async fn an_office_is_added_and_moved(db: Database) {
    let town = Town::build(db).await;
    let new = [
        ("code", "DKP-2"),
        ("name", "Bidang Dua"),
        ("kind", "bidang"),
        ("parent", "DKP"),
        ("time_zone", "Asia/Jakarta"),
    ];
    town.post(Dewi, "/admin/unit", &new).await.is(303);
    let again = town.post(Dewi, "/admin/unit", &new).await.is(409).text();
    assert!(has(&again, "code", "DKP-2") && has(&again, "name", "Bidang Dua"));
    assert!(town.get(Dewi, "/admin/unit").await.is(200).text().contains("Bidang Dua"));
    let circle =
        [("name", "DKP"), ("kind", "dinas"), ("parent", "DKP-2"), ("time_zone", "Asia/Jakarta")];
    town.post(Dewi, "/admin/unit/DKP", &circle).await.is(422);
    let moved = [
        ("name", "Bidang Kedua"),
        ("kind", "bidang"),
        ("parent", "LMJ"),
        ("time_zone", "Asia/Makassar"),
    ];
    town.post(Dewi, "/admin/unit/DKP-2", &moved).await.is(303);
    let page = town.get(Dewi, "/admin/unit/DKP-2").await.is(200).text();
    assert!(has(&page, "name", "Bidang Kedua"));
}
