//! A close that stops in the middle, and two at once.

use pekan::rules::{EmployeeId, Period};
use pekan::store::{Store, audit, closed_results, closings};
use pekan::workflows::closing::close_period;
use pekan::workflows::holidays::put::Draft;
use pekan::workflows::{self, Warrant, WorkflowError};

use super::{CLOSE, LATER, amended, buy, close, sums_agree, week};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};

/// More than one batch, and not a whole number of them.
const PEOPLE: usize = 2_300;

/// What of a close must be the same however it went.
async fn result(d: &District) -> Vec<(EmployeeId, String)> {
    let (db, period) = (d.store.reader(), week("2026-W47"));
    let rulebook = d.store.rulebook().await.unwrap();
    let offices: Vec<_> = rulebook.offices.iter().map(|office| office.id).collect();
    let found = closed_results::of_offices(db, &period, &offices).await.unwrap();
    let mut rows: Vec<_> = found
        .into_iter()
        .map(|row| (row.employee, format!("{:?} {:?}", row.figures, row.amendment)))
        .collect();
    rows.sort();
    for row in amended(d, "2026-W47", "made").await {
        rows.push((row.employee_id, format!("{:?} {:?} {:?}", row.number, row.before, row.after)));
    }
    rows
}

/// Late receipts of the first and of the last, who are in different batches.
async fn late_receipts(d: &District, first: EmployeeId, last: EmployeeId) {
    buy(d, last, "2026-11-20", 100_000, LATER).await;
    buy(d, first, "2026-11-20", 40_000, LATER).await;
}

async fn straight(db: &Database) -> Vec<(EmployeeId, String)> {
    let d = District::new(db).await;
    let (first, last) = d.crowd(d.health, PEOPLE).await;
    buy(&d, first, "2026-11-20", 70_000, "2026-11-20T05:00:00Z").await;
    close(&d, "2026-W47", CLOSE).await;
    late_receipts(&d, first, last).await;
    result(&d).await
}

async fn interrupted(db: &Database) -> Vec<(EmployeeId, String)> {
    let d = District::new(db).await;
    let (first, last) = d.crowd(d.health, PEOPLE).await;
    buy(&d, first, "2026-11-20", 70_000, "2026-11-20T05:00:00Z").await;
    let period = week("2026-W47");
    close_period::begin(&d.store, &Warrant::system(at(CLOSE)), &period).await.unwrap();
    // The first batch, and then the power goes.
    assert!(close_period::step(&d.store, &period, at(CLOSE)).await.unwrap());
    let running = closings::of(d.store.reader(), &period).await.unwrap().unwrap();
    assert_eq!((running.state.name(), running.people), ("closing", i64::try_from(PEOPLE).unwrap()));
    assert!(running.done > 0 && running.done < running.people, "{running:?}");
    late_receipts(&d, first, last).await;
    assert!(
        closed_results::of(d.store.reader(), &period, &[first, last]).await.unwrap().len() == 2
    );

    // Part of the people is stored with the holidays as they were.
    let holiday = Draft {
        date: "2026-11-18".into(),
        name: "Libur".into(),
        kind: "public".into(),
        office: None,
    };
    match workflows::holidays::put(&d.store, &Warrant::system(at(LATER)), holiday).await {
        Err(WorkflowError::Conflict(problem)) => assert_eq!(problem.code, "period-being-closed"),
        other => panic!("{other:?}"),
    }
    let again = District { store: Store::open(&db.url).await.unwrap(), ..d };
    assert!(close_period::go_on(&again.store, &period, 1000, at(LATER)).await.unwrap());
    sums_agree(&again, "2026-W47").await;
    result(&again).await
}

async fn closed_once(store: &Store) -> usize {
    let entries = audit::newest(store.reader(), None, 1000).await.unwrap();
    entries.iter().filter(|entry| entry.action.name() == "period.close").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_it_ends_with_the_same_rows_on_sqlite() {
    let (one, two) = (Database::sqlite(), Database::sqlite());
    let (one, two) = (straight(&one).await, interrupted(&two).await);
    assert_eq!(one.len(), PEOPLE + 2);
    assert!(one == two, "{:?}", one.iter().zip(&two).find(|(one, two)| one != two));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_it_ends_with_the_same_rows_on_postgres() {
    let (one, two) = (Database::postgres().await, Database::postgres().await);
    let (one, two) = (straight(&one).await, interrupted(&two).await);
    assert_eq!(one.len(), PEOPLE + 2);
    assert!(one == two, "{:?}", one.iter().zip(&two).find(|(one, two)| one != two));
}

on_both_databases!(two_that_close_at_once_close_once, purchases_while_a_close_goes_on_lose_nothing);

async fn two_that_close_at_once_close_once(db: Database) {
    let d = District::new(&db).await;
    d.crowd(d.health, PEOPLE).await;
    let other = Store::open(&db.url).await.unwrap();
    let period: Period = week("2026-W47");
    let closing = async |store: &Store| {
        close_period::begin(store, &Warrant::system(at(CLOSE)), &period).await.unwrap();
        while !close_period::go_on(store, &period, 1, at(CLOSE)).await.unwrap() {}
    };
    tokio::join!(closing(&d.store), closing(&other), closing(&d.store));
    assert_eq!(closed_once(&d.store).await, 1);
    assert_eq!(result(&d).await.len(), PEOPLE);
    sums_agree(&d, "2026-W47").await;
}

async fn purchases_while_a_close_goes_on_lose_nothing(db: Database) {
    let d = District::new(&db).await;
    let (first, last) = d.crowd(d.health, PEOPLE).await;
    let period = week("2026-W47");
    close_period::begin(&d.store, &Warrant::system(at(CLOSE)), &period).await.unwrap();
    let closing = close_period::go_on(&d.store, &period, 1000, at(CLOSE));
    let buying = async {
        for who in [last, first, last, EmployeeId(last.0 - 1), first, EmployeeId(first.0 + 1)] {
            buy(&d, who, "2026-11-20", 30_000, LATER).await;
        }
    };
    let (closed, ()) = tokio::join!(closing, buying);
    assert!(closed.unwrap());
    let made = amended(&d, "2026-W47", "made").await;
    let numbers: Vec<_> = made.iter().map(|row| row.number.unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    let found = closed_results::of(
        d.store.reader(),
        &period,
        &[last, first, EmployeeId(last.0 - 1), EmployeeId(first.0 + 1)],
    )
    .await
    .unwrap();
    let mut counted: Vec<_> = found.iter().map(|row| row.figures.counted).collect();
    counted.sort_unstable();
    assert_eq!(counted, [30_000, 30_000, 60_000, 60_000]);
    sums_agree(&d, "2026-W47").await;
}
