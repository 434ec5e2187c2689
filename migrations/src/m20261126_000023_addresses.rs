//! An address is nobody's duty, and one may serve several people.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_connection().get_database_backend();
        crate::run(manager, if backend == DbBackend::Postgres { POSTGRES } else { SQLITE }).await?;
        // Login names are stored in lower case, which their key finds.
        let common = "UPDATE employees SET login = lower(login);
            CREATE INDEX employees_email ON employees (email);";
        crate::run(manager, common).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const POSTGRES: &str = r"
ALTER TABLE employees ALTER COLUMN email DROP NOT NULL;
ALTER TABLE employees DROP CONSTRAINT employees_email_key;
ALTER TABLE employees ALTER COLUMN name_key DROP DEFAULT;
DROP INDEX employees_number_lower;
DROP INDEX employees_login_lower;
";

/// SQLite changes constraints only with the table. The names of others lead to the new one.
const SQLITE: &str = r"
CREATE TABLE employees_new (
    id $id,
    number text NOT NULL UNIQUE,
    name text NOT NULL,
    name_key text NOT NULL,
    email text CHECK (email = lower(email)),
    phone text,
    login text UNIQUE,
    password_hash text,
    language text CHECK (language IN ('id', 'en')),
    mute_midweek boolean NOT NULL DEFAULT false,
    created_at $instant NOT NULL
);
INSERT INTO employees_new (id, number, name, name_key, email, phone, login, password_hash, language,
    mute_midweek, created_at)
SELECT id, number, name, name_key, email, phone, login, password_hash, language, mute_midweek,
    created_at FROM employees;
DROP TABLE employees;
ALTER TABLE employees_new RENAME TO employees;
CREATE INDEX employees_name ON employees (name);
CREATE INDEX employees_signing_in ON employees (id) WHERE password_hash IS NOT NULL;
";
