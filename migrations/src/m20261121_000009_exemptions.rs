//! Exemptions with document, reasons and withdrawal; days on which an office is closed; who says
//! that they buy nothing in a period.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, SQL).await?;
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            // The ids came along; the next one follows them.
            crate::run(manager, NEXT_ID).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const NEXT_ID: &str = "
SELECT setval(pg_get_serial_sequence('exemptions', 'id'), max(id)) FROM exemptions HAVING max(id) > 0
";

const SQL: &str = r"
-- SQLite cannot change the conditions of a table: it is made anew.
ALTER TABLE exemptions RENAME TO exemptions_before;
DROP INDEX exemptions_employee;
CREATE TABLE exemptions (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CHECK (reason IN ('annual_leave', 'sick_leave', 'maternity',
        'important_reason', 'long_leave', 'official_travel', 'study', 'unpaid_leave', 'other')),
    state text NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn')),
    requested_by bigint NOT NULL REFERENCES employees (id),
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    -- Why it was refused.
    decision_reason text,
    withdrawn_by bigint REFERENCES employees (id),
    withdrawn_at $instant,
    withdrawn_reason text,
    -- The stored file that came with it, by its hash, if one came.
    document_sha256 text,
    document_type text CHECK (document_type IN ('image/jpeg', 'application/pdf')),
    document_bytes bigint,
    created_at $instant NOT NULL,
    CHECK (to_on >= from_on),
    CHECK (state IN ('requested', 'withdrawn') OR decided_by IS NOT NULL),
    -- Nobody approves or refuses their own.
    CHECK (decided_by <> employee_id),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    -- What was decided is taken back by somebody else, who says why.
    CHECK (decided_by IS NULL OR withdrawn_by <> employee_id),
    CHECK (decided_by IS NULL OR withdrawn_by IS NULL OR withdrawn_reason IS NOT NULL),
    CHECK ((document_sha256 IS NULL) = (document_type IS NULL)),
    CHECK ((document_sha256 IS NULL) = (document_bytes IS NULL))
);
INSERT INTO exemptions (id, employee_id, from_on, to_on, reason, state, requested_by, decided_by,
    decided_at, created_at)
SELECT id, employee_id, from_on, to_on, reason, state, requested_by, decided_by, decided_at,
    created_at FROM exemptions_before ORDER BY id;
DROP TABLE exemptions_before;
CREATE INDEX exemptions_employee ON exemptions (employee_id, to_on);
CREATE INDEX exemptions_requested ON exemptions (state) WHERE state = 'requested';
CREATE INDEX exemptions_document ON exemptions (document_sha256);

-- A holiday of everybody, or of an office and all below it.
ALTER TABLE holidays RENAME TO holidays_before;
CREATE TABLE holidays (
    id $id,
    day date NOT NULL,
    office_id bigint REFERENCES offices (id),
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public', 'joint_leave'))
);
INSERT INTO holidays (day, name, kind) SELECT day, name, kind FROM holidays_before ORDER BY day;
DROP TABLE holidays_before;
CREATE UNIQUE INDEX holidays_once ON holidays (day, coalesce(office_id, 0));

-- Who says that they buy nothing in a period, and why; it changes no status.
CREATE TABLE declarations (
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    reason text NOT NULL CHECK (reason IN ('nothing_needed', 'no_seller', 'no_time', 'away', 'other')),
    declared_at $instant NOT NULL,
    PRIMARY KEY (employee_id, kind, start_on)
);
";
