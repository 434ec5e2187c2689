//! Systems of the district that are told what happens, and what each was told.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE webhooks (
    id $id,
    url text NOT NULL,
    -- Readable: what is sent is signed with it.
    secret text NOT NULL,
    -- The kinds that it is told, with spaces between them.
    kinds text NOT NULL,
    created_by bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    -- Since when nothing is sent, for something had failed for good.
    paused_at $instant,
    ended_at $instant
);

CREATE TABLE webhook_deliveries (
    id $id,
    webhook_id bigint NOT NULL REFERENCES webhooks (id),
    kind text NOT NULL CHECK (kind IN ('message', 'purchase.recorded', 'period.closed', 'policy.added')),
    -- What it is about: by its kind, one of these.
    mail_id bigint REFERENCES mails (id),
    purchase_id bigint REFERENCES purchases (id),
    period_kind text CHECK (period_kind IN ('week', 'month')),
    period_start date,
    policy_id bigint REFERENCES policies (id),
    message_id text NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'obsolete')),
    created_at $instant NOT NULL,
    next_attempt_at $instant NOT NULL,
    lease_until $instant,
    attempts integer NOT NULL DEFAULT 0,
    -- What the receiver last answered.
    reply text NOT NULL DEFAULT '',
    sent_at $instant,
    CHECK ((period_kind IS NULL) = (period_start IS NULL)),
    UNIQUE (webhook_id, mail_id)
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (next_attempt_at)
    WHERE state IN ('queued', 'sending');
"
);
