//! What names are looked for by, beside the names of people as it is beside those of sellers.

use pekan_rules::keys;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = r"
ALTER TABLE employees ADD COLUMN name_key text NOT NULL DEFAULT '';
-- Numbers and login names are typed on telephones, which begin with a capital.
CREATE INDEX employees_number_lower ON employees (lower(number));
CREATE INDEX employees_login_lower ON employees (lower(login)) WHERE login IS NOT NULL;
";
        crate::run(manager, columns).await?;
        let db = manager.get_connection();
        for (id, name) in texts(db, "SELECT id, name FROM employees").await? {
            let key = keys::name(&name);
            run(db, "UPDATE employees SET name_key = $1 WHERE id = $2", [key.into(), id.into()])
                .await?;
        }
        // Two sellers whose names are one now stay two.
        for (column, of) in [("name_key", "name"), ("district_key", "coalesce(district, '')")] {
            let all = format!("SELECT id, {of} AS name FROM sellers");
            for (id, name) in texts(db, &all).await? {
                let other = if column == "name_key" { "district_key" } else { "name_key" };
                let changed = format!(
                    "UPDATE sellers SET {column} = $1 WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM
                     sellers AS same WHERE same.{column} = $1 AND same.{other} = sellers.{other}
                     AND same.id <> sellers.id)"
                );
                run(db, &changed, [keys::name(&name).into(), id.into()]).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

async fn texts(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<(i64, String)>, DbErr> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "name")?))).collect()
}

async fn run(db: &impl ConnectionTrait, sql: &str, values: [Value; 2]) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await.map(|_| ())
}
