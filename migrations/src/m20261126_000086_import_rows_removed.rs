//! Imports whose rows were taken out, as the retention says: they cannot be undone any more.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE imports ADD COLUMN rows_removed_at $instant;
"
);
