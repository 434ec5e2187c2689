//! What comes to a policy after it was added: its end, and the circular as a PDF.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE policy_endings (
    id $id,
    policy_id bigint NOT NULL REFERENCES policies (id),
    last_day date NOT NULL,
    reason text NOT NULL,
    ended_by bigint REFERENCES employees (id),
    ended_at $instant NOT NULL
);
CREATE INDEX policy_endings_policy ON policy_endings (policy_id);

CREATE TABLE policy_documents (
    id $id,
    -- None while the form that it came with is not accepted yet.
    policy_id bigint UNIQUE REFERENCES policies (id),
    stored_sha256 text NOT NULL,
    bytes bigint NOT NULL,
    uploaded_by bigint REFERENCES employees (id),
    created_at $instant NOT NULL
);
CREATE INDEX policy_documents_file ON policy_documents (stored_sha256);
"
);
