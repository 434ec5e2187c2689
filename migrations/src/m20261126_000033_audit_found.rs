//! The audit by who did it, to whom, what and when.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- Whose record it is, where it is about one person.
ALTER TABLE audit ADD COLUMN about_id bigint REFERENCES employees (id);
-- In the order of lists.
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_actor ON audit (actor_id, at, id);
CREATE INDEX audit_about ON audit (about_id, at, id);
CREATE INDEX audit_action ON audit (action, at, id);
"
);
