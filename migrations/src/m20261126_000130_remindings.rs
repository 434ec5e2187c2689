//! Who has reminded the people of an office by hand, and which mails that were.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE remindings (
    id $id,
    office_id bigint NOT NULL REFERENCES offices (id),
    period_kind text NOT NULL CHECK (period_kind IN ('week', 'month')),
    period_start date NOT NULL,
    -- The day at the office: it is reminded once a day.
    on_day date NOT NULL,
    reminded_by bigint NOT NULL REFERENCES employees (id),
    reminded_at $instant NOT NULL,
    -- How many were short, and how many mails there were.
    short integer NOT NULL,
    written integer NOT NULL CHECK (written BETWEEN 0 AND short),
    UNIQUE (office_id, period_kind, period_start, on_day)
);

-- With which a mail was asked for; empty for what the worker queued by itself.
ALTER TABLE mails ADD COLUMN reminding_id bigint REFERENCES remindings (id);
CREATE INDEX mails_reminding ON mails (reminding_id) WHERE reminding_id IS NOT NULL;
"
);
