//! Who did what.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE audit (
    id $id,
    at $instant NOT NULL,
    -- Empty for what the system or the command line did.
    actor_id bigint REFERENCES employees (id),
    action text NOT NULL,
    -- The record: its table and id, such as `purchases/12`.
    subject text NOT NULL,
    -- What changed, as JSON.
    details text NOT NULL
);
CREATE INDEX audit_subject ON audit (subject);
"
);
