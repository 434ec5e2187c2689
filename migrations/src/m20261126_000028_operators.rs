//! Operators; and an office only for the roles that know one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, sql).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const POSTGRES: &str = r"
UPDATE roles SET office_id = NULL WHERE kind IN ('seller_officer', 'auditor', 'administrator');
ALTER TABLE roles
    DROP CONSTRAINT roles_kind_check,
    DROP CONSTRAINT roles_check1,
    ADD CONSTRAINT roles_kind_check CHECK (kind IN
        ('head', 'reviewer', 'operator', 'seller_officer', 'auditor', 'administrator')),
    ADD CONSTRAINT roles_with_office
        CHECK (office_id IS NOT NULL OR kind IN ('seller_officer', 'auditor', 'administrator')),
    ADD CONSTRAINT roles_without_office
        CHECK (office_id IS NULL OR kind IN ('head', 'reviewer', 'operator', 'auditor'));
";

// SQLite changes no condition of a table.
const SQLITE: &str = r"
CREATE TABLE roles_next (
    id $id,
    employee_id bigint NOT NULL REFERENCES employees (id),
    kind text NOT NULL CHECK (kind IN ('head', 'reviewer', 'operator', 'seller_officer', 'auditor',
        'administrator')),
    office_id bigint REFERENCES offices (id),
    from_on date NOT NULL,
    to_on date,
    acting boolean NOT NULL DEFAULT false,
    created_at $instant NOT NULL,
    revoked_at $instant,
    CHECK (to_on >= from_on),
    CHECK (office_id IS NOT NULL OR kind IN ('seller_officer', 'auditor', 'administrator')),
    CHECK (office_id IS NULL OR kind IN ('head', 'reviewer', 'operator', 'auditor'))
);
INSERT INTO roles_next
    SELECT id, employee_id, kind, CASE WHEN kind IN ('head', 'reviewer') THEN office_id END,
        from_on, to_on, acting, created_at, revoked_at
    FROM roles;
DROP TABLE roles;
ALTER TABLE roles_next RENAME TO roles;
CREATE INDEX roles_employee ON roles (employee_id);
CREATE INDEX roles_office ON roles (office_id);
";
