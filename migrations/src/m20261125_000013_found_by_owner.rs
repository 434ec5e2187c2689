//! What belongs to one person or one office is found by it, whatever the size of the district.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- Somebody's newest records, in the order of lists.
CREATE INDEX purchases_newest ON purchases (employee_id, id);
-- What waits for a review, by whose it is.
CREATE INDEX purchases_waiting ON purchases (employee_id, id) WHERE state = 'recorded';

DROP INDEX closed_results_office;
CREATE INDEX closed_results_office ON closed_results (office_id, kind, start_on);
CREATE INDEX closed_offices_office ON closed_offices (office_id, kind, start_on);
CREATE INDEX closed_offices_parent ON closed_offices (parent_id, kind, start_on);

DROP INDEX amendments_employee;
CREATE INDEX amendments_employee ON amendments (employee_id, kind, start_on, number);

-- Leave that waits for a decision, by whose it is.
DROP INDEX exemptions_requested;
CREATE INDEX exemptions_waiting ON exemptions (employee_id, id) WHERE state = 'requested';

-- Whether anybody can sign in is asked before anybody has.
CREATE INDEX employees_signing_in ON employees (id) WHERE password_hash IS NOT NULL;
"
);
