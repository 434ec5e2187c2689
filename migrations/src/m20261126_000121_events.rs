//! Bazaars, expos, campaigns and places at which small businesses sell, and which purchases were made there.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE events (
    id $id,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('bazaar', 'expo', 'campaign', 'sale_point')),
    from_on date NOT NULL,
    -- Empty for a place that stays.
    to_on date,
    -- 1 is Monday: it comes again each week. Empty: it is on every day.
    weekday integer CHECK (weekday BETWEEN 1 AND 7),
    place text,
    district text,
    organiser text,
    expected_sellers bigint CHECK (expected_sellers >= 0),
    state text NOT NULL CHECK (state IN ('planned', 'cancelled')),
    reason text,
    created_by bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CHECK (to_on >= from_on),
    CHECK (to_on IS NOT NULL OR kind = 'sale_point'),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL))
);
CREATE INDEX events_days ON events (from_on, to_on);

ALTER TABLE purchases ADD COLUMN event_id bigint REFERENCES events (id);
CREATE INDEX purchases_event ON purchases (event_id, seller_id) WHERE event_id IS NOT NULL;
"
);
