//! A period is closed at once for all offices: whatever moves between the deadlines of the zones, each
//! person is counted once, in one office, and no close is half done.

use pekan::rules::office::Change;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::{EmployeeId, OfficeId, Zone};
use pekan::workflows::closing::{close_due, close_period, propose_amendments};
use pekan::workflows::{self, Warrant, WorkflowError};

use super::{CLOSE, LATER, amended, close, standings, stored, sums_agree, week};
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::{on_both_databases, report};

/// The deadline has passed in the east and not in the west, where it is half past ten.
const BETWEEN: &str = "2026-11-25T15:30:00Z";

on_both_databases!(
    who_moves_between_the_deadlines_is_counted_once,
    an_office_that_changes_its_zone_stays_in_the_reports,
    offices_that_move_between_the_deadlines_hang_in_no_circle,
    nothing_is_closed_by_halves_and_backdated_transfers_are_proposed
);

async fn place(d: &District, number: &str, office: &str, from: &str, now: &str) {
    let draft =
        PlaceDraft { office: Some(office.into()), from: from.into(), ..PlaceDraft::default() };
    workflows::employees::place(&d.store, &Warrant::system(at(now)), number, draft).await.unwrap();
}

async fn edit(d: &District, code: &str, parent: Option<&str>, zone: Option<&str>) {
    let change = Change {
        parent: parent.map(Into::into),
        time_zone: zone.map(Into::into),
        ..Change::default()
    };
    workflows::offices::edit(&d.store, &Warrant::system(at(BETWEEN)), code, change).await.unwrap();
}

/// The worker looks, and closes what it may.
async fn worked(d: &District, now: &str) {
    close_due::close_due(&d.store, at(now), || true).await.unwrap();
    propose_amendments::catch_up(&d.store, None, at(now)).await.unwrap();
}

/// Who is counted where, in the whole district.
async fn counted(d: &District, now: &str) -> Vec<(EmployeeId, Option<OfficeId>)> {
    report!(d, d.root, "2026-W47", now, |report| {
        let mut rows: Vec<_> = report.standing.iter().map(|(id, one)| (*id, one.office)).collect();
        rows.sort_unstable();
        rows
    })
}

async fn who_moves_between_the_deadlines_is_counted_once(db: Database) {
    let d = District::new(&db).await;
    let east = d.office("TMR", d.root, Zone::Wit).await;
    let (a, b) = (d.employee("A", east).await, d.employee("B", d.health).await);
    worked(&d, "2026-11-20T02:00:00Z").await;
    worked(&d, "2026-11-25T15:00:05Z").await;
    place(&d, "N-a", "DINKES", "2026-11-17", BETWEEN).await;
    place(&d, "N-b", "TMR", "2026-11-17", BETWEEN).await;
    let expected = [(a, Some(d.health)), (b, Some(east))];
    assert_eq!(counted(&d, BETWEEN).await, expected);
    worked(&d, CLOSE).await;
    assert_eq!(counted(&d, LATER).await, expected);
    report!(d, d.root, "2026-W47", LATER, |report| assert_eq!(report.summary().headcount, 2));
    assert!(amended(&d, "2026-W47", "proposed").await.is_empty());
    sums_agree(&d, "2026-W47").await;
}

async fn an_office_that_changes_its_zone_stays_in_the_reports(db: Database) {
    let d = District::new(&db).await;
    let (a, b) = (d.employee("A", d.root).await, d.employee("B", d.health).await);
    worked(&d, "2026-11-20T02:00:00Z").await;
    edit(&d, "DINKES", None, Some("WIT")).await;
    worked(&d, BETWEEN).await;
    let both = [(a, Some(d.root)), (b, Some(d.health))];
    assert_eq!(counted(&d, BETWEEN).await, both);
    // Its deadline is that of its zone of now.
    report!(d, d.root, "2026-W47", BETWEEN, |report| assert_eq!(
        standings(&report),
        [(a, "open", 0, Some(100_000)), (b, "short", 0, Some(100_000))]
    ));
    worked(&d, CLOSE).await;
    assert_eq!(counted(&d, LATER).await, both);
    assert_eq!(stored(&d, "2026-W47", b).await.unwrap().zone, Zone::Wit);
    sums_agree(&d, "2026-W47").await;
}

async fn offices_that_move_between_the_deadlines_hang_in_no_circle(db: Database) {
    let d = District::new(&db).await;
    let east = d.office("TMR", d.health, Zone::Wit).await;
    let (a, b) = (d.employee("A", east).await, d.employee("B", d.health).await);
    worked(&d, "2026-11-20T02:00:00Z").await;
    worked(&d, "2026-11-25T15:00:05Z").await;
    edit(&d, "TMR", Some("LMJ"), None).await;
    edit(&d, "DINKES", Some("TMR"), None).await;
    worked(&d, CLOSE).await;
    assert_eq!(counted(&d, LATER).await, [(a, Some(east)), (b, Some(d.health))]);
    for (office, headcount) in [(d.root, 2), (east, 2), (d.health, 1)] {
        report!(d, office, "2026-W47", LATER, |report| {
            assert_eq!(report.summary().headcount, headcount, "{office}");
        });
    }
    sums_agree(&d, "2026-W47").await;
}

async fn nothing_is_closed_by_halves_and_backdated_transfers_are_proposed(db: Database) {
    let d = District::new(&db).await;
    d.office("TMR", d.root, Zone::Wit).await;
    let sri = d.employee("Sri", d.health).await;
    // The installation starts on the day of the deadline of the week before.
    worked(&d, "2026-11-18T02:00:00Z").await;
    let w46 = week("2026-W46");
    let early = "2026-11-18T15:30:00Z";
    match close_period::begin(&d.store, &Warrant::system(at(early)), &w46).await {
        Err(WorkflowError::Conflict(problem)) => assert_eq!(problem.code, "period-not-over"),
        other => panic!("{other:?}"),
    }
    close(&d, "2026-W46", "2026-11-18T17:00:00Z").await;
    sums_agree(&d, "2026-W46").await;
    worked(&d, CLOSE).await;
    place(&d, "N-sri", "SDR", "2026-11-09", LATER).await;
    for label in ["2026-W46", "2026-W47"] {
        let rows = amended(&d, label, "proposed").await;
        assert_eq!((rows.len(), rows[0].employee_id), (1, sri), "{label}");
        assert_eq!(rows[0].after().unwrap().unwrap().office, d.senduro, "{label}");
    }
}
