//! Phones to which what no account hangs on is pushed instead of mailed.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

// A column beside the old one, for SQLite cannot take a condition away from a column.
sql_migration!(
    r"
ALTER TABLE employees ADD COLUMN mail_choice_new text NOT NULL DEFAULT 'mail'
    CHECK (mail_choice_new IN ('mail', 'phone', 'app'));
UPDATE employees SET mail_choice_new = mail_choice WHERE mail_choice <> 'mail';
ALTER TABLE employees DROP COLUMN mail_choice;
ALTER TABLE employees RENAME COLUMN mail_choice_new TO mail_choice;

-- On how many phones it was shown; 0 where that was tried and none took it, empty where no phone was tried.
ALTER TABLE mails ADD COLUMN phones integer;

CREATE TABLE push_subscriptions (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- In which it was made, while that stands.
    session_id bigint REFERENCES sessions (id) ON DELETE SET NULL,
    -- In words, as the browser names itself; may be empty.
    browser text NOT NULL,
    endpoint text NOT NULL UNIQUE,
    -- The key of the browser and what only it and we know, as base64url: what is pushed is encrypted with both.
    p256dh text NOT NULL,
    auth text NOT NULL,
    created_at $instant NOT NULL,
    last_ok_at $instant,
    -- How often in a row its push service has refused.
    failures integer NOT NULL DEFAULT 0
);
CREATE INDEX push_subscriptions_employee ON push_subscriptions (employee_id);
CREATE INDEX push_subscriptions_session ON push_subscriptions (session_id) WHERE session_id IS NOT NULL;
"
);
