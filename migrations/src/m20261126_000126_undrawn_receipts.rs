//! A receipt may be a picture that nobody can draw.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let receipts = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, receipts).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const POSTGRES: &str = r"
ALTER TABLE receipts
    DROP CONSTRAINT receipts_media_type_check,
    ADD CONSTRAINT receipts_media_type_check
        CHECK (media_type IN ('image/jpeg', 'application/pdf', 'application/octet-stream'));
";

// SQLite changes no condition of a table. What names a receipt goes on naming it: foreign keys are off while
// migrations run, and looked through at their end.
const SQLITE: &str = r"
CREATE TABLE receipts_new (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    uploaded_by bigint NOT NULL REFERENCES employees (id),
    -- Empty while the form that brought it has not been accepted yet.
    purchase_id bigint REFERENCES purchases (id),
    upload_sha256 text NOT NULL,
    stored_sha256 text NOT NULL,
    media_type text NOT NULL
        CHECK (media_type IN ('image/jpeg', 'application/pdf', 'application/octet-stream')),
    bytes bigint NOT NULL,
    width integer,
    height integer,
    created_at $instant NOT NULL,
    -- Its purchase was voided or rejected: the same file may come again.
    released boolean NOT NULL DEFAULT false,
    file_removed_at $instant,
    replaced_at $instant,
    compared_at $instant
);
INSERT INTO receipts_new (id, employee_id, uploaded_by, purchase_id, upload_sha256, stored_sha256, media_type,
    bytes, width, height, created_at, released, file_removed_at, replaced_at, compared_at)
SELECT id, employee_id, uploaded_by, purchase_id, upload_sha256, stored_sha256, media_type,
    bytes, width, height, created_at, released, file_removed_at, replaced_at, compared_at
    FROM receipts;
-- Ids are never given twice, those of receipts that are gone neither.
DELETE FROM sqlite_sequence WHERE name = 'receipts_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'receipts_new', seq FROM sqlite_sequence WHERE name = 'receipts';
DROP TABLE receipts;
ALTER TABLE receipts_new RENAME TO receipts;
CREATE UNIQUE INDEX receipts_same_file ON receipts (employee_id, upload_sha256)
    WHERE purchase_id IS NOT NULL AND NOT released;
CREATE INDEX receipts_purchase ON receipts (purchase_id);
CREATE INDEX receipts_upload ON receipts (upload_sha256);
CREATE INDEX receipts_stored ON receipts (stored_sha256);
CREATE INDEX receipts_with_files ON receipts (purchase_id) WHERE file_removed_at IS NULL;
CREATE INDEX receipts_waiting ON receipts (uploaded_by, id) WHERE purchase_id IS NULL;
CREATE INDEX receipts_uncompared ON receipts (id)
    WHERE compared_at IS NULL AND purchase_id IS NOT NULL;
CREATE TRIGGER receipts_stay BEFORE UPDATE OF purchase_id ON receipts
WHEN OLD.purchase_id IS NOT NULL AND NEW.purchase_id IS NOT OLD.purchase_id
BEGIN
    SELECT RAISE(ABORT, 'a receipt stays with its purchase');
END;
";
