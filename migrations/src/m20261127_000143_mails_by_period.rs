//! What was written about a period is found by it: reminders stand beside what was completed after them.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE INDEX mails_period ON mails (period_start, period_kind) WHERE period_start IS NOT NULL;
"
);
