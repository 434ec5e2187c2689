//! Copies a whole installation from SQLite into an empty PostgreSQL database: one moment of it, all of it
//! or nothing.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Statement, TransactionTrait,
};

use super::{Error, Result, contents};

/// Rows that travel together.
const BATCH: u64 = 500;
/// What each database has of its own.
const STEPS: &str = "seaql_migrations";

/// A copy that is being made. Nothing of it stays unless it is kept.
pub struct Copy {
    source: DatabaseTransaction,
    target: DatabaseTransaction,
}

/// Is called with the name of a table and how many of its rows are there now.
pub type Progress<'a> = &'a (dyn Fn(&str, i64) + Send + Sync);

impl Copy {
    /// Begins: a moment of the source, and the schema in the target.
    ///
    /// # Errors
    /// `None` where the target is not empty.
    pub async fn begin(source: &str, target: &str) -> Result<Option<Self>> {
        let target = contents::connect(target).await?;
        if !contents::is_empty(&target).await? {
            return Ok(None);
        }
        let source = contents::connect(source).await?.begin().await?;
        let target = target.begin().await?;
        Migrator::up(&target, None).await?;
        Ok(Some(Self { source, target }))
    }

    /// The moment that is copied.
    pub fn source(&self) -> &impl ConnectionTrait {
        &self.source
    }

    /// What has been copied.
    pub fn target(&self) -> &impl ConnectionTrait {
        &self.target
    }

    /// Copies every table. References are taken away meanwhile and put back after it, so that each is
    /// looked at; numbers go on behind the highest that was ever given.
    pub async fn run(&self, progress: Progress<'_>) -> Result<()> {
        let references = references(&self.target).await?;
        for Reference { relation, name, .. } in &references {
            let drop = format!("ALTER TABLE {relation} DROP CONSTRAINT \"{name}\"");
            self.target.execute_unprepared(&drop).await?;
        }
        for table in contents::tables(&self.target).await? {
            if table != STEPS {
                let rows = self.table(&table).await?;
                progress(&table, rows);
            }
        }
        for Reference { relation, name, definition } in &references {
            let put = format!("ALTER TABLE {relation} ADD CONSTRAINT \"{name}\" {definition}");
            self.target.execute_unprepared(&put).await?;
        }
        Ok(())
    }

    async fn table(&self, table: &str) -> Result<i64> {
        // What a step of the schema put there itself came with the source as well.
        self.target.execute_unprepared(&format!("DELETE FROM \"{table}\"")).await?;
        let columns = columns(&self.target, table).await?;
        let (mut after, mut rows) = (0, 0);
        loop {
            let batch = self.batch(table, &columns, after).await?;
            if batch.count == 0 {
                break;
            }
            let insert = format!(
                "INSERT INTO \"{table}\" OVERRIDING SYSTEM VALUE
                    SELECT * FROM jsonb_populate_recordset(NULL::\"{table}\", $1::jsonb)"
            );
            let values = [batch.rows.into()];
            let insert = Statement::from_sql_and_values(DbBackend::Postgres, insert, values);
            self.target.execute_raw(insert).await?;
            (after, rows) = (batch.last, rows + batch.count);
        }
        for column in columns.iter().filter(|column| column.identity) {
            self.go_on_counting(table, &column.name).await?;
        }
        Ok(rows)
    }

    /// The next rows of a table as JSON, in which every value is as PostgreSQL reads it.
    async fn batch(&self, table: &str, columns: &[Column], after: i64) -> Result<Batch> {
        let fields = columns.iter().map(|Column { name, kind, .. }| match kind.as_str() {
            "bytea" => {
                format!("'{name}', CASE WHEN \"{name}\" IS NULL THEN NULL ELSE '\\x' || hex(\"{name}\") END")
            }
            _ => format!("'{name}', \"{name}\""),
        });
        let fields = fields.collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT count(*) AS count, coalesce(max(row), 0) AS last,
                json_group_array(json_object({fields})) AS rows
            FROM (SELECT rowid AS row, * FROM \"{table}\" WHERE rowid > {after}
                ORDER BY rowid LIMIT {BATCH})"
        );
        one(&self.source, &sql).await
    }

    async fn go_on_counting(&self, table: &str, column: &str) -> Result<()> {
        let given = format!(
            "SELECT coalesce(max(seq), 0) AS count FROM sqlite_sequence WHERE name = '{table}'"
        );
        let given = one::<Count>(&self.source, &given).await?.count;
        let highest = format!("SELECT coalesce(max(\"{column}\"), 0) AS count FROM \"{table}\"");
        let highest = one::<Count>(&self.target, &highest).await?.count.max(given);
        let sequence = format!(
            "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), {}, {})",
            highest.max(1),
            highest > 0
        );
        self.target.execute_unprepared(&sequence).await?;
        Ok(())
    }

    /// Makes it last.
    pub async fn keep(self) -> Result<()> {
        self.target.commit().await?;
        Ok(self.source.rollback().await?)
    }
}

#[derive(FromQueryResult)]
struct Batch {
    count: i64,
    /// The number of the last row.
    last: i64,
    rows: String,
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

#[derive(FromQueryResult)]
struct Column {
    name: String,
    kind: String,
    identity: bool,
}

#[derive(FromQueryResult)]
struct Reference {
    /// Quoted where it has to be.
    relation: String,
    name: String,
    definition: String,
}

async fn columns(db: &impl ConnectionTrait, table: &str) -> Result<Vec<Column>> {
    let sql = format!(
        "SELECT column_name::text AS name, data_type::text AS kind, is_identity = 'YES' AS identity
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = '{table}'
            ORDER BY ordinal_position"
    );
    all(db, &sql).await
}

async fn references(db: &impl ConnectionTrait) -> Result<Vec<Reference>> {
    let sql = "SELECT conrelid::regclass::text AS relation, conname::text AS name,
            pg_get_constraintdef(c.oid) AS definition
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE contype = 'f' AND n.nspname = current_schema() ORDER BY 1, 2";
    all(db, sql).await
}

async fn all<R: FromQueryResult>(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<R>> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Ok(R::find_by_statement(statement).all(db).await?)
}

async fn one<R: FromQueryResult>(db: &impl ConnectionTrait, sql: &str) -> Result<R> {
    all(db, sql).await?.pop().ok_or_else(|| Error::other("the database has no answer"))
}
