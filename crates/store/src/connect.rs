//! Opening the database and bringing its schema up to date.

use std::path::Path;
use std::sync::Arc;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use super::sqlite::{BUSY, Observer, SqliteWriter, observe, sqlite};
use super::writer::Writer;
use super::{Error, PATIENCE, Result, Store};

/// Any number will do, if every node takes the same.
const MIGRATION_LOCK: i64 = 7_320_119;

impl Store {
    /// Opens `sqlite://PATH` (made when missing) or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Self> {
        Self::prepare(url, None).await
    }

    /// The same, with an observer: what asks the database how often is counted by tests.
    pub async fn open_observed(url: &str, observer: Observer) -> Result<Self> {
        Self::prepare(url, Some(observer)).await
    }

    async fn prepare(url: &str, observer: Option<Observer>) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder)
                    .map_err(|error| Error::other(format!("{}: {error}", folder.display())))?;
            }
            let mut writer = SqliteWriter::new(url, observer.clone());
            migrate(writer.connection().await?).await?;
            let mut reader = sqlite(url, 8, true).await?;
            observe(&mut reader, observer.as_ref());
            let writer = Writer::grouped(writer);
            return Ok(Self { reader, writer, patience: PATIENCE, reference: Arc::default() });
        }
        let mut writer = postgres(url, false).await?;
        observe(&mut writer, observer.as_ref());
        migrate(&writer).await?;
        let mut reader = postgres(url, true).await?;
        observe(&mut reader, observer.as_ref());
        let writer = Writer::direct(writer);
        Ok(Self { reader, writer, patience: PATIENCE, reference: Arc::default() })
    }
}

/// A pool of PostgreSQL. Reads have one of their own, so that pages go on while writes wait for a lock.
async fn postgres(url: &str, read_only: bool) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(16)
        .acquire_timeout(BUSY)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |options| {
            options.options([
                ("lock_timeout", "4s"),
                ("statement_timeout", "30s"),
                // Of a node that has lost its connection in the middle of a write, and of nobody else.
                ("idle_in_transaction_session_timeout", "60s"),
                ("default_transaction_read_only", if read_only { "on" } else { "off" }),
            ])
        });
    Ok(Database::connect(options).await?)
}

/// All missing steps in one transaction: old or new, never between, and one node at a time.
async fn migrate(connection: &DatabaseConnection) -> Result<()> {
    let sqlite = connection.get_database_backend() == DbBackend::Sqlite;
    if sqlite {
        // A table that is made anew must not take along what refers to it (SQLite, "ALTER TABLE", 7).
        connection.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    }
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let txn = connection.begin_with_options(options).await?;
    if txn.get_database_backend() == DbBackend::Postgres {
        // Another node may be at it, and a large table takes its time.
        txn.execute_unprepared("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            .await?;
        txn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&txn, None).await?;
    if sqlite {
        must_refer_to_rows(&txn).await?;
    }
    txn.commit().await?;
    if sqlite {
        connection.execute_unprepared("PRAGMA foreign_keys = ON").await?;
    }
    Ok(())
}

/// Says which table refers to rows that are not there, if one does.
async fn must_refer_to_rows(db: &impl ConnectionTrait) -> Result<()> {
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
    let Some(broken) = db.query_one_raw(check).await? else { return Ok(()) };
    let table: String = broken.try_get("", "table")?;
    Err(Error::other(format!("rows of {table} refer to rows that are not there")))
}
