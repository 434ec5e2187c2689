//! One receipt of several people: the part of each, and what became of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, PARTS).await?;
        let mails = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, mails).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const PARTS: &str = r"
-- What the whole receipt comes to, where the purchase is a part of it.
ALTER TABLE purchases ADD COLUMN receipt_amount bigint CHECK (receipt_amount >= amount);

CREATE TABLE shared_parts (
    id $id,
    -- Of who recorded the receipt.
    purchase_id bigint NOT NULL REFERENCES purchases (id),
    proposed_by bigint NOT NULL REFERENCES employees (id),
    employee_id bigint NOT NULL REFERENCES employees (id),
    amount bigint NOT NULL CHECK (amount > 0),
    state text NOT NULL
        CHECK (state IN ('proposed', 'confirmed', 'declined', 'withdrawn', 'claimed')),
    proposed_at $instant NOT NULL,
    settled_at $instant,
    -- What was recorded for the colleague.
    recorded_id bigint UNIQUE REFERENCES purchases (id),
    UNIQUE (purchase_id, employee_id),
    CHECK (employee_id <> proposed_by),
    CHECK (recorded_id <> purchase_id),
    CHECK ((state = 'proposed') = (settled_at IS NULL)),
    CHECK ((state = 'confirmed' OR state = 'claimed') = (recorded_id IS NOT NULL))
);
CREATE INDEX shared_parts_employee ON shared_parts (employee_id, state);
CREATE INDEX shared_parts_proposer ON shared_parts (proposed_by, state);

-- What several people have bought alike; it finds those of a day as well.
DROP INDEX purchases_day;
CREATE INDEX purchases_day ON purchases (purchased_on, amount, seller_id);
";

const POSTGRES: &str = r"
ALTER TABLE mails
    DROP CONSTRAINT mails_kind_check,
    ADD CONSTRAINT mails_kind_check CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest', 'activation',
        'password_reset', 'access_handed', 'account_changed', 'purchase_rejected', 'part_proposed'));
";

// SQLite changes no condition of a table.
const SQLITE: &str = r"
CREATE TABLE mails_new (
    id $id,
    kind text NOT NULL CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest', 'activation',
        'password_reset', 'access_handed', 'account_changed', 'purchase_rejected', 'part_proposed')),
    employee_id bigint NOT NULL REFERENCES employees (id),
    period_kind text CHECK (period_kind IN ('week', 'month')),
    period_start date,
    purchase_id bigint REFERENCES purchases (id),
    -- Where it goes if that is not the address that its receiver has when it is sent.
    address text,
    -- What was changed, as JSON.
    change text,
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'obsolete')),
    created_at $instant NOT NULL,
    next_attempt_at $instant NOT NULL,
    lease_until $instant,
    attempts integer NOT NULL DEFAULT 0,
    message_id text NOT NULL UNIQUE,
    recipient text,
    subject text,
    body text,
    sent_at $instant,
    CHECK ((period_kind IS NULL) = (period_start IS NULL)),
    CHECK ((kind = 'account_changed') = (change IS NOT NULL)),
    UNIQUE (kind, employee_id, period_kind, period_start)
);
INSERT INTO mails_new (id, kind, employee_id, period_kind, period_start, purchase_id, address, change, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at)
SELECT id, kind, employee_id, period_kind, period_start, purchase_id, address, change, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at
    FROM mails;
DROP TABLE mails;
ALTER TABLE mails_new RENAME TO mails;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_employee ON mails (employee_id);
";
