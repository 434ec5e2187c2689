//! Closed results are found by whose they are: a page asks for one person over some periods.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

// With both columns behind the person, the index answers more of the question than the primary key,
// which begins with the period: SQLite prefers it without statistics, for one person and for many.
sql_migration!(
    r"
DROP INDEX closed_results_employee;
CREATE INDEX closed_results_employee ON closed_results (employee_id, kind, start_on);
"
);
