//! Purchases after a close: each change makes the next number of its period, at once.

use pekan::rules::purchase::State;
use pekan::rules::{PeriodKind, RoleKind};
use pekan::store::{purchases, settings, totals};
use pekan::txn_job;
use pekan::workflows;
use pekan::workflows::purchases::change::Decision;

use super::{
    CLOSE, LATER, amended, buy, close, move_to, standings, stored, sums_agree, try_to_buy, viewer,
    week,
};
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::support::{seen, void_seen, warrant};
use crate::{on_both_databases, report};

on_both_databases!(
    late_receipts_rejections_and_voids_are_numbered,
    a_purchase_that_moves_amends_what_is_closed,
    what_the_rules_refuse_amends_nothing,
    at_the_same_moment_each_gets_a_number_of_its_own,
    recount_finds_nothing_and_stored_figures_agree_with_the_totals
);

async fn late_receipts_rejections_and_voids_are_numbered(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    let tono = d.employee("Tono", d.senduro).await;
    let rina = d.employee("Rina", d.root).await;
    let early = buy(&d, sri, "2026-11-18", 120_000, "2026-11-18T05:00:00Z").await;
    close(&d, "2026-W47", CLOSE).await;
    assert!(amended(&d, "2026-W47", "made").await.is_empty());

    // A late receipt, then a rejection, then the late receipt is voided.
    let late = buy(&d, tono, "2026-11-20", 100_000, LATER).await;
    let reviewer = viewer(rina, &[(RoleKind::Reviewer, d.root)]);
    let (store, now) = (&d.store, at(LATER));
    workflows::purchases::change::review(
        store,
        &warrant(&reviewer, now),
        seen(store, early).await,
        Decision::Reject,
        Some("buram"),
    )
    .await
    .unwrap();
    workflows::purchases::change::void(
        store,
        &warrant(&reviewer, now),
        void_seen(store, late).await,
        "dobel",
    )
    .await
    .unwrap();
    // What changes no figure is no amendment.
    workflows::purchases::change::review(
        store,
        &warrant(&reviewer, now),
        seen(store, early).await,
        Decision::Verify,
        None,
    )
    .await
    .unwrap();
    workflows::purchases::change::review(
        store,
        &warrant(&reviewer, now),
        seen(store, early).await,
        Decision::Reject,
        Some("tetap buram"),
    )
    .await
    .unwrap();

    let made = amended(&d, "2026-W47", "made").await;
    let told: Vec<_> = made
        .iter()
        .map(|row| {
            let (before, after) = (row.before().unwrap().unwrap(), row.after().unwrap().unwrap());
            (
                row.number.unwrap(),
                row.employee_id,
                row.cause.name(),
                row.author_id,
                row.reason.as_deref(),
                before.status.name(),
                after.status.name(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, tono, "purchase", Some(tono), None, "short", "met_late"),
            (2, sri, "review", Some(rina), Some("buram"), "met", "short"),
            (3, tono, "void", Some(rina), Some("dobel"), "met_late", "short"),
            (4, sri, "review", Some(rina), None, "short", "met"),
            (5, sri, "review", Some(rina), Some("tetap buram"), "met", "short"),
        ]
    );
    report!(d, d.root, "2026-W47", LATER, |report| {
        assert_eq!((report.amendment, report.summary().short), (Some(5), 3));
    });
    report!(d, d.senduro, "2026-W47", LATER, |report| assert_eq!(
        report.amendment,
        Some(3),
        "of its own people"
    ));
    sums_agree(&d, "2026-W47").await;
    // Another period counts from 1.
    close(&d, "2026-W46", CLOSE).await;
    buy(&d, sri, "2026-11-11", 5_000, LATER).await;
    assert_eq!(amended(&d, "2026-W46", "made").await[0].number, Some(1));
    // The month is nobody's measure here: nobody closed it, and nothing amends it.
    assert!(amended(&d, "2026-11", "made").await.is_empty());
}

async fn a_purchase_that_moves_amends_what_is_closed(db: Database) {
    let d = District::new(&db).await;
    // In Senduro the month is the measure: its deadline is open while weeks of others are closed.
    d.policy(|policy| {
        policy.office = d.senduro;
        policy.period = PeriodKind::Month;
        policy.effective_from = day("2026-01-01");
    })
    .await;
    let sri = d.employee("Sri", d.senduro).await;
    close(&d, "2026-W46", CLOSE).await;
    let id = buy(&d, sri, "2026-11-26", 100_000, "2026-11-26T05:00:00Z").await;
    move_to(&d, sri, id, "2026-11-12", LATER).await.unwrap();
    let made = amended(&d, "2026-W46", "made").await;
    assert_eq!((made.len(), made[0].cause.name(), made[0].author_id), (1, "edit", Some(sri)));
    assert_eq!(stored(&d, "2026-W46", sri).await.unwrap().counted, 100_000);
}

async fn what_the_rules_refuse_amends_nothing(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    close(&d, "2026-W47", CLOSE).await;
    // Beyond the late days, and for a day to come.
    assert!(try_to_buy(&d, sri, "2026-11-20", 5_000, "2027-01-05T05:00:00Z").await.is_err());
    assert!(try_to_buy(&d, sri, "2026-12-20", 5_000, LATER).await.is_err());
    // The office's own money never counts for a person.
    d.store
        .write::<_, pekan::store::Error, _>(txn_job!(|txn| settings::put(txn, "x", "y").await))
        .await
        .unwrap();
    let before = report!(d, d.root, "2026-W47", LATER, |report| standings(&report));
    assert_eq!(before, [(sri, "short", 0, Some(100_000))]);
    assert!(amended(&d, "2026-W47", "made").await.is_empty());
}

async fn at_the_same_moment_each_gets_a_number_of_its_own(db: Database) {
    let d = District::new(&db).await;
    let mut people = Vec::new();
    for n in 0..8 {
        people.push(
            d.employee(&format!("Pegawai {n}"), if n % 2 == 0 { d.health } else { d.senduro })
                .await,
        );
    }
    close(&d, "2026-W46", CLOSE).await;
    close(&d, "2026-W47", CLOSE).await;
    let both = people.iter().flat_map(|who| [(*who, "2026-11-12"), (*who, "2026-11-20")]);
    futures::future::join_all(both.map(|(who, on)| buy(&d, who, on, 70_000, LATER))).await;
    for label in ["2026-W46", "2026-W47"] {
        let numbers: Vec<_> =
            amended(&d, label, "made").await.iter().map(|row| row.number.unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
        sums_agree(&d, label).await;
    }
}

async fn recount_finds_nothing_and_stored_figures_agree_with_the_totals(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    close(&d, "2026-W47", CLOSE).await;
    let id = buy(&d, sri, "2026-11-20", 70_000, LATER).await;
    assert!(totals::differences(d.store.reader()).await.unwrap().is_empty());
    let row = purchases::by_id(d.store.reader(), id).await.unwrap().unwrap();
    assert_eq!(row.state, State::Recorded);
    let period = week("2026-W47");
    let tallies =
        totals::of(d.store.reader(), sri, period.kind, period.start, period.end).await.unwrap();
    assert_eq!(
        tallies[&period.start].sum(None).0,
        stored(&d, "2026-W47", sri).await.unwrap().counted
    );
}
