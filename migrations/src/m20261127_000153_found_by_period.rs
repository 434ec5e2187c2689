//! What everybody bought in a period, and who is away in it, found without what the years have left.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE INDEX period_totals_period ON period_totals (kind, start_on);
CREATE INDEX exemptions_until ON exemptions (to_on);
-- In the order in which they are listed.
CREATE INDEX exemptions_listed ON exemptions (id) WHERE state = 'requested';
CREATE INDEX mails_phones ON mails (id) WHERE phones > 0;
"
);
