//! What stands above the recaps of an office and who signs them, and the recaps that were issued.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE letterheads (
    office_id bigint PRIMARY KEY REFERENCES offices (id),
    address text,
    contact text,
    place text NOT NULL,
    position text NOT NULL,
    signer text NOT NULL,
    signer_rank text,
    signer_number text,
    changed_by bigint REFERENCES employees (id),
    changed_at $instant NOT NULL
);

CREATE TABLE recaps (
    id $id,
    code text NOT NULL UNIQUE,
    office_id bigint NOT NULL REFERENCES offices (id),
    period_kind text NOT NULL CHECK (period_kind IN ('week', 'month')),
    period_start date NOT NULL,
    number text NOT NULL,
    -- As it was signed.
    institution text NOT NULL,
    office_name text NOT NULL,
    address text,
    contact text,
    place text NOT NULL,
    position text NOT NULL,
    signer text NOT NULL,
    signer_rank text,
    signer_number text,
    headcount bigint NOT NULL,
    obliged bigint NOT NULL,
    exempt bigint NOT NULL,
    met bigint NOT NULL,
    met_late bigint NOT NULL,
    short bigint NOT NULL,
    counted_amount bigint NOT NULL,
    shortfall_amount bigint NOT NULL,
    minimum_amount bigint NOT NULL,
    purchase_count bigint NOT NULL,
    -- The number of the last amendment before it.
    amendment integer,
    -- SHA-256 of all its lines and totals.
    sheet_sha256 text NOT NULL,
    issued_by bigint NOT NULL REFERENCES employees (id),
    issued_at $instant NOT NULL,
    issued_on date NOT NULL,
    scan_sha256 text,
    scan_type text CHECK (scan_type IN ('image/jpeg', 'application/pdf', 'application/octet-stream')),
    scan_bytes bigint,
    scanned_by bigint REFERENCES employees (id),
    scanned_at $instant,
    CHECK ((scan_sha256 IS NULL) = (scan_type IS NULL)),
    UNIQUE (office_id, period_kind, period_start, number)
);
CREATE INDEX recaps_scan ON recaps (scan_sha256) WHERE scan_sha256 IS NOT NULL;
"
);
