//! Who has left is erased, and no figure of a district that has lived changes.

use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Days, Utc};
use pekan::clock::Clock;
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::rules::access::scope_day;
use pekan::rules::{EmployeeId, Period, PeriodKind, Role, RoleKind, Viewer, Zone};
use pekan::standing::report;
use pekan::store::audit_chain::Walked;
use pekan::store::{Store, audit_chain, employees, placements, roles, totals};
use pekan::workflows::Warrant;
use pekan::workflows::employees::{depart, erase};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::lived;
use crate::support::town::NOW;

/// Long enough for closed weeks and months, and amendments among them.
const SMALL: Plan = Plan { people: 60, weeks: 14, photos: 40 };
/// Among them people with amendments, transfers and leave.
const LEAVERS: std::ops::Range<i64> = 18..30;

on_both_databases!(no_figure_changes_when_people_are_erased);

async fn no_figure_changes_when_people_are_erased(db: Database) {
    let (store, now) = (db.store().await, NOW.parse::<DateTime<Utc>>().unwrap());
    let storage = Storage::open(db.dir.path()).unwrap();
    lived::fill(&store, &storage, SMALL, now).await;
    let dewi = administrator(&store, now).await;
    let people = leavers(&store, &dewi, now).await;
    assert!(people.len() > 5, "{people:?}");
    let before = figures(&store, now).await;
    assert!(before.iter().any(|one| one.contains("closed: true")), "nothing was closed");

    for number in &people {
        let left = employees::by_number(store.reader(), number).await.unwrap().unwrap();
        let row = erase(&store, &dewi, number).await.unwrap();
        assert_eq!(row, format!("dihapus-{}", left.id));
        let now_there = employees::by_id(store.reader(), left.id).await.unwrap().unwrap();
        assert_eq!(now_there.name, format!("Mantan pegawai {}", left.id));
    }

    let after = figures(&store, now).await;
    assert_eq!(before.len(), after.len());
    for (was, is) in before.iter().zip(&after) {
        assert_eq!(was, is);
    }
    assert!(totals::differences(store.reader()).await.unwrap().is_empty());
    let Walked { breaks, .. } = audit_chain::walk(store.reader(), None).await.unwrap();
    assert!(breaks.is_empty(), "{breaks:?}");
    for command in ["verify", "recount"] {
        let (code, said) = pekan(&db, &[command]);
        assert_eq!(code, Some(0), "{command}: {said}");
    }
    let (code, said) = pekan(&db, &["erased"]);
    assert_eq!((code, said.lines().count()), (Some(0), people.len()), "{said}");
}

/// How every office stands in every closed period and in those that run, with everybody of it.
async fn figures(store: &Store, now: DateTime<Utc>) -> Vec<String> {
    let rulebook = store.rulebook().await.unwrap();
    let mut periods: Vec<Period> = rulebook.closed.iter().copied().collect();
    periods.extend(PeriodKind::ALL.map(|kind| Period::of(kind, Zone::Wib.date(now))));
    periods.sort_by_key(|period| (period.kind.name(), period.start));
    let mut offices: Vec<_> = rulebook.offices.iter().collect();
    offices.sort_by_key(|office| office.id.0);
    let mut figures = Vec::new();
    for period in periods {
        for office in &offices {
            let db = store.reader();
            let report = report::of_office(db, &rulebook, office.id, &period, now).await.unwrap();
            let (closed, summary) = (report.closed, report.summary());
            figures.push(format!("{} {period} closed: {closed} {summary:?}", office.code));
        }
    }
    figures
}

async fn administrator(store: &Store, now: DateTime<Utc>) -> Warrant {
    let found = roles::holders(store.reader(), RoleKind::Administrator, Zone::Wib.date(now)).await;
    let row = found.unwrap().remove(0).0;
    let role = Role {
        kind: row.kind,
        office: row.office_id.unwrap_or(pekan::rules::OfficeId::NONE),
        from: row.from_on,
        to: row.to_on,
        acting: row.acting,
    };
    let viewer = Viewer { employee: row.employee_id, roles: vec![role] };
    Warrant::proved(viewer, Clock::At(now))
}

/// Some leave as of a few days ago; their numbers.
async fn leavers(store: &Store, dewi: &Warrant, now: DateTime<Utc>) -> Vec<String> {
    let last = scope_day(now) - Days::new(3);
    let mut left = Vec::new();
    for id in LEAVERS.map(EmployeeId) {
        let places = placements::of(store.reader(), id).await.unwrap();
        let Some(person) = employees::by_id(store.reader(), id).await.unwrap() else { continue };
        if Some(id) == dewi.author() || places.last().is_none_or(|place| place.from > last) {
            continue;
        }
        depart(store, dewi, &person.number, &last.to_string()).await.unwrap();
        left.push(person.number);
    }
    left
}

fn pekan(db: &Database, arguments: &[&str]) -> (Option<i32>, String) {
    let folder: &Path = db.dir.path();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pekan"));
    command.args(arguments).env("PEKAN_DATA_DIR", folder).env("PEKAN_DATABASE_URL", &db.url);
    command.env("PEKAN_NOW", NOW).env_remove("PEKAN_BASE_URL").env_remove("PEKAN_SMTP_URL");
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}
