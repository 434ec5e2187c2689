//! When a key to the API was last used.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE tokens ADD COLUMN seen_at $instant;
"
);
