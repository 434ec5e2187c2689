//! What people say is wrong about them.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE corrections (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    field text NOT NULL CHECK (field IN ('name', 'number', 'email', 'phone', 'office', 'position', 'grade',
        'employment_type', 'other')),
    -- What it should be, in their words.
    wanted text NOT NULL,
    note text,
    state text NOT NULL CHECK (state IN ('open', 'done', 'refused')),
    asked_at $instant NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    -- Why it was not put right.
    reason text,
    -- Nobody answers their own.
    CHECK (decided_by <> employee_id),
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'refused') = (reason IS NOT NULL))
);
CREATE INDEX corrections_employee ON corrections (employee_id, id);
CREATE INDEX corrections_open ON corrections (state) WHERE state = 'open';
"
);
