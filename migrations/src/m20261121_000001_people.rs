//! Offices, employees, placements, roles.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE offices (
    id $id,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL,
    parent_id bigint REFERENCES offices (id),
    time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    CHECK (parent_id <> id)
);
-- One root: a policy of the root office covers everyone.
CREATE UNIQUE INDEX offices_one_root ON offices (coalesce(parent_id, 0)) WHERE parent_id IS NULL;
CREATE INDEX offices_parent ON offices (parent_id);

CREATE TABLE employees (
    id $id,
    number text NOT NULL UNIQUE,
    name text NOT NULL,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    phone text,
    login text UNIQUE,
    password_hash text,
    language text CHECK (language IN ('id', 'en')),
    mute_midweek boolean NOT NULL DEFAULT false,
    created_at $instant NOT NULL
);
CREATE INDEX employees_name ON employees (name);

CREATE TABLE placements (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    office_id bigint NOT NULL REFERENCES offices (id),
    position_level text NOT NULL,
    grade text,
    employment_type text NOT NULL
        CHECK (employment_type IN ('PNS', 'CPNS', 'PPPK', 'PPPK_PW', 'NON_ASN')),
    from_on date NOT NULL,
    to_on date,
    CHECK (to_on >= from_on),
    UNIQUE (employee_id, from_on)
);
CREATE UNIQUE INDEX placements_one_open ON placements (employee_id) WHERE to_on IS NULL;
CREATE INDEX placements_office ON placements (office_id, employee_id);

CREATE TABLE roles (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL
        CHECK (kind IN ('head', 'reviewer', 'seller_officer', 'auditor', 'administrator')),
    office_id bigint REFERENCES offices (id),
    from_on date NOT NULL,
    to_on date,
    acting boolean NOT NULL DEFAULT false,
    created_at $instant NOT NULL,
    revoked_at $instant,
    CHECK (to_on >= from_on),
    CHECK (office_id IS NOT NULL OR kind IN ('seller_officer', 'auditor', 'administrator'))
);
CREATE INDEX roles_employee ON roles (employee_id);
CREATE INDEX roles_office ON roles (office_id);
"
);
