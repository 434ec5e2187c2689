//! Mails that tell somebody what was changed of their account, to the address of before as well.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, sql).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const POSTGRES: &str = r"
ALTER TABLE mails
    DROP CONSTRAINT mails_kind_check,
    ADD CONSTRAINT mails_kind_check CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest',
        'activation', 'password_reset', 'access_handed', 'account_changed', 'purchase_rejected')),
    ADD COLUMN address text,
    ADD COLUMN change text,
    ADD CONSTRAINT mails_change CHECK ((kind = 'account_changed') = (change IS NOT NULL));
";

// SQLite changes no condition of a table.
const SQLITE: &str = r"
CREATE TABLE mails_new (
    id $id,
    kind text NOT NULL CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest',
        'activation', 'password_reset', 'access_handed', 'account_changed', 'purchase_rejected')),
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
INSERT INTO mails_new (id, kind, employee_id, period_kind, period_start, purchase_id, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at)
SELECT id, kind, employee_id, period_kind, period_start, purchase_id, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at
    FROM mails;
DROP TABLE mails;
ALTER TABLE mails_new RENAME TO mails;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_employee ON mails (employee_id);
";
