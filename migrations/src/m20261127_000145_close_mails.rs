//! Mails after a close: the recap to heads, a summary to leaders.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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

const POSTGRES: &str = r"
ALTER TABLE mails
    DROP CONSTRAINT mails_kind_check,
    ADD CONSTRAINT mails_kind_check CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest', 'activation',
        'password_reset', 'access_handed', 'account_changed', 'purchase_rejected', 'part_proposed',
        'exemption_decided', 'period_result', 'day_notices', 'office_recap', 'leaders_summary'));
";

// SQLite changes no condition of a table.
const SQLITE: &str = r"
CREATE TABLE mails_new (
    id $id,
    kind text NOT NULL CHECK (kind IN ('midweek', 'last_call', 'grace', 'head_digest', 'activation',
        'password_reset', 'access_handed', 'account_changed', 'purchase_rejected', 'part_proposed',
        'exemption_decided', 'period_result', 'day_notices', 'office_recap', 'leaders_summary')),
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
    -- With which it was asked for; empty for what the worker queued by itself.
    reminding_id bigint REFERENCES remindings (id),
    -- From when the page of its receiver says it; empty for what goes out by mail.
    shown_from $instant,
    -- When they had read it there.
    put_aside_at $instant,
    exemption_id bigint REFERENCES exemptions (id),
    -- On how many phones it was shown; 0 where that was tried and none took it, empty where no phone was tried.
    phones integer,
    CHECK ((period_kind IS NULL) = (period_start IS NULL)),
    CHECK ((kind = 'account_changed') = (change IS NOT NULL)),
    CHECK ((kind = 'exemption_decided') = (exemption_id IS NOT NULL)),
    UNIQUE (kind, employee_id, period_kind, period_start)
);
INSERT INTO mails_new (id, kind, employee_id, period_kind, period_start, purchase_id, address, change, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at,
    reminding_id, shown_from, put_aside_at, exemption_id, phones)
SELECT id, kind, employee_id, period_kind, period_start, purchase_id, address, change, state,
    created_at, next_attempt_at, lease_until, attempts, message_id, recipient, subject, body, sent_at,
    reminding_id, shown_from, put_aside_at, exemption_id, phones
    FROM mails;
DROP TABLE mails;
ALTER TABLE mails_new RENAME TO mails;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_state ON mails (state, id);
CREATE INDEX mails_employee ON mails (employee_id);
CREATE INDEX mails_reminding ON mails (reminding_id) WHERE reminding_id IS NOT NULL;
CREATE INDEX mails_written ON mails (id) WHERE state = 'sent' AND sent_at IS NULL;
CREATE INDEX mails_shown ON mails (employee_id, id) WHERE shown_from IS NOT NULL;
";
