//! Tables of sellers are imported as well.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, sql).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

// The table of mappings has kept the name of its condition from when it was made anew.
const POSTGRES: &str = r"
ALTER TABLE imports
    DROP CONSTRAINT imports_kind_check,
    ADD CONSTRAINT imports_kind_check CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions',
        'holidays', 'sellers'));
ALTER TABLE import_mappings
    DROP CONSTRAINT import_mappings_new_kind_check,
    ADD CONSTRAINT import_mappings_kind_check CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions',
        'holidays', 'sellers'));
";

// SQLite changes no condition of a table, and takes no table away that others refer to: the rows of both wait
// in tables without conditions meanwhile.
const SQLITE: &str = r"
CREATE TABLE changes_waiting AS SELECT * FROM import_changes;
DROP TABLE import_changes;
CREATE TABLE imports_new (
    id $id,
    -- What its rows were.
    kind text NOT NULL CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays',
        'sellers')),
    -- Empty for the command line.
    imported_by bigint REFERENCES employees (id),
    imported_at $instant NOT NULL,
    row_count bigint NOT NULL CHECK (row_count >= 0),
    created bigint NOT NULL CHECK (created >= 0),
    changed bigint NOT NULL CHECK (changed >= 0),
    undone_by bigint REFERENCES employees (id),
    undone_at $instant,
    rows_removed_at $instant,
    CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
);
INSERT INTO imports_new (id, kind, imported_by, imported_at, row_count, created, changed, undone_by, undone_at,
    rows_removed_at)
SELECT id, kind, imported_by, imported_at, row_count, created, changed, undone_by, undone_at, rows_removed_at
    FROM imports;
DROP TABLE imports;
ALTER TABLE imports_new RENAME TO imports;
CREATE TABLE import_changes (
    import_id bigint NOT NULL REFERENCES imports (id),
    -- The row of the table; the heading is row 1.
    sheet_row bigint NOT NULL,
    -- An employee, an office or a seller, as the import's kind says. No reference: what an import made goes
    -- with it.
    record_id bigint NOT NULL,
    -- JSON; empty for what was new.
    before text,
    after text NOT NULL,
    PRIMARY KEY (import_id, record_id)
);
INSERT INTO import_changes SELECT import_id, sheet_row, record_id, before, after FROM changes_waiting;
DROP TABLE changes_waiting;
CREATE TABLE import_mappings_new (
    id $id,
    kind text NOT NULL CHECK (kind IN ('employees', 'offices', 'placements', 'exemptions', 'holidays',
        'sellers')),
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
INSERT INTO import_mappings_new (id, kind, shape, mapping, saved_by, only_theirs, saved_at)
SELECT id, kind, shape, mapping, saved_by, only_theirs, saved_at FROM import_mappings;
DROP TABLE import_mappings;
ALTER TABLE import_mappings_new RENAME TO import_mappings;
CREATE UNIQUE INDEX import_mappings_general ON import_mappings (kind, shape) WHERE NOT only_theirs;
CREATE UNIQUE INDEX import_mappings_own ON import_mappings (kind, shape, saved_by) WHERE only_theirs;
";
