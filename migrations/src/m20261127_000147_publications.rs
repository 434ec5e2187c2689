//! What the public is told of closed periods, without names: made once, and not changed by amendments.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE publications (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    -- The tables as JSON.
    tables text NOT NULL,
    published_at $instant NOT NULL,
    PRIMARY KEY (kind, start_on)
);
"
);
