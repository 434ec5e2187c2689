//! Which purchases are proposed to reviewers, and by which seeds.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
-- Empty until the worker has looked at it, and once more when it was edited.
ALTER TABLE purchases ADD COLUMN attention text CHECK (attention IN ('flagged', 'drawn', 'ordinary'));
UPDATE purchases SET attention = 'flagged' WHERE state = 'recorded' AND looks_like IS NOT NULL;
CREATE INDEX purchases_proposed ON purchases (employee_id, id)
    WHERE state = 'recorded' AND attention <> 'ordinary';
CREATE INDEX purchases_unjudged ON purchases (id) WHERE state = 'recorded' AND attention IS NULL;

-- By which the sample of a week is drawn.
CREATE TABLE review_seeds (
    -- Its Monday.
    week date PRIMARY KEY,
    seed text NOT NULL,
    -- How many of a hundred.
    percent smallint NOT NULL CHECK (percent BETWEEN 0 AND 100),
    made_at $instant NOT NULL
);
"
);
