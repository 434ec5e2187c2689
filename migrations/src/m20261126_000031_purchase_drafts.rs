//! Forms for purchases that were not accepted yet wait for their owner, for a day.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE purchase_drafts (
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The idempotency key that all tries of one form share.
    form_key text NOT NULL,
    -- What was typed, by field, as JSON.
    fields text NOT NULL,
    -- The ids of receipts that wait with it, as JSON.
    receipts text NOT NULL,
    kept_at $instant NOT NULL,
    PRIMARY KEY (employee_id, form_key)
);
CREATE INDEX purchase_drafts_kept ON purchase_drafts (kept_at);
-- What somebody has uploaded for forms that were not accepted yet.
CREATE INDEX receipts_waiting ON receipts (uploaded_by, id) WHERE purchase_id IS NULL;
"
);
