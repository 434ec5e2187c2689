//! Policies, holidays, exemptions.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE policies (
    id $id,
    title text NOT NULL,
    legal_basis text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('mandatory', 'appeal')),
    period text NOT NULL CHECK (period IN ('week', 'month')),
    office_id bigint NOT NULL REFERENCES offices (id),
    effective_from date NOT NULL,
    effective_until date,
    minimum_amount bigint NOT NULL CHECK (minimum_amount >= 0),
    minimum_count integer NOT NULL CHECK (minimum_count >= 0),
    tiers text NOT NULL,
    holiday_rule text NOT NULL CHECK (holiday_rule IN ('full', 'prorated')),
    leave_rule text NOT NULL CHECK (leave_rule IN ('full', 'prorated')),
    grace_days integer NOT NULL CHECK (grace_days >= 0),
    late_days integer NOT NULL CHECK (late_days >= 0),
    max_amount_per_purchase bigint NOT NULL CHECK (max_amount_per_purchase > 0),
    created_by bigint REFERENCES employees (id),
    created_at $instant NOT NULL,
    CHECK (effective_until >= effective_from)
);

CREATE TABLE holidays (
    day date PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public', 'joint_leave'))
);

CREATE TABLE exemptions (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CHECK (reason IN ('annual_leave', 'sick_leave', 'maternity',
        'important_reason', 'long_leave', 'official_travel', 'study', 'unpaid_leave', 'other')),
    state text NOT NULL CHECK (state IN ('requested', 'approved', 'refused')),
    requested_by bigint NOT NULL REFERENCES employees (id),
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    created_at $instant NOT NULL,
    CHECK (to_on >= from_on),
    CHECK (state = 'requested' OR decided_by IS NOT NULL),
    -- Nobody approves or refuses their own.
    CHECK (decided_by <> employee_id)
);
CREATE INDEX exemptions_employee ON exemptions (employee_id, to_on);
"
);
