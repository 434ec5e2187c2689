//! What was refused is proposed again once the facts have changed and changed back.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- When the facts came to something else after a refusal: from then on it keeps nothing back.
ALTER TABLE amendments ADD COLUMN overtaken_at $instant;
"
);
