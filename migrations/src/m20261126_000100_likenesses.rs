//! How photos look, and which of them are alike.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE receipts ADD COLUMN compared_at $instant;
CREATE INDEX receipts_uncompared ON receipts (id)
    WHERE compared_at IS NULL AND purchase_id IS NOT NULL;

CREATE TABLE likenesses (
    receipt_id bigint PRIMARY KEY REFERENCES receipts (id) ON DELETE CASCADE,
    employee_id bigint NOT NULL REFERENCES employees (id),
    compared_at $instant NOT NULL,
    bits $bytes NOT NULL
);
CREATE INDEX likenesses_newest ON likenesses (compared_at);
CREATE INDEX likenesses_own ON likenesses (employee_id);

CREATE TABLE alike_receipts (
    receipt_id bigint NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    -- The one that was compared before.
    earlier_id bigint NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    -- Different bits of 256.
    distance smallint NOT NULL CHECK (distance BETWEEN 0 AND 256),
    PRIMARY KEY (receipt_id, earlier_id),
    CHECK (receipt_id <> earlier_id)
);
CREATE INDEX alike_receipts_earlier ON alike_receipts (earlier_id);
"
);
