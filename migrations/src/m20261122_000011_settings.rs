//! What the installation chooses: a logo, when reminders of a policy go out, and files of receipts
//! that are kept for some years only.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- As JSON; a policy from before has the times of rules.md §10.
ALTER TABLE policies ADD COLUMN reminders text;

-- The row stays for ever, with both hashes; the file behind it need not.
ALTER TABLE receipts ADD COLUMN file_removed_at $instant;
CREATE INDEX receipts_with_files ON receipts (purchase_id) WHERE file_removed_at IS NULL;

-- One row at the most: the picture that is shown.
CREATE TABLE logos (
    sha256 text PRIMARY KEY,
    bytes $bytes NOT NULL
);
"
);
