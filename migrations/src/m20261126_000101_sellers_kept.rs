//! What those know of sellers who look after them, and the words by which sellers are found.

use pekan_rules::seller;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, SCHEMA).await?;
        let db = manager.get_connection();
        let backend = db.get_database_backend();
        let known = Statement::from_string(backend, "SELECT id, name, district FROM sellers");
        for row in db.query_all_raw(known).await? {
            let (id, name): (i64, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
            let district: Option<String> = row.try_get("", "district")?;
            for word in seller::words(&name, district.as_deref(), None) {
                let sql = "INSERT INTO seller_words (word, seller_id) VALUES ($1, $2)";
                let values = [Value::from(word), id.into()];
                db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Nobody has confirmed those that people wrote down, but for whose code somebody has looked at.
const SCHEMA: &str = r"
ALTER TABLE sellers ADD COLUMN state text NOT NULL DEFAULT 'proposed'
    CHECK (state IN ('proposed', 'confirmed', 'doubted'));
ALTER TABLE sellers ADD COLUMN goods text CHECK (goods IN ('culinary', 'craft', 'fashion', 'agriculture',
    'trade', 'services', 'other'));
ALTER TABLE sellers ADD COLUMN nib text;
ALTER TABLE sellers ADD COLUMN phone text;
ALTER TABLE sellers ADD COLUMN whatsapp text;
ALTER TABLE sellers ADD COLUMN instagram text;
ALTER TABLE sellers ADD COLUMN youtube text;
ALTER TABLE sellers ADD COLUMN marketplace text;
ALTER TABLE sellers ADD COLUMN training text;
ALTER TABLE sellers ADD COLUMN market text;
ALTER TABLE sellers ADD COLUMN stall text;
-- Why it is no micro, small or medium business.
ALTER TABLE sellers ADD COLUMN ineligible_reason text;
ALTER TABLE sellers ADD COLUMN confirmed_by bigint REFERENCES employees (id);
ALTER TABLE sellers ADD COLUMN confirmed_at $instant;
-- The seller that it is, where the same was written down twice: never one that is merged itself.
ALTER TABLE sellers ADD COLUMN merged_into bigint REFERENCES sellers (id);
ALTER TABLE sellers ADD COLUMN version integer NOT NULL DEFAULT 1;
UPDATE sellers SET state = 'confirmed' WHERE qris_check = 'accepted';
CREATE INDEX sellers_unconfirmed ON sellers (state) WHERE state <> 'confirmed';
CREATE INDEX sellers_merged ON sellers (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX sellers_phone ON sellers (phone) WHERE phone IS NOT NULL;
CREATE INDEX sellers_nib ON sellers (nib) WHERE nib IS NOT NULL;

CREATE TABLE seller_words (
    word $word NOT NULL,
    seller_id bigint NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    PRIMARY KEY (word, seller_id)
);
CREATE INDEX seller_words_seller ON seller_words (seller_id, word);

-- Reviewers say that a seller is no small business; those who keep the sellers decide.
CREATE TABLE seller_doubts (
    id $id,
    seller_id bigint NOT NULL REFERENCES sellers (id),
    -- Which was rejected for it.
    purchase_id bigint NOT NULL REFERENCES purchases (id),
    reason text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
    raised_by bigint NOT NULL REFERENCES employees (id),
    raised_at $instant NOT NULL,
    decided_by bigint REFERENCES employees (id),
    decided_at $instant,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX seller_doubts_open ON seller_doubts (seller_id) WHERE state = 'open';
CREATE INDEX seller_doubts_seller ON seller_doubts (seller_id, id);

-- The same seller written down twice is one.
CREATE TABLE seller_merges (
    id $id,
    gone_id bigint NOT NULL REFERENCES sellers (id),
    kept_id bigint NOT NULL REFERENCES sellers (id),
    merged_by bigint NOT NULL REFERENCES employees (id),
    merged_at $instant NOT NULL,
    undone_by bigint REFERENCES employees (id),
    undone_at $instant,
    CHECK (gone_id <> kept_id),
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
CREATE UNIQUE INDEX seller_merges_gone ON seller_merges (gone_id) WHERE undone_at IS NULL;
CREATE INDEX seller_merges_kept ON seller_merges (kept_id);

-- The purchases that followed, to be taken back with it.
CREATE TABLE merged_purchases (
    merge_id bigint NOT NULL REFERENCES seller_merges (id),
    purchase_id bigint NOT NULL REFERENCES purchases (id),
    PRIMARY KEY (merge_id, purchase_id)
);
";
