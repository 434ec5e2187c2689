//! A receipt stays with its purchase: what an edit takes away is replaced and keeps its place.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMN: &str = r"
ALTER TABLE receipts ADD COLUMN replaced_at $instant;
";

const SQLITE: &str = r"
CREATE TRIGGER receipts_stay BEFORE UPDATE OF purchase_id ON receipts
WHEN OLD.purchase_id IS NOT NULL AND NEW.purchase_id IS NOT OLD.purchase_id
BEGIN
    SELECT RAISE(ABORT, 'a receipt stays with its purchase');
END;
";

const POSTGRES: &str = r"
CREATE FUNCTION receipts_stay() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'a receipt stays with its purchase';
END
$body$;
CREATE TRIGGER receipts_stay BEFORE UPDATE OF purchase_id ON receipts FOR EACH ROW
WHEN (OLD.purchase_id IS NOT NULL AND NEW.purchase_id IS DISTINCT FROM OLD.purchase_id)
EXECUTE FUNCTION receipts_stay();
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, COLUMN).await?;
        let trigger = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, trigger).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
