//! What a close stores, when it may, and that reports of it do not drift.

use pekan::rules::office::Change;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::{Period, Zone};
use pekan::standing::sums;
use pekan::store::closings;
use pekan::workflows::closing::close_period;
use pekan::workflows::{self, Warrant, WorkflowError};

use super::{CLOSE, LATER, buy, close, standings, stored, sums_agree, week};
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::{on_both_databases, report};

on_both_databases!(
    what_is_stored_is_what_stood_at_the_deadline,
    nothing_that_follows_changes_what_is_stored,
    a_period_closes_when_its_last_deadline_has_passed_everywhere,
    closing_again_changes_nothing
);

async fn what_is_stored_is_what_stood_at_the_deadline(db: Database) {
    let d = District::new(&db).await;
    let met = d.employee("Met", d.health).await;
    let short = d.employee("Short", d.health).await;
    let away = d.employee("Away", d.senduro).await;
    let root = d.employee("Root", d.root).await;
    d.leave(away, "2026-11-16", "2026-11-20", root).await;
    d.purchase(met, "2026-11-18", 120_000).await;
    d.purchase(short, "2026-11-18", 65_000).await;
    let before = report!(d, d.root, "2026-W47", CLOSE, |report| {
        assert!(!report.closed && report.amendment.is_none());
        (report.summary(), standings(&report))
    });
    close(&d, "2026-W47", CLOSE).await;
    let after = report!(d, d.root, "2026-W47", LATER, |report| {
        assert!(report.closed && report.amendment.is_none());
        let children: Vec<_> =
            report.children().map(|(office, sum)| (office.code.clone(), sum.headcount)).collect();
        assert_eq!(children, [("DINKES".into(), 2), ("SDR".into(), 1)]);
        (report.summary(), standings(&report))
    });
    assert_eq!(before, after);
    let summary = after.0;
    assert_eq!(
        (summary.headcount, summary.obliged, summary.met, summary.short, summary.exempt),
        (4, 3, 1, 2, 1)
    );
    assert_eq!((summary.counted_amount, summary.shortfall_amount), (185_000, 135_000));
    sums_agree(&d, "2026-W47").await;
}

async fn nothing_that_follows_changes_what_is_stored(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    let tono = d.employee("Tono", d.senduro).await;
    buy(&d, sri, "2026-11-18", 120_000, "2026-11-18T05:00:00Z").await;
    close(&d, "2026-W47", CLOSE).await;
    let before =
        report!(d, d.root, "2026-W47", LATER, |report| (report.summary(), standings(&report)));
    // A policy of the next week, a purchase of it, a transfer, an office that moves, a holiday.
    d.policy(|policy| {
        policy.effective_from = day("2026-11-23");
        policy.minimum_amount = 500_000;
    })
    .await;
    buy(&d, tono, "2026-11-24", 10_000, LATER).await;
    let from = PlaceDraft {
        office: Some("SDR".into()),
        from: "2026-11-02".into(),
        ..PlaceDraft::default()
    };
    workflows::employees::place(&d.store, &Warrant::system(at(LATER)), "N-sri", from)
        .await
        .unwrap();
    let under =
        Change { parent: Some("SDR".into()), time_zone: Some("WIT".into()), ..Change::default() };
    workflows::offices::edit(&d.store, &Warrant::system(at(LATER)), "DINKES", under).await.unwrap();
    let holiday = workflows::holidays::put::Draft {
        date: "2026-11-18".into(),
        name: "Libur".into(),
        kind: "public".into(),
        office: None,
    };
    workflows::holidays::put(&d.store, &Warrant::system(at(LATER)), holiday).await.unwrap();
    let after =
        report!(d, d.root, "2026-W47", LATER, |report| (report.summary(), standings(&report)));
    assert_eq!(before, after);
    report!(d, d.senduro, "2026-W47", LATER, |report| {
        assert_eq!(
            standings(&report),
            [(tono, "short", 0, Some(100_000))],
            "not what hangs below it today"
        );
    });
    report!(d, d.health, "2026-W47", LATER, |report| assert_eq!(
        standings(&report),
        [(sri, "met", 120_000, Some(100_000))]
    ));
    sums_agree(&d, "2026-W47").await;
}

async fn a_period_closes_when_its_last_deadline_has_passed_everywhere(db: Database) {
    let d = District::new(&db).await;
    let east = d.office("MKQ", d.root, Zone::Wit).await;
    let (sri, yosef) = (d.employee("Sri", d.health).await, d.employee("Yosef", east).await);
    let period = week("2026-W47");
    // 00.00 in the east, 22.00 in the west, and one second before midnight there.
    for early in ["2026-11-25T14:59:59Z", "2026-11-25T15:00:00Z", "2026-11-25T16:59:59Z"] {
        match close_period::begin(&d.store, &Warrant::system(at(early)), &period).await {
            Err(WorkflowError::Conflict(problem)) => assert_eq!(problem.code, "period-not-over"),
            other => panic!("{other:?}"),
        }
    }
    assert!(closings::all(d.store.reader()).await.unwrap().is_empty());
    // Until then everything is live, each office by its own deadline.
    let early = "2026-11-25T15:00:00Z";
    report!(d, d.root, "2026-W47", early, |report| {
        assert!(!report.closed);
        assert_eq!(
            standings(&report),
            [(sri, "open", 0, Some(100_000)), (yosef, "short", 0, Some(100_000))]
        );
    });
    let rulebook = d.store.rulebook().await.unwrap();
    let periods: Vec<Period> = period.last(2);
    let sums =
        sums::sums(d.store.reader(), &rulebook, &[d.root], &periods, at(early)).await.unwrap();
    assert_eq!((sums[1].summary.open, sums[1].summary.short, sums[1].closed), (1, 1, false));
    assert_eq!((sums[0].summary.short, sums[0].closed), (2, false));
    close(&d, "2026-W47", CLOSE).await;
    report!(d, east, "2026-W47", CLOSE, |report| assert!(report.closed));
    sums_agree(&d, "2026-W47").await;
}

async fn closing_again_changes_nothing(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    close(&d, "2026-W47", CLOSE).await;
    let before = stored(&d, "2026-W47", sri).await;
    let closings_before = closings::all(d.store.reader()).await.unwrap();
    close(&d, "2026-W47", LATER).await;
    assert_eq!(stored(&d, "2026-W47", sri).await, before);
    assert_eq!(closings::all(d.store.reader()).await.unwrap(), closings_before);
}
