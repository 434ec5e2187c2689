//! Who has opened a receipt, a document or a mail of somebody else, once a day and record.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE openings (
    id $id,
    kind text NOT NULL CHECK (kind IN ('receipt', 'exemption_document', 'mail')),
    -- The purchase, exemption or mail.
    record_id bigint NOT NULL,
    owner_id bigint NOT NULL REFERENCES employees (id),
    reader_id bigint NOT NULL REFERENCES employees (id),
    -- By which role; the first of them, where there were several.
    role text CHECK (role IN ('head', 'reviewer', 'operator', 'seller_officer', 'auditor',
        'administrator')),
    opened_on date NOT NULL,
    UNIQUE (kind, record_id, reader_id, opened_on)
);
CREATE INDEX openings_owner ON openings (owner_id, reader_id, opened_on);
CREATE INDEX openings_reader ON openings (reader_id);
"
);
