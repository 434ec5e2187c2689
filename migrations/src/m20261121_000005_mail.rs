//! The outbox and what became of each mail.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE mails (
    id $id,
    kind text NOT NULL CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest',
        'activation', 'password_reset', 'purchase_rejected')),
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The period of a reminder; empty for others.
    period_kind text CHECK (period_kind IN ('week', 'month')),
    period_start date,
    -- What a mail about one record is about.
    purchase_id bigint REFERENCES purchases (id),
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'obsolete')),
    created_at $instant NOT NULL,
    next_attempt_at $instant NOT NULL,
    -- While sending: whoever claimed it must be done by then, else another takes it.
    lease_until $instant,
    attempts integer NOT NULL DEFAULT 0,
    message_id text NOT NULL UNIQUE,
    recipient text,
    subject text,
    -- As sent, but with one-use links blotted out.
    body text,
    sent_at $instant,
    CHECK ((period_kind IS NULL) = (period_start IS NULL)),
    UNIQUE (kind, employee_id, period_kind, period_start)
);
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_state ON mails (state, id);

CREATE TABLE delivery_attempts (
    id $id,
    mail_id bigint NOT NULL REFERENCES mails (id),
    attempted_at $instant NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('sent', 'retry', 'failed', 'obsolete')),
    reply text NOT NULL
);
CREATE INDEX delivery_attempts_mail ON delivery_attempts (mail_id);
"
);
