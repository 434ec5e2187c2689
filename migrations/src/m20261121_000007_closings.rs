//! Closed periods: what is stored of them, and what was amended since.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- A period is closed zone by zone; each zone has a row for it from the moment its close begins.
CREATE TABLE closings (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    state text NOT NULL CHECK (state IN ('closing', 'closed')),
    begun_at $instant NOT NULL,
    -- Empty when the worker or the command line closed it.
    begun_by bigint REFERENCES employees (id),
    closed_at $instant,
    -- How many people it is about, and how far it has come: all up to this employee are stored.
    people bigint NOT NULL CHECK (people >= 0),
    done bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
    done_up_to bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, start_on, time_zone),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX closings_running ON closings (state) WHERE state = 'closing';

-- What changed in a closed period, numbered; what might, until an administrator has decided.
CREATE TABLE amendments (
    id $id,
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    employee_id bigint NOT NULL REFERENCES employees (id),
    state text NOT NULL CHECK (state IN ('proposed', 'made', 'refused')),
    number integer CHECK (number >= 1),
    cause text NOT NULL CHECK (cause IN ('purchase', 'edit', 'void', 'review', 'recount',
        'placement', 'exemption', 'holiday')),
    -- Who did what caused it; empty for the system or the command line.
    author_id bigint REFERENCES employees (id),
    created_at $instant NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    reason text,
    -- Figures as JSON; empty when somebody was in no report before, or is in none after.
    before text,
    after text,
    UNIQUE (kind, start_on, number),
    CHECK ((state = 'made') = (number IS NOT NULL)),
    CHECK (before IS NOT NULL OR after IS NOT NULL),
    CHECK (before IS NULL OR after IS NULL OR before <> after),
    CHECK (state <> 'refused' OR decided_by IS NOT NULL),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR reason IS NOT NULL),
    -- Nobody decides about their own.
    CHECK (decided_by <> employee_id)
);
CREATE UNIQUE INDEX amendments_one_proposal ON amendments (kind, start_on, employee_id)
    WHERE state = 'proposed';
CREATE INDEX amendments_employee ON amendments (employee_id);

-- An office as it was when the period was closed, with the figures of its own people: what hangs
-- below it is found by the offices above at that time, not by those of today.
CREATE TABLE closed_offices (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    office_id bigint NOT NULL REFERENCES offices (id),
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    parent_id bigint REFERENCES offices (id),
    headcount bigint NOT NULL DEFAULT 0,
    obliged bigint NOT NULL DEFAULT 0,
    exempt bigint NOT NULL DEFAULT 0,
    met bigint NOT NULL DEFAULT 0,
    met_late bigint NOT NULL DEFAULT 0,
    short bigint NOT NULL DEFAULT 0,
    counted_amount bigint NOT NULL DEFAULT 0,
    shortfall_amount bigint NOT NULL DEFAULT 0,
    -- The number of the last amendment that changed these figures.
    amendment integer,
    PRIMARY KEY (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on, time_zone) REFERENCES closings (kind, start_on, time_zone),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK (parent_id <> office_id),
    CHECK (obliged = met + met_late + short),
    CHECK (obliged + exempt <= headcount)
);

CREATE TABLE closed_results (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    employee_id bigint NOT NULL REFERENCES employees (id),
    office_id bigint NOT NULL,
    policy_id bigint REFERENCES policies (id),
    -- Nothing is open in a closed period.
    status text NOT NULL CHECK (status IN ('not_obliged', 'participating', 'not_participating',
        'exempt', 'met', 'met_late', 'short')),
    minimum bigint CHECK (minimum >= 0),
    minimum_count integer CHECK (minimum_count >= 0),
    counted bigint NOT NULL CHECK (counted >= 0),
    count integer NOT NULL CHECK (count >= 0),
    shortfall bigint CHECK (shortfall >= 0),
    -- What the minimum follows from; empty where nothing is asked.
    holidays integer,
    leave_days integer,
    tier integer,
    -- The number of the last amendment that changed this row.
    amendment integer,
    PRIMARY KEY (kind, start_on, employee_id),
    FOREIGN KEY (kind, start_on, office_id) REFERENCES closed_offices (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK ((status = 'not_obliged') = (policy_id IS NULL)),
    CHECK ((minimum IS NULL) = (shortfall IS NULL)),
    CHECK ((minimum IS NULL) = (minimum_count IS NULL)),
    CHECK ((holidays IS NULL) = (leave_days IS NULL))
);
CREATE INDEX closed_results_office ON closed_results (kind, start_on, office_id);
CREATE INDEX closed_results_employee ON closed_results (employee_id);

-- Facts that changed on days that closed periods hold: what they come to is still to be worked out.
CREATE TABLE rechecks (
    id $id,
    -- Empty for everybody.
    employee_id bigint REFERENCES employees (id),
    from_on date NOT NULL,
    -- Empty for all days that follow.
    to_on date,
    cause text NOT NULL CHECK (cause IN ('placement', 'exemption', 'holiday')),
    author_id bigint REFERENCES employees (id),
    created_at $instant NOT NULL,
    CHECK (to_on >= from_on)
);
CREATE INDEX rechecks_employee ON rechecks (employee_id);
"
);
