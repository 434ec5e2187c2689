//! Addresses at which nobody is, and mails that were only written to a folder, which are counted apart.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE bounces (
    id $id,
    -- To whom it was written there.
    employee_id bigint NOT NULL REFERENCES employees (id),
    mail_id bigint REFERENCES mails (id),
    -- In lower case.
    address text NOT NULL,
    source text NOT NULL CHECK (source IN ('refused', 'returned', 'entered')),
    noted_at $instant NOT NULL,
    noted_by bigint REFERENCES employees (id),
    -- Of the mail server.
    words text NOT NULL,
    -- From then on it counts no more.
    cleared_at $instant,
    cleared_by bigint REFERENCES employees (id),
    CHECK ((source = 'entered') = (noted_by IS NOT NULL))
);
CREATE INDEX bounces_open ON bounces (address) WHERE cleared_at IS NULL;
CREATE INDEX bounces_employee ON bounces (employee_id);
-- A mail comes back once, however often its report is read.
CREATE UNIQUE INDEX bounces_returned ON bounces (mail_id) WHERE source = 'returned';

CREATE INDEX mails_written ON mails (id) WHERE state = 'sent' AND sent_at IS NULL;
"
);
