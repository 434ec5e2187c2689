//! What a table of people and periods shows of closed ones, in the order in which it is read.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
DROP INDEX closed_results_employee;
CREATE INDEX closed_results_employee ON closed_results
    (employee_id, kind, start_on, status, counted, minimum);
"
);
