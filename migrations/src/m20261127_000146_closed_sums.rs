//! What an office came to in a closed period with all that hung below it, so that a district's summary is one row.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE closed_sums (
    office_id bigint NOT NULL REFERENCES offices (id),
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    headcount bigint NOT NULL,
    obliged bigint NOT NULL,
    exempt bigint NOT NULL,
    met bigint NOT NULL,
    met_late bigint NOT NULL,
    short bigint NOT NULL,
    counted_amount bigint NOT NULL,
    shortfall_amount bigint NOT NULL,
    -- The number of the last amendment that changed these figures.
    amendment integer,
    PRIMARY KEY (office_id, kind, start_on),
    FOREIGN KEY (kind, start_on, office_id) REFERENCES closed_offices (kind, start_on, office_id),
    FOREIGN KEY (kind, start_on, amendment) REFERENCES amendments (kind, start_on, number),
    CHECK (obliged = met + met_late + short),
    CHECK (obliged + exempt <= headcount)
);
CREATE INDEX closed_sums_period ON closed_sums (kind, start_on, office_id);

-- An office that was added by an amendment stands below what is above it, whatever is younger than the close.
INSERT INTO closed_offices (kind, start_on, office_id, time_zone, parent_id)
WITH RECURSIVE above (kind, start_on, office_id) AS (
    SELECT kind, start_on, parent_id FROM closed_offices WHERE parent_id IS NOT NULL
    UNION
    SELECT above.kind, above.start_on, office.parent_id FROM above JOIN offices office ON office.id = above.office_id
    WHERE office.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM closed_offices there WHERE there.kind = above.kind
        AND there.start_on = above.start_on AND there.office_id = above.office_id
    )
)
SELECT above.kind, above.start_on, office.id, office.time_zone, office.parent_id
FROM above JOIN offices office ON office.id = above.office_id
WHERE NOT EXISTS (
    SELECT 1 FROM closed_offices there WHERE there.kind = above.kind
    AND there.start_on = above.start_on AND there.office_id = above.office_id
);
INSERT INTO closed_sums (office_id, kind, start_on, headcount, obliged, exempt, met, met_late, short,
    counted_amount, shortfall_amount, amendment)
WITH RECURSIVE above (kind, start_on, office_id, of_id) AS (
    SELECT kind, start_on, office_id, office_id FROM closed_offices
    UNION ALL
    SELECT above.kind, above.start_on, above.office_id, then_there.parent_id
    FROM above JOIN closed_offices then_there ON then_there.kind = above.kind
        AND then_there.start_on = above.start_on AND then_there.office_id = above.of_id
    WHERE then_there.parent_id IS NOT NULL
)
SELECT above.of_id, above.kind, above.start_on,
    CAST(sum(own.headcount) AS bigint), CAST(sum(own.obliged) AS bigint), CAST(sum(own.exempt) AS bigint),
    CAST(sum(own.met) AS bigint), CAST(sum(own.met_late) AS bigint), CAST(sum(own.short) AS bigint),
    CAST(sum(own.counted_amount) AS bigint), CAST(sum(own.shortfall_amount) AS bigint), max(own.amendment)
FROM above JOIN closed_offices own ON own.kind = above.kind
    AND own.start_on = above.start_on AND own.office_id = above.office_id
GROUP BY above.of_id, above.kind, above.start_on;
"
);
