//! Sessions that people can tell apart and end: from which browser, on a device of one's own or not,
//! and when the password was last asked for. Who was signed in signs in again.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
DROP TABLE sessions;
CREATE TABLE sessions (
    id $id,
    token_hash text NOT NULL UNIQUE,
    employee_id bigint NOT NULL REFERENCES employees (id),
    -- The browser in words, as it names itself.
    browser text NOT NULL,
    remembered boolean NOT NULL,
    created_at $instant NOT NULL,
    seen_at $instant NOT NULL,
    confirmed_at $instant NOT NULL,
    expires_at $instant NOT NULL
);
CREATE INDEX sessions_employee ON sessions (employee_id);
CREATE INDEX tokens_employee ON tokens (employee_id);
"
);
