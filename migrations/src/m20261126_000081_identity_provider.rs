//! People who go to an identity provider and come back, to sign in or to prove themselves again.

use sea_orm_migration::prelude::*;

use crate::sql_migration;

sql_migration!(
    r"
CREATE TABLE provider_visits (
    token_hash text PRIMARY KEY,
    -- The session whose owner proves themselves again; none where somebody signs in.
    session_hash text,
    next text NOT NULL,
    created_at $instant NOT NULL,
    expires_at $instant NOT NULL
);

-- Whether the provider vouched for them, and no password was typed.
ALTER TABLE sign_in_steps ADD COLUMN by_provider boolean NOT NULL DEFAULT false;

-- When the identity provider last vouched for its owner anew.
ALTER TABLE sessions ADD COLUMN vouched_at $instant;
"
);
