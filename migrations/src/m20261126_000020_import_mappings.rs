//! How files of a shape are read: which column holds what, and what their values mean.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE import_mappings (
    kind text NOT NULL
        CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays')),
    -- SHA-256 of the headings.
    shape text NOT NULL,
    -- JSON.
    mapping text NOT NULL,
    -- Empty for the command line.
    saved_by bigint REFERENCES employees (id),
    saved_at $instant NOT NULL,
    PRIMARY KEY (kind, shape)
);
"
);
