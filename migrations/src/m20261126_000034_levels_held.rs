//! Which position levels and grades are held, without a look at careers.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE INDEX placements_held ON placements (position_level, grade) WHERE to_on IS NULL;
"
);
