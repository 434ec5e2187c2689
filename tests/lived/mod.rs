//! What the most visited pages and API calls ask of the database, in a district that has lived.

mod asked;
mod plans;
mod round;

use std::collections::HashMap;

use asked::{Asking, Visit};
use chrono::{DateTime, Utc};
use pekan::demo::Plan;
use pekan::files::Storage;
use sea_orm::Statement;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::lived;
use crate::support::observed::Statements;
use crate::support::town::Town;

const NOW: &str = "2026-11-20T09:00:00+07:00";
const YEAR: Plan = Plan { people: 240, weeks: 56, photos: 4 };

/// How many statements each of them runs at the most. What is noted in the audit reads and moves the end of
/// its chain.
const STATEMENTS: [(&str, usize); 20] = [
    ("GET /", 2),
    ("GET /belanja/baru", 2),
    // On PostgreSQL, which also locks the closings; with who acts asked once more in the write, and which systems
    // are told of it.
    ("POST /belanja", 14),
    // The fifth asks how the weeks of the page stand.
    ("GET /riwayat", 5),
    // The third asks who has opened its receipts.
    ("GET /belanja/<id>", 3),
    // The fifth asks who has reminded it, for those who may; the sixth what the week before said at this hour.
    ("GET /unit/<code>", 6),
    ("GET /unit/<code>?periode", 5),
    ("GET /unit/<code>/pegawai/<person>", 8),
    // The sixth asks which photos are like those that are shown; the seventh counts for the menu what is proposed,
    // on every page of those who review.
    ("GET /tinjau", 7),
    ("POST /tinjau/<id> to verify", 11),
    ("POST /tinjau/<id> to reject", 15),
    // Whether the account opens is asked before, and in the write once more; then whether a code is asked for,
    // whether somebody with a role is told of the browser, and what the audit's last entry was.
    ("POST /masuk", 10),
    // Session, roles, holidays, what waits, levels, closings of weeks and of months, and moves; the ninth counts
    // for the menu which sellers wait, on every page of those who keep them, and which purchases are proposed.
    // The tenth and the eleventh ask whether mail is taken, and whether a worker looks.
    ("GET /admin", 11),
    ("GET /api/v1/me", 1),
    ("GET /api/v1/me/compliance", 2),
    // Whether each counts is asked of placements and totals of their owners.
    ("GET /api/v1/purchases", 3),
    ("GET /api/v1/purchases by a head", 3),
    // As the form, and the answer read back in two.
    ("POST /api/v1/purchases", 16),
    ("GET /api/v1/offices/<code>/compliance", 2),
    ("GET /api/v1/offices/<code>/compliance?period", 3),
];

on_both_databases!(pages_ask_little_and_only_about_whom_they_show);

async fn pages_ask_little_and_only_about_whom_they_show(db: Database) {
    let statements = Statements::default();
    let (asking, visits) = settle(&db, &statements).await;
    let (mut faults, mut met) = (Vec::new(), Vec::new());
    for visit in &visits {
        let asked = fewest(&asking, visit, &statements).await;
        let most = STATEMENTS.iter().find(|(route, _)| *route == visit.route);
        let most = most.unwrap_or_else(|| panic!("{} has no line", visit.route)).1;
        if asked.len() > most {
            let texts: Vec<_> = asked.iter().map(|one| one.sql.as_str()).collect();
            faults.push(format!(
                "{}: {} statements\n  {}",
                visit.route,
                asked.len(),
                texts.join("\n  ")
            ));
        }
        met.push((visit.route, asked));
    }
    let mut known: HashMap<&str, Vec<String>> = HashMap::new();
    for (route, asked) in &met {
        for statement in asked {
            // It counts everybody, and never what the years have left.
            if *route == "GET /admin" {
                for step in plans::of_years(&asking.store, statement).await {
                    faults.push(format!("{route}: {step}\n  {}", statement.sql));
                }
                continue;
            }
            if !known.contains_key(statement.sql.as_str()) {
                known.insert(&statement.sql, plans::wide(&asking.store, statement).await);
            }
            for wide in &known[statement.sql.as_str()] {
                faults.push(format!("{route}: {wide}\n  {}", statement.sql));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

async fn settle(db: &Database, statements: &Statements) -> (Asking, Vec<Visit>) {
    let store = statements.store(db).await;
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let storage = Storage::open(db.dir.path()).unwrap();
    lived::fill(&store, &storage, YEAR, now).await;
    let client = Town::client(db, &store, now, None).await;
    let asking = Asking { client, store };
    let visits = asking.visits(now).await;
    (asking, visits)
}

/// What a visit asks, without the rules, settings and closings that are read anew once a second.
async fn fewest(asking: &Asking, visit: &Visit, statements: &Statements) -> Vec<Statement> {
    let mut fewest: Option<Vec<Statement>> = None;
    for round in 0..4 {
        asking.store.rulebook().await.unwrap();
        statements.take();
        asking.make(visit, round).await;
        let asked = statements.take();
        if fewest.as_ref().is_none_or(|before| asked.len() < before.len()) {
            fewest = Some(asked);
        }
    }
    fewest.unwrap()
}
