//! Links with which sellers say what they sold, and what they said of each purchase.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, LINKS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const LINKS: &str = r"
CREATE TABLE seller_links (
    id $id,
    seller_id bigint NOT NULL REFERENCES sellers (id),
    token_hash text NOT NULL UNIQUE,
    created_by bigint NOT NULL REFERENCES employees (id),
    created_at $instant NOT NULL,
    ended_at $instant
);
CREATE UNIQUE INDEX seller_links_open ON seller_links (seller_id) WHERE ended_at IS NULL;

-- It is of this seller, day and amount: whoever changes one of them takes it back.
ALTER TABLE purchases ADD COLUMN seller_answer text CHECK (seller_answer IN ('confirmed', 'denied'));

-- What a seller is asked about.
CREATE INDEX purchases_sold ON purchases (seller_id, purchased_on)
    WHERE state IN ('recorded', 'verified') AND funding = 'personal';
";
