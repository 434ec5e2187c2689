//! Which makers have their goods at a place where small businesses sell.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE consignments (
    id $id,
    event_id bigint NOT NULL REFERENCES events (id),
    seller_id bigint NOT NULL REFERENCES sellers (id),
    from_on date NOT NULL,
    -- The last day; empty while it lasts.
    to_on date,
    created_by bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX consignments_open ON consignments (event_id, seller_id) WHERE to_on IS NULL;
CREATE INDEX consignments_event ON consignments (event_id);
"
);
