//! A placement says what the position is called, and what a percentage is taken of.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE placements ADD COLUMN position_title text;
ALTER TABLE placements ADD COLUMN reference_amount bigint CHECK (reference_amount >= 0);
"
);
