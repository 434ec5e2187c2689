//! A period is closed at once for all offices, and what is stored of somebody says in which zone it
//! was judged and why nothing was asked.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

// Neither keys nor conditions can be changed in place on SQLite: the three tables are made anew.
sql_migration!(
    r#"
CREATE TABLE closings_new (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('closing', 'closed')),
    begun_at $instant NOT NULL,
    -- Empty when the worker or the command line closed it.
    begun_by bigint REFERENCES employees (id),
    closed_at $instant,
    -- How many people it is about, and how far it has come: all up to this employee are stored.
    people bigint NOT NULL CHECK (people >= 0),
    done bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
    done_up_to bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, start_on),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
-- What was closed in some zones only is gone through again: who is stored stays so.
INSERT INTO closings_new (kind, start_on, state, begun_at, begun_by, closed_at, people, done)
SELECT kind, start_on,
    CASE WHEN count(closed_at) = 3 THEN 'closed' ELSE 'closing' END,
    min(begun_at), min(begun_by),
    CASE WHEN count(closed_at) = 3 THEN max(closed_at) END,
    sum(people),
    CASE WHEN count(closed_at) = 3 THEN sum(done) ELSE 0 END
FROM closings GROUP BY kind, start_on;

CREATE TABLE closed_offices_new (
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
    FOREIGN KEY (kind, start_on) REFERENCES closings_new (kind, start_on),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK (parent_id <> office_id),
    CHECK (obliged = met + met_late + short),
    CHECK (obliged + exempt <= headcount)
);
INSERT INTO closed_offices_new (kind, start_on, office_id, time_zone, parent_id, headcount, obliged,
    exempt, met, met_late, short, counted_amount, shortfall_amount, amendment)
SELECT kind, start_on, office_id, time_zone, parent_id, headcount, obliged,
    exempt, met, met_late, short, counted_amount, shortfall_amount, amendment
FROM closed_offices;
INSERT INTO closed_offices_new (kind, start_on, office_id, time_zone, parent_id)
SELECT closing.kind, closing.start_on, office.id, office.time_zone, office.parent_id
FROM closings_new closing CROSS JOIN offices office
WHERE closing.state = 'closing' AND NOT EXISTS (
    SELECT 1 FROM closed_offices there WHERE there.kind = closing.kind
    AND there.start_on = closing.start_on AND there.office_id = office.id
);

CREATE TABLE closed_results_new (
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    employee_id bigint NOT NULL REFERENCES employees (id),
    office_id bigint NOT NULL,
    -- The zone of the office, by which deadlines passed.
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    policy_id bigint REFERENCES policies (id),
    -- Nothing is open in a closed period.
    status text NOT NULL CHECK (status IN ('not_obliged', 'participating', 'not_participating',
        'exempt', 'met', 'met_late', 'short')),
    -- Why nothing was asked.
    not_obliged text CHECK (not_obliged IN ('no_policy', 'not_placed', 'nothing_asked',
        'no_day_counts')),
    minimum bigint CHECK (minimum >= 0),
    minimum_count integer CHECK (minimum_count >= 0),
    counted bigint NOT NULL CHECK (counted >= 0),
    count integer NOT NULL CHECK (count >= 0),
    shortfall bigint CHECK (shortfall >= 0),
    -- What the minimum follows from; empty where nothing is asked.
    holidays integer,
    leave_days integer,
    tier integer,
    full_amount bigint CHECK (full_amount >= 0),
    percent integer CHECK (percent > 0 AND percent <= 10000),
    -- The number of the last amendment that changed this row.
    amendment integer,
    PRIMARY KEY (kind, start_on, employee_id),
    FOREIGN KEY (kind, start_on, office_id)
        REFERENCES closed_offices_new (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK ((status = 'not_obliged') = (policy_id IS NULL)),
    CHECK ((status = 'not_obliged') = (not_obliged IS NOT NULL)),
    CHECK ((minimum IS NULL) = (shortfall IS NULL)),
    CHECK ((minimum IS NULL) = (minimum_count IS NULL)),
    CHECK ((holidays IS NULL) = (leave_days IS NULL))
);
INSERT INTO closed_results_new (kind, start_on, employee_id, office_id, time_zone, policy_id, status,
    not_obliged, minimum, minimum_count, counted, count, shortfall, holidays, leave_days, tier,
    full_amount, percent, amendment)
SELECT result.kind, result.start_on, result.employee_id, result.office_id, office.time_zone,
    result.policy_id, result.status,
    CASE WHEN result.status = 'not_obliged' THEN 'no_policy' END,
    result.minimum, result.minimum_count, result.counted, result.count, result.shortfall,
    result.holidays, result.leave_days, result.tier, result.full_amount, result.percent,
    result.amendment
FROM closed_results result JOIN closed_offices office ON office.kind = result.kind
    AND office.start_on = result.start_on AND office.office_id = result.office_id;

DROP TABLE closed_results;
DROP TABLE closed_offices;
DROP TABLE closings;
ALTER TABLE closings_new RENAME TO closings;
ALTER TABLE closed_offices_new RENAME TO closed_offices;
ALTER TABLE closed_results_new RENAME TO closed_results;
CREATE INDEX closings_running ON closings (state) WHERE state = 'closing';
CREATE INDEX closed_offices_office ON closed_offices (office_id, kind, start_on);
CREATE INDEX closed_offices_parent ON closed_offices (parent_id, kind, start_on);
CREATE INDEX closed_results_office ON closed_results (office_id, kind, start_on);
CREATE INDEX closed_results_employee ON closed_results (employee_id, kind, start_on);

-- The figures in amendments say the same.
UPDATE amendments SET
    before = replace(replace(before, '{"office":', '{"zone":"' || (SELECT time_zone FROM offices
        WHERE amendments.before LIKE '{"office":' || offices.id || ',%') || '","office":'),
        '"status":"not_obliged"', '"status":"not_obliged","not_obliged":"no_policy"'),
    after = replace(replace(after, '{"office":', '{"zone":"' || (SELECT time_zone FROM offices
        WHERE amendments.after LIKE '{"office":' || offices.id || ',%') || '","office":'),
        '"status":"not_obliged"', '"status":"not_obliged","not_obliged":"no_policy"');
"#
);
