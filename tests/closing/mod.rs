//! Closed periods: what is stored, what amends it, and what never changes it.

mod at_once;
mod deadlines;
mod glances;
mod killed;
mod leave;
mod numbered;
mod proposals;
mod proposed_again;
mod rows;
mod script;

use pekan::rules::amendment::State;
use pekan::rules::close::Figures;
use pekan::rules::purchase_draft::Draft;
use pekan::rules::{EmployeeId, OfficeId, Period, PurchaseId, Role, RoleKind, Summary, Viewer};
use pekan::standing::report::{self, Report};
use pekan::standing::sums;
use pekan::store::amendments::{self, Amendment, Search};
use pekan::store::closed_results;
use pekan::store::closings;
use pekan::store::purchases;
use pekan::workflows::closing::close_period;
use pekan::workflows::purchases::edit::Edit;
use pekan::workflows::{self, Warrant, WorkflowError};

use crate::support::district::{District, at, day};
use crate::support::lived::{self, warung};
use crate::support::warrant;

/// Thursday after 2026-W47, 00.00 WIB: its last deadline has just passed everywhere.
pub const CLOSE: &str = "2026-11-25T17:00:00Z";
/// Friday noon after it.
pub const LATER: &str = "2026-11-27T05:00:00Z";

pub fn week(label: &str) -> Period {
    Period::parse(label).unwrap()
}

pub fn viewer(employee: EmployeeId, roles: &[(RoleKind, OfficeId)]) -> Viewer {
    let role = |(kind, office): &(RoleKind, OfficeId)| Role {
        kind: *kind,
        office: *office,
        from: day("2020-01-01"),
        to: None,
        acting: false,
    };
    Viewer { employee, roles: roles.iter().map(role).collect() }
}

pub fn administrator(d: &District, employee: EmployeeId) -> Viewer {
    viewer(employee, &[(RoleKind::Administrator, d.root)])
}

/// Closes a period to its end.
pub async fn close(d: &District, label: &str, now: &str) {
    let period = week(label);
    close_period::begin(&d.store, &Warrant::system(at(now)), &period).await.unwrap();
    assert!(close_period::go_on(&d.store, &period, 1000, at(now)).await.unwrap());
    assert!(closings::of(d.store.reader(), &period).await.unwrap().unwrap().is_closed());
}

/// Records a purchase through its workflow.
pub async fn buy(d: &District, who: EmployeeId, on: &str, rupiah: i64, now: &str) -> PurchaseId {
    try_to_buy(d, who, on, rupiah, now).await.unwrap()
}

pub async fn try_to_buy(
    d: &District,
    who: EmployeeId,
    on: &str,
    rupiah: i64,
    now: &str,
) -> Result<PurchaseId, WorkflowError> {
    lived::buy(&d.store, who, warung(on, rupiah), at(now)).await
}

/// Moves a purchase of somebody to another day, as its owner edits it.
pub async fn move_to(
    d: &District,
    who: EmployeeId,
    id: PurchaseId,
    on: &str,
    now: &str,
) -> Result<(), WorkflowError> {
    let on = on.to_owned();
    edit(d, who, id, move |amount| warung(&on, amount), now).await
}

/// Edits a purchase; `change` is given what it costs.
pub async fn edit(
    d: &District,
    who: EmployeeId,
    id: PurchaseId,
    change: impl FnOnce(i64) -> Draft + Clone + Send + 'static,
    now: &str,
) -> Result<(), WorkflowError> {
    let version = purchases::by_id(d.store.reader(), id).await.unwrap().unwrap().version;
    let change = move |was: &purchases::Purchase| change(was.row.amount);
    let me = viewer(who, &[]);
    let edit = Edit::of(id, version);
    workflows::purchases::edit::edit(&d.store, &warrant(&me, at(now)), edit, change).await
}

/// A purchase without a receipt.
pub async fn stored(d: &District, label: &str, who: EmployeeId) -> Option<Figures> {
    let found = closed_results::of(d.store.reader(), &week(label), &[who]).await.unwrap();
    found.into_iter().next().map(|outcome| outcome.figures)
}

/// The amendments of a period in a state, the oldest first.
pub async fn amended(d: &District, label: &str, state: &'static str) -> Vec<Amendment> {
    let state = State::from_name(state).unwrap();
    let search = Search { period: Some(week(label)), ..Search::of(state) };
    let everyone = pekan::rules::Sight::of_everyone(day("2026-12-01"));
    let all = (0, 100_000);
    let found = amendments::page(d.store.reader(), &everyone, &search, all);
    let mut found: Vec<_> = found.await.unwrap().into_iter().map(|told| told.row).collect();
    found.reverse();
    found
}

/// `report(d, office, label, now)` of the present rules.
#[macro_export]
macro_rules! report {
    ($d:expr, $office:expr, $label:expr, $now:expr, |$report:ident| $body:expr) => {{
        $d.store.invalidate_rulebook();
        let rulebook = $d.store.rulebook().await.unwrap();
        let (period, now) = ($crate::closing::week($label), $crate::support::district::at($now));
        let $report =
            pekan::standing::report::of_office($d.store.reader(), &rulebook, $office, &period, now)
                .await
                .unwrap();
        $body
    }};
}

/// Status and counted amount of everybody in a report, by id.
pub fn standings(report: &Report<'_>) -> Vec<(EmployeeId, &'static str, i64, Option<i64>)> {
    let mut rows: Vec<_> = report
        .standing
        .iter()
        .map(|(id, one)| (*id, one.status.name(), one.counted, one.minimum))
        .collect();
    rows.sort_unstable();
    rows
}

/// What is stored of the offices is the sum of what is stored of their people.
pub async fn sums_agree(d: &District, label: &str) {
    d.store.invalidate_rulebook();
    let rulebook = d.store.rulebook().await.unwrap();
    let period = week(label);
    let (db, now) = (d.store.reader(), at(LATER));
    for office in rulebook.offices.iter() {
        let one = report::of_office(db, &rulebook, office.id, &period, now).await.unwrap();
        let sums = sums::sums(db, &rulebook, &[office.id], &[period], now).await.unwrap();
        assert!(one.closed && sums[0].closed, "{}", office.code);
        assert_eq!(one.summary(), sums[0].summary, "{}", office.code);
        let mut people = Summary::default();
        one.standing.iter().for_each(|(_, standing)| people.count(standing));
        assert_eq!(people, sums[0].summary, "{}", office.code);
    }
}
