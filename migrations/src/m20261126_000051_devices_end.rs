//! Known browsers that end: unused for long, or after wrong passwords. Those of before are forgotten.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
DROP TABLE devices;
CREATE TABLE devices (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    -- Without a sign-in until then it is forgotten.
    expires_at $instant NOT NULL,
    -- Tries since the last one that was right.
    tries integer NOT NULL DEFAULT 0
);
CREATE INDEX devices_employee ON devices (employee_id);
"
);
