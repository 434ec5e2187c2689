//! What somebody's own page says to them instead of a mail.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE employees ADD COLUMN mail_choice text NOT NULL DEFAULT 'mail'
    CHECK (mail_choice IN ('mail', 'app'));

-- From when the page of its receiver says it; empty for what goes out by mail.
ALTER TABLE mails ADD COLUMN shown_from $instant;
-- When they had read it there.
ALTER TABLE mails ADD COLUMN put_aside_at $instant;
CREATE INDEX mails_shown ON mails (employee_id, id) WHERE shown_from IS NOT NULL;
"
);
