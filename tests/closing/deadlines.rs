//! Until when owners change what they recorded: the first deadline of any period that holds the old
//! day or the new. What comes after it is late, and a purchase of its own.

use pekan::rules::{PeriodKind, PurchaseId};
use pekan::workflows::{self, WorkflowError};

use super::{amended, buy, close, edit, move_to, stored, viewer};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::support::lived::warung;
use crate::support::{void_seen, warrant};

on_both_databases!(
    nothing_moves_into_a_week_whose_deadline_has_passed,
    of_a_week_and_a_month_the_first_deadline_holds
);

fn is_locked(done: Result<(), WorkflowError>) -> bool {
    match done {
        Err(WorkflowError::Conflict(problem)) => {
            (problem.field.as_str(), problem.code) == ("purchased_on", "purchase-locked")
        }
        _ => false,
    }
}

async fn nothing_moves_into_a_week_whose_deadline_has_passed(db: Database) {
    let d = District::new(&db).await;
    let sri = d.employee("Sri", d.health).await;
    let id = buy(&d, sri, "2026-11-16", 100_000, "2026-11-16T03:00:00Z").await;
    close(&d, "2026-W46", "2026-11-18T17:00:00Z").await;
    let friday = "2026-11-20T03:00:00Z";
    assert!(is_locked(move_to(&d, sri, id, "2026-11-15", friday).await));
    assert_eq!(stored(&d, "2026-W46", sri).await.unwrap().status.name(), "short");
    assert!(amended(&d, "2026-W46", "made").await.is_empty());
    // Within its own week it moves; and late money for the week before is a purchase of its own.
    move_to(&d, sri, id, "2026-11-17", friday).await.unwrap();
    buy(&d, sri, "2026-11-15", 100_000, friday).await;
    assert_eq!(stored(&d, "2026-W46", sri).await.unwrap().status.name(), "met_late");
}

async fn void(d: &District, who: pekan::rules::EmployeeId, id: PurchaseId, now: &str) -> bool {
    let me = viewer(who, &[]);
    is_locked(
        workflows::purchases::change::void(
            &d.store,
            &warrant(&me, at(now)),
            void_seen(&d.store, id).await,
            "dobel",
        )
        .await,
    )
}

async fn of_a_week_and_a_month_the_first_deadline_holds(db: Database) {
    let d = District::new(&db).await;
    d.policy(|policy| {
        policy.period = PeriodKind::Month;
        policy.effective_from = day("2026-01-01");
    })
    .await;
    d.policy(|policy| policy.effective_from = day("2026-11-30")).await;
    let sri = d.employee("Sri", d.health).await;
    // In November, whose deadline is 3 December, and in week 49, whose deadline is 9 December.
    let both = buy(&d, sri, "2026-11-30", 1_000, "2026-11-30T03:00:00Z").await;
    let week = buy(&d, sri, "2026-12-01", 2_000, "2026-12-01T03:00:00Z").await;
    close(&d, "2026-11", "2026-12-03T17:00:00Z").await;
    let tuesday = "2026-12-08T03:00:00Z";
    let dearer = |_| warung("2026-11-30", 100_000);
    assert!(is_locked(edit(&d, sri, both, dearer, tuesday).await));
    assert!(is_locked(move_to(&d, sri, both, "2026-12-01", tuesday).await), "out of November");
    assert!(is_locked(move_to(&d, sri, week, "2026-11-30", tuesday).await), "into November");
    assert!(void(&d, sri, both, tuesday).await);
    assert_eq!(stored(&d, "2026-11", sri).await.unwrap().status.name(), "short");
    assert!(amended(&d, "2026-11", "made").await.is_empty());
    move_to(&d, sri, week, "2026-12-02", tuesday).await.unwrap();
}
