//! The line of an office over the weeks, beside the target and the same weeks a year before.

use pekan::workflows::closing::close_due;

use super::fields;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Budi, Hadi, Sari};

const BEGIN: &str = "2025-11-12T12:00:00+07:00";
const NOW: &str = "2026-11-26T09:00:00+07:00";

on_both_databases!(a_year_before_and_the_target_stand_in_the_trend);

async fn a_year_before_and_the_target_stand_in_the_trend(db: Database) {
    let buy = async |town: &Town, who, key, on| {
        let changed = [("amount", "100.000"), ("evidence", "no_receipt"), ("purchased_on", on)];
        town.post(who, "/belanja", &fields(key, &changed)).await.is(303);
    };
    let town = Town::build_at(db, BEGIN).await;
    let close = async |town: &Town, now: &str| {
        close_due(&town.store, now.parse().unwrap(), || true).await.unwrap()
    };
    assert_eq!(close(&town, BEGIN).await, 0, "what lies before the first look stays open");
    buy(&town, Sari, "y1", "2025-11-12").await;
    let town = town.at("2025-11-19T12:00:00+07:00").await;
    buy(&town, Sari, "y2", "2025-11-19").await;
    buy(&town, Budi, "y3", "2025-11-19").await;
    let town = town.signed_in_at(NOW).await;
    let alone = town.get(Hadi, "/unit/DKP").await.is(200).text();
    assert!(!alone.contains("line-year"), "what is not closed is no year before: {alone}");

    assert!(close(&town, NOW).await > 50, "a year of weeks");
    let town = town.at(NOW).await;
    let page = town.get(Hadi, "/unit/DKP").await.is(200).text();
    let line = r#"<line class="line-part line-year" x1="81.8%" y1="85.0" x2="90.9%" y2="60.0"/>"#;
    assert!(page.contains(line), "1 of 4 in week 46 and 2 of 4 in week 47: {page}");
    let next = r#"x1="90.9%" y1="60.0" x2="100.0%" y2="110.0"/>"#;
    assert!(page.contains(next), "and nobody in week 48: {page}");
    assert_eq!(page.matches("line-year").count(), 2, "three weeks are two lines: {page}");
    let target = r#"<line class="column-minimum" x1="0" x2="100%" y1="20.0" y2="20.0"><title>"#;
    assert!(page.contains(target), "90 per cent: {page}");
}
