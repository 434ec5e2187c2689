//! A district of many people and 800 offices with two years of closed weeks: three closed as the worker closes
//! them, the others copies of them.

use std::sync::Arc;

use chrono::{DateTime, Days, Utc};
use pekan::demo::{self, Plan};
use pekan::files::Storage;
use pekan::rules::{Office, OfficeId, Period, PeriodKind};
use pekan::store::{ConnectionTrait, Error, Store, closings, offices};
use pekan::txn_job;
use pekan::workflows::closing::close_due;
use sea_orm::DbBackend;

pub const OFFICES: usize = 800;
/// Copies of the first closed week before it.
const EARLIER: u64 = 104;
/// Of those the newest have everybody's results as well: as many as a page of people looks back.
const WITH_PEOPLE: u64 = 12;
const WEEKS: usize = 5;

pub async fn fill(store: &Store, storage: &Storage, people: usize, now: DateTime<Utc>) {
    let plan = Plan { people, weeks: WEEKS, photos: 0 };
    demo::fill(store, storage, plan, now, Arc::new(|_, _| {})).await.unwrap();
    spread_over_offices(store).await;
    close_due(store, now, || true).await.unwrap();
    let closed = closings::all(store.reader()).await.unwrap();
    let weeks =
        closed.iter().map(closings::Closing::period).filter(|one| one.kind == PeriodKind::Week);
    let first = weeks.min_by_key(|week| week.start).unwrap();
    for ago in 1..=EARLIER {
        copy(store, &first, first.start - Days::new(7 * ago), ago <= WITH_PEOPLE).await;
    }
    let analyze = if store.reader().get_database_backend() == DbBackend::Postgres {
        "ANALYZE"
    } else {
        "PRAGMA optimize"
    };
    write(store, vec![analyze.to_owned()]).await;
}

/// Offices below those of the demonstration, and most people into them.
async fn spread_over_offices(store: &Store) {
    let rulebook = store.rulebook().await.unwrap();
    let first: Vec<Office> = rulebook.offices.iter().cloned().collect();
    let more: Vec<Office> = (first.len()..OFFICES)
        .map(|number| Office {
            id: OfficeId::NONE,
            code: format!("SKL-{number}"),
            name: format!("SD Negeri {number} Sukamaju"),
            kind: "sekolah".into(),
            parent: Some(first[number % first.len()].id),
            zone: first[0].zone,
        })
        .collect();
    let ids = store.write_reference::<_, Error, _>(txn_job!(|txn| {
        let mut ids = Vec::new();
        for office in &more {
            ids.push(offices::insert(txn, office).await?);
        }
        Ok(ids)
    }));
    let ids = ids.await.unwrap();
    let moves = ids.iter().enumerate().map(|(at, id)| {
        let (all, at) = (ids.len(), at + 1);
        format!("UPDATE placements SET office_id = {id} WHERE employee_id % {all} = {at} - 1 AND employee_id % 8 <> 0 AND employee_id > 1000")
    });
    write(store, moves.collect()).await;
}

async fn copy(store: &Store, of: &Period, start: chrono::NaiveDate, with_people: bool) {
    let copied = |table: &str, columns: &str| {
        format!(
            "INSERT INTO {table} (kind, start_on, {columns}) SELECT kind, '{start}', {columns} FROM {table} \
             WHERE kind = 'week' AND start_on = '{}'",
            of.start
        )
    };
    let mut statements = vec![
        copied("closings", "state, begun_at, begun_by, closed_at, people, done, done_up_to"),
        copied(
            "closed_offices",
            "office_id, time_zone, parent_id, headcount, obliged, exempt, met, met_late, short, counted_amount, \
             shortfall_amount, amendment",
        ),
        copied(
            "closed_sums",
            "office_id, headcount, obliged, exempt, met, met_late, short, counted_amount, shortfall_amount, amendment",
        ),
    ];
    if with_people {
        statements.push(copied(
            "closed_results",
            "employee_id, office_id, time_zone, policy_id, status, not_obliged, minimum, minimum_count, counted, \
             count, shortfall, holidays, leave_days, tier, full_amount, percent, amendment",
        ));
    }
    write(store, statements).await;
}

async fn write(store: &Store, statements: Vec<String>) {
    let done = store.write_reference::<_, Error, _>(txn_job!(|txn| {
        for statement in &statements {
            txn.execute_unprepared(statement).await?;
        }
        Ok(())
    }));
    done.await.unwrap();
}
