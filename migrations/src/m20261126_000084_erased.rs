//! People who have left and whose personal data was erased.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
ALTER TABLE employees ADD COLUMN erased_at $instant
    CHECK (erased_at IS NULL OR (email IS NULL AND phone IS NULL AND login IS NULL
        AND password_hash IS NULL AND language IS NULL));
"
);
