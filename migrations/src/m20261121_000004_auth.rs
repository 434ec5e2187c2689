//! Sessions, devices, API tokens, one-use links, settings.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    seen_at $instant NOT NULL,
    expires_at $instant NOT NULL
);
CREATE INDEX sessions_employee ON sessions (employee_id);

-- A browser from which somebody has signed in before: attacks on their account do not slow it down.
CREATE TABLE devices (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL
);

CREATE TABLE tokens (
    id $id,
    token_hash text NOT NULL UNIQUE,
    employee_id bigint NOT NULL REFERENCES employees (id),
    name text NOT NULL,
    created_at $instant NOT NULL,
    expires_at $instant NOT NULL
);

-- Links in mails: to activate an account, to choose a new password.
CREATE TABLE one_use_links (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    purpose text NOT NULL CHECK (purpose IN ('activation', 'password_reset')),
    created_at $instant NOT NULL,
    expires_at $instant NOT NULL,
    used_at $instant
);
CREATE INDEX one_use_links_employee ON one_use_links (employee_id);

CREATE TABLE settings (
    name text PRIMARY KEY,
    value text NOT NULL
);
"
);
