//! Accounts that were disabled by hand.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE employees ADD COLUMN disabled_at $instant;
"
);
