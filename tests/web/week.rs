//! My week: what is missing, what was met, what is not asked.

use chrono::{DateTime, Utc};
use pekan::rules::ExemptionReason;
use pekan::store::Error;
use pekan::store::exemptions::{self, ExemptionRow};
use pekan::store::facts::lock_for_fact_change;
use pekan::txn_job;

use super::{bought, fields};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Budi, Dewi, Hadi, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    it_says_what_is_missing_and_until_when,
    who_has_met_it_is_thanked,
    leave_for_the_whole_week_asks_nothing,
    last_week_may_still_be_mended,
    a_newcomer_without_a_place_is_welcome,
    one_huge_week_does_not_flatten_the_others,
    a_policy_that_begins_later_is_announced,
    leave_says_what_it_does_under_the_policy_in_force
);

async fn a_policy_that_begins_later_is_announced(db: Database) {
    let town = Town::build(db).await;
    let policy = town.store.rulebook().await.unwrap().policies[0].clone();
    let first = policy.effective_from;
    let before = format!("{}T09:00:00+07:00", first - chrono::Days::new(4));
    let town = town.at(&before).await;
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Mulai Senin, ") && page.contains("Rp100.000 per pekan"), "{page}");
    assert!(page.contains(&policy.title), "{page}");
    let desk = town.get(Dewi, "/admin").await.is(200).text();
    assert!(desk.contains("1 kebijakan akan berlaku"), "{desk}");
}

async fn leave_says_what_it_does_under_the_policy_in_force(db: Database) {
    let town = Town::build(db).await;
    for path in ["/pengecualian", "/akun"] {
        let page = town.get(Sari, path).await.is(200).text();
        assert!(page.contains("Bila hanya sebagian hari, batas minimal tetap."), "{page}");
    }
}

async fn it_says_what_is_missing_and_until_when(db: Database) {
    let town = Town::build(db).await;
    let blank = town.get(Sari, "/").await.is(200).text();
    assert!(blank.contains("Kurang Rp100.000 lagi"), "{blank}");
    bought(&town, Sari, "a", "65.000").await;
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Rp65.000") && page.contains("Kurang Rp35.000 lagi"), "{page}");
    assert!(page.contains("25 November 2026") && page.contains("23.59 WIB"), "{page}");
    assert!(page.contains("Warung Bu Sri") && page.contains("/belanja/baru?penjual="), "{page}");
    let colleague = town.get(Budi, "/").await.is(200).text();
    assert!(!colleague.contains("Warung Bu Sri"));
}

async fn one_huge_week_does_not_flatten_the_others(db: Database) {
    let town = Town::build(db).await;
    let once = |key: &'static str, amount: &'static str, on: &'static str| {
        fields(key, &[("amount", amount), ("purchased_on", on), ("evidence", "no_receipt")])
    };
    town.post(Sari, "/belanja", &once("h1", "100.000", "2026-11-20")).await.is(303);
    // The height of the week in which the minimum was bought.
    let height = |page: &str| -> f64 {
        let (_, column) = page.split_once(": Rp100.000</title>").unwrap();
        // Behind the part that takes the finger.
        let bar = column.split(" height=\"").nth(2).unwrap();
        bar.split('"').next().unwrap().parse().unwrap()
    };
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(height(&page) > 80.0 && !page.contains("dipotong"), "{page}");
    let town = town.signed_in_at("2026-11-26T09:00:00+07:00").await;
    town.post(Sari, "/belanja", &once("h2", "9.999.999", "2026-11-25")).await.is(303);
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Yang melebihi Rp300.000 dipotong.") && page.contains("column-cut"));
    assert!((30.0..40.0).contains(&height(&page)), "{}: {page}", height(&page));
}

async fn who_has_met_it_is_thanked(db: Database) {
    let town = Town::build(db).await;
    bought(&town, Sari, "a", "100rb").await;
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Terpenuhi"), "{page}");
    assert!(!page.contains("Kurang Rp"), "{page}");
}

async fn leave_for_the_whole_week_asks_nothing(db: Database) {
    let town = Town::build(db).await;
    let (sari, hadi) = (town.id(Sari), town.id(Hadi));
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let days = ("2026-11-16".parse().unwrap(), "2026-11-20".parse().unwrap());
    let row = ExemptionRow::requested(sari, days, ExemptionReason::AnnualLeave, sari, now)
        .approved(hadi, now);
    town.store
        .write::<_, Error, _>(txn_job!(|txn| exemptions::insert(
            &lock_for_fact_change(txn).await?,
            row
        )
        .await))
        .await
        .unwrap();
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("Dikecualikan") && !page.contains("Kurang Rp"), "{page}");
}

async fn last_week_may_still_be_mended(db: Database) {
    let town = Town::build_at(db, "2026-11-24T09:00:00+07:00").await;
    let page = town.get(Sari, "/").await.is(200).text();
    assert!(page.contains("/belanja/baru?tanggal=2026-11-22"), "{page}");
}

async fn a_newcomer_without_a_place_is_welcome(db: Database) {
    let town = Town::build(db).await;
    let dewi = town.id(Dewi);
    town.store
        .write::<_, Error, _>(txn_job!(|txn| {
            let facts = lock_for_fact_change(txn).await?;
            pekan::store::placements::delete_all(&facts, &[dewi]).await
        }))
        .await
        .unwrap();
    town.get(Dewi, "/").await.is(200);
}
