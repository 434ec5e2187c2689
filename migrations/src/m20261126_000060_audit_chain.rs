//! Entries of the audit are chained by hashes, and only ever added.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::DateTimeUtc;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

use pekan_secret::sha256;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: &str = r"
-- The hash of the entry before; empty at the first.
ALTER TABLE audit ADD COLUMN previous text NOT NULL DEFAULT '';
-- SHA-256 of that and of what the entry says.
ALTER TABLE audit ADD COLUMN hash text NOT NULL DEFAULT '';
";

const SQLITE: &str = r"
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
";

const POSTGRES: &str = r"
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'the audit is only added to';
END
$body$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW
EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_is_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT
EXECUTE FUNCTION audit_stays();
";

/// Entries that are chained at once.
const PIECE: i64 = 1000;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, COLUMNS).await?;
        chain(manager.get_connection()).await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, triggers).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Chains what is there, and notes where it ends.
async fn chain(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let read = "SELECT id, at, actor_id, about_id, action, subject, details FROM audit
        WHERE id > $1 ORDER BY id LIMIT $2";
    let write = "UPDATE audit SET previous = $1, hash = $2 WHERE id = $3";
    let (mut last, mut previous) = (0_i64, String::new());
    loop {
        let piece = Statement::from_sql_and_values(backend, read, [last.into(), PIECE.into()]);
        let rows = db.query_all_raw(piece).await?;
        if rows.is_empty() {
            let head = format!("{{\"id\":{last},\"hash\":\"{previous}\"}}");
            let note = "INSERT INTO settings (name, value) VALUES ('audit_head', $1)";
            let note = Statement::from_sql_and_values(backend, note, [head.into()]);
            return db.execute_raw(note).await.map(|_| ());
        }
        for row in rows {
            last = row.try_get("", "id")?;
            let hash = sha256(content(&previous, last, &row)?);
            let values = [previous.into(), hash.clone().into(), last.into()];
            db.execute_raw(Statement::from_sql_and_values(backend, write, values)).await?;
            previous = hash;
        }
    }
}

fn content(previous: &str, id: i64, row: &QueryResult) -> Result<String, DbErr> {
    let person = |column: &str| {
        let id: Option<i64> = row.try_get("", column)?;
        Ok::<_, DbErr>(id.map(|id| id.to_string()).unwrap_or_default())
    };
    let at: DateTimeUtc = row.try_get("", "at")?;
    let lines = [
        previous.to_owned(),
        id.to_string(),
        at.timestamp_micros().to_string(),
        person("actor_id")?,
        person("about_id")?,
        row.try_get("", "action")?,
        row.try_get("", "subject")?,
        row.try_get("", "details")?,
    ];
    Ok(lines.join("\n"))
}
