//! Opening the database and bringing its schema up to date.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::writer::Writer;
use super::{Result, Store};

/// How long a statement waits for a lock that another process holds.
const BUSY: Duration = Duration::from_secs(5);

/// Any number will do, if every node takes the same.
const MIGRATION_LOCK: i64 = 7_320_119;

/// Is called with each statement once it has run.
pub type Observer = Arc<dyn Fn(&Statement) + Send + Sync>;

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
                    .map_err(|error| DbErr::Custom(format!("{}: {error}", folder.display())))?;
            }
            let mut writer = SqliteWriter::new(url, observer.clone());
            migrate(writer.connection().await?).await?;
            let mut reader = sqlite(url, 8, true).await?;
            observe(&mut reader, observer.as_ref());
            return Ok(Self { reader, writer: Writer::grouped(writer), reference: Arc::default() });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(20)
            .acquire_timeout(BUSY)
            .test_before_acquire(false)
            .sqlx_logging(false);
        let mut pool = Database::connect(options).await?;
        observe(&mut pool, observer.as_ref());
        migrate(&pool).await?;
        Ok(Self { reader: pool.clone(), writer: Writer::direct(pool), reference: Arc::default() })
    }
}

/// All missing steps in one transaction: old or new, never between, and one node at a time.
async fn migrate(connection: &DatabaseConnection) -> Result<()> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let txn = connection.begin_with_options(options).await?;
    if txn.get_database_backend() == DbBackend::Postgres {
        txn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&txn, None).await?;
    txn.commit().await
}

/// The one connection that writes to a SQLite database, replaced after any failure.
pub(super) struct SqliteWriter {
    url: String,
    observer: Option<Observer>,
    current: Option<DatabaseConnection>,
}

impl SqliteWriter {
    fn new(url: &str, observer: Option<Observer>) -> Self {
        Self { url: url.into(), observer, current: None }
    }

    /// The connection in use, or a new one.
    pub async fn connection(&mut self) -> Result<&DatabaseConnection> {
        let connection = match self.current.take() {
            Some(connection) => connection,
            None => {
                let mut opened = sqlite(&self.url, 1, false).await?;
                observe(&mut opened, self.observer.as_ref());
                opened
            }
        };
        Ok(self.current.insert(connection))
    }

    /// Closes the connection, which rolls back whatever it has not committed.
    pub async fn discard(&mut self) {
        if let Some(connection) = self.current.take()
            && let Err(error) = connection.close().await
        {
            tracing::error!(%error, "a connection to the database did not close");
        }
    }
}

fn observe(connection: &mut DatabaseConnection, observer: Option<&Observer>) {
    if let Some(observer) = observer.cloned() {
        connection.set_metric_callback(move |done| observer(done.statement));
    }
}

async fn sqlite(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("{url}?mode=rwc"));
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(BUSY)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            let options = options
                .busy_timeout(BUSY)
                .foreign_keys(true)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .statement_cache_capacity(500);
            // A disk that is full or fails is noticed at COMMIT, not by some statement before it.
            let mode = if read_only { ("query_only", "ON") } else { ("cache_spill", "OFF") };
            options.pragma(mode.0, mode.1)
        });
    Database::connect(options).await
}
