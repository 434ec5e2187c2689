//! What offices buy from their own budget, apart from people; and which of it followed a seller that was merged.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE office_purchases (
    id $id,
    office_id bigint NOT NULL REFERENCES offices (id),
    purchased_on date NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    channel text NOT NULL,
    -- A small business of the list; anybody else by name.
    seller_id bigint REFERENCES sellers (id),
    supplier text,
    item text NOT NULL,
    order_number text NOT NULL,
    -- A domestic product (P3DN).
    domestic boolean NOT NULL,
    recorded_by bigint NOT NULL REFERENCES employees (id),
    recorded_at $instant NOT NULL,
    voided_by bigint REFERENCES employees (id),
    voided_at $instant,
    reason text,
    version integer NOT NULL DEFAULT 1,
    CHECK ((seller_id IS NULL) <> (supplier IS NULL)),
    CHECK ((voided_by IS NULL) = (voided_at IS NULL)),
    CHECK ((voided_by IS NULL) = (reason IS NULL))
);
CREATE INDEX office_purchases_office ON office_purchases (office_id, purchased_on);
CREATE INDEX office_purchases_seller ON office_purchases (seller_id) WHERE seller_id IS NOT NULL;

CREATE TABLE merged_office_purchases (
    merge_id bigint NOT NULL REFERENCES seller_merges (id),
    office_purchase_id bigint NOT NULL REFERENCES office_purchases (id),
    PRIMARY KEY (merge_id, office_purchase_id)
);
"
);
