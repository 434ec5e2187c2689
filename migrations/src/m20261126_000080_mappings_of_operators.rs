//! What an operator has said about a file holds for their own files; what an administrator has said, for
//! everybody's.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE import_mappings_new (
    id $id,
    kind text NOT NULL
        CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays')),
    -- SHA-256 of the headings.
    shape text NOT NULL,
    -- JSON.
    mapping text NOT NULL,
    -- Empty for the command line.
    saved_by bigint REFERENCES employees (id),
    only_theirs boolean NOT NULL,
    saved_at $instant NOT NULL,
    CHECK (saved_by IS NOT NULL OR NOT only_theirs)
);
INSERT INTO import_mappings_new (kind, shape, mapping, saved_by, only_theirs, saved_at)
SELECT kind, shape, mapping, saved_by, false, saved_at FROM import_mappings;
DROP TABLE import_mappings;
ALTER TABLE import_mappings_new RENAME TO import_mappings;
CREATE UNIQUE INDEX import_mappings_general ON import_mappings (kind, shape) WHERE NOT only_theirs;
CREATE UNIQUE INDEX import_mappings_own ON import_mappings (kind, shape, saved_by) WHERE only_theirs;
"
);
