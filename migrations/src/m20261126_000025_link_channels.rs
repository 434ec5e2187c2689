//! By which way a one-use secret was handed over, and by whom: links in mails, printed slips, messages.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE one_use_links ADD COLUMN channel text NOT NULL DEFAULT 'mail'
    CHECK (channel IN ('mail', 'slip', 'whatsapp'));
-- Empty for what people asked for themselves.
ALTER TABLE one_use_links ADD COLUMN issued_by bigint REFERENCES employees (id);
"
);
