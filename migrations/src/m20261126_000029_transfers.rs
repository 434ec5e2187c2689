//! Moves between offices that one side has proposed.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE transfers (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The placement that it goes on from, and the one that it proposes, as JSON.
    before text NOT NULL,
    after text NOT NULL,
    proposing_office_id bigint NOT NULL REFERENCES offices (id),
    deciding_office_id bigint NOT NULL REFERENCES offices (id),
    state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'refused', 'withdrawn')),
    proposed_by bigint NOT NULL REFERENCES employees (id),
    proposed_at $instant NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    reason text,
    CHECK (proposed_by <> employee_id),
    CHECK (decided_by <> employee_id),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX transfers_one_open ON transfers (employee_id) WHERE state = 'proposed';
CREATE INDEX transfers_proposing ON transfers (proposing_office_id, id);
CREATE INDEX transfers_deciding ON transfers (deciding_office_id, id);
"
);
