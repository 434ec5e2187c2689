//! Indexes for the figures of leaders: where money went, and what was completed after reminders.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- What was written about a period is found by it.
CREATE INDEX mails_period ON mails (period_start, period_kind) WHERE period_start IS NOT NULL;

-- With channel and amount in it, sums by seller are read from it alone.
DROP INDEX purchases_sold;
CREATE INDEX purchases_sold ON purchases (seller_id, purchased_on, channel, amount)
    WHERE state IN ('recorded', 'verified') AND funding = 'personal';
"
);
