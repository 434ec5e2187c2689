//! Tables that were imported, and what each of them changed, so that it can be undone.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE imports (
    id $id,
    -- What its rows were.
    kind text NOT NULL
        CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays')),
    -- Empty for the command line.
    imported_by bigint REFERENCES employees (id),
    imported_at $instant NOT NULL,
    row_count bigint NOT NULL CHECK (row_count >= 0),
    created bigint NOT NULL CHECK (created >= 0),
    changed bigint NOT NULL CHECK (changed >= 0),
    undone_by bigint REFERENCES employees (id),
    undone_at $instant,
    CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
);

-- A record that an import made or changed, as it was right before and right after.
CREATE TABLE import_changes (
    import_id bigint NOT NULL REFERENCES imports (id),
    -- The row of the table; the heading is row 1.
    sheet_row bigint NOT NULL,
    -- An employee or an office, as the import's kind says. No reference: offices that an import made
    -- go with it.
    record_id bigint NOT NULL,
    -- JSON; empty for what was new.
    before text,
    after text NOT NULL,
    PRIMARY KEY (import_id, record_id)
);

-- Whether somebody's invitation still waits is asked with every import that is undone.
CREATE INDEX mails_employee ON mails (employee_id);
"
);
