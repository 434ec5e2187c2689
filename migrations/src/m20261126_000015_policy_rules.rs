//! Policies ask a share of a reference amount, count days and sellers of some kinds; what is stored of a
//! closed period says which share was asked.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- In hundredths of a percent.
ALTER TABLE policies ADD COLUMN minimum_percent integer
    CHECK (minimum_percent > 0 AND minimum_percent <= 10000);
-- Lists as JSON; empty where all days and all sellers count.
ALTER TABLE policies ADD COLUMN counts_on text;
ALTER TABLE policies ADD COLUMN seller_classes text;

ALTER TABLE closed_results ADD COLUMN full_amount bigint CHECK (full_amount >= 0);
ALTER TABLE closed_results ADD COLUMN percent integer CHECK (percent > 0 AND percent <= 10000);
"
);
