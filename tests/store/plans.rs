//! By which index the database finds rows.

use pekan::rules::{EmployeeId, PeriodKind};
use pekan::store::closed_results;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::day;
use crate::support::observed::{Statements, plan};

on_both_databases!(closed_results_are_found_by_whose_they_are);

async fn closed_results_are_found_by_whose_they_are(db: Database) {
    let statements = Statements::default();
    let store = statements.store(&db).await;
    // PostgreSQL chooses for many by what it knows of the rows, and there are none here.
    let many: Vec<EmployeeId> =
        (1..=if db.is_postgres() { 1 } else { 500 }).map(EmployeeId).collect();
    for people in [&many[..1], &many[..]] {
        statements.take();
        let (kind, from, to) = (PeriodKind::Week, day("2026-01-05"), day("2026-03-23"));
        closed_results::between(store.reader(), people, kind, from, to).await.unwrap();
        let asked = statements.take();
        let plan = plan(&store, &asked[0]).await;
        assert!(plan[0].contains("closed_results_employee"), "{plan:?}");
        // Not by the person only: their other years stay unread.
        let narrow = |line: &String| !line.contains("Filter") && line.contains("start_on");
        assert!(plan.iter().any(narrow), "{plan:?}");
    }
}
