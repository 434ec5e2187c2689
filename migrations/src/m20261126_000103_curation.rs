//! How far a programme has looked at a seller whose class it gives.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CURATION).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const CURATION: &str = r"
ALTER TABLE seller_classes ADD COLUMN curation text NOT NULL DEFAULT 'accepted'
    CHECK (curation IN ('applied', 'accepted', 'refused'));
";
