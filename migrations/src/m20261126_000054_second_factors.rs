//! Second factors, the codes for when they are lost, and sign-ins that wait for a code.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE second_factors (
    employee_id bigint PRIMARY KEY REFERENCES employees (id),
    -- What the app shares with us.
    secret $bytes NOT NULL,
    created_at $instant NOT NULL,
    -- When a code of it was first right; until then it is asked for nowhere.
    confirmed_at $instant,
    -- The half minute whose code was used last: no code is right twice.
    last_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
    code_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    used_at $instant
);
CREATE INDEX recovery_codes_employee ON recovery_codes (employee_id);

-- The password was right; the code is waited for.
CREATE TABLE sign_in_steps (
    token_hash text PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES employees (id),
    remembered boolean NOT NULL,
    created_at $instant NOT NULL,
    expires_at $instant NOT NULL,
    tries integer NOT NULL DEFAULT 0
);
CREATE INDEX sign_in_steps_employee ON sign_in_steps (employee_id);
"
);
