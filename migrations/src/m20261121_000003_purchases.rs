//! Sellers, purchases, receipts and the totals that follow from them.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE sellers (
    id $id,
    name text NOT NULL,
    district text,
    -- Name and district as they are compared: lower case, single spaces.
    name_key text NOT NULL,
    district_key text NOT NULL,
    ineligible_from date,
    ineligible_until date,
    created_by bigint REFERENCES employees (id),
    created_at $instant NOT NULL,
    UNIQUE (name_key, district_key),
    CHECK (ineligible_until >= ineligible_from)
);

CREATE TABLE purchases (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    recorded_by bigint NOT NULL REFERENCES employees (id),
    purchased_on date NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    seller_id bigint NOT NULL REFERENCES sellers (id),
    channel text NOT NULL
        CHECK (channel IN ('in_person', 'delivery', 'online', 'event', 'other')),
    description text,
    funding text NOT NULL CHECK (funding IN ('personal', 'office')),
    no_receipt boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('recorded', 'verified', 'rejected', 'voided')),
    recorded_at $instant NOT NULL,
    -- Set when it looks like another one; nothing is rejected automatically.
    looks_like bigint REFERENCES purchases (id),
    idempotency_key text NOT NULL,
    -- Hash of what was sent: the same key with another body is a conflict.
    fingerprint text NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    reason text,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (recorded_by, idempotency_key),
    CHECK (state IN ('recorded', 'voided') OR decided_by <> employee_id),
    CHECK (state = 'recorded' OR decided_by IS NOT NULL)
);
CREATE INDEX purchases_employee ON purchases (employee_id, purchased_on);
CREATE INDEX purchases_day ON purchases (purchased_on);
CREATE INDEX purchases_seller ON purchases (seller_id);

CREATE TABLE receipts (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    uploaded_by bigint NOT NULL REFERENCES employees (id),
    -- Empty while the form that brought it has not been accepted yet.
    purchase_id bigint REFERENCES purchases (id),
    upload_sha256 text NOT NULL,
    stored_sha256 text NOT NULL,
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
    bytes bigint NOT NULL,
    width integer,
    height integer,
    created_at $instant NOT NULL,
    -- Its purchase was voided or rejected: the same file may come again.
    released boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX receipts_same_file ON receipts (employee_id, upload_sha256)
    WHERE purchase_id IS NOT NULL AND NOT released;
CREATE INDEX receipts_purchase ON receipts (purchase_id);
CREATE INDEX receipts_upload ON receipts (upload_sha256);
CREATE INDEX receipts_stored ON receipts (stored_sha256);

-- What somebody's purchases of a period come to: recomputed in the transaction that changes them.
CREATE TABLE period_totals (
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('week', 'month')),
    start_on date NOT NULL,
    amount bigint NOT NULL,
    count integer NOT NULL,
    -- What was recorded after the period's end, as JSON; empty mostly.
    afterwards text,
    PRIMARY KEY (employee_id, kind, start_on)
);
"
);
