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
        let store = Self::connect(url, observer).await?;
        store.migrate().await?;
        Ok(store)
    }

    async fn connect(url: &str, observer: Option<Observer>) -> Result<Self> {
        match url.strip_prefix("sqlite://") {
            Some(path) => {
                let folder =
                    Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
                if let Some(folder) = folder {
                    std::fs::create_dir_all(folder)
                        .map_err(|error| DbErr::Custom(format!("{}: {error}", folder.display())))?;
                }
                let mut lone = sqlite(url, 1, false).await?;
                let mut reader = sqlite(url, 8, true).await?;
                observe(&mut lone, observer.as_ref());
                observe(&mut reader, observer.as_ref());
                Ok(Self { reader, writer: Writer::grouped(lone), reference: Arc::default() })
            }
            None => {
                let mut options = ConnectOptions::new(url);
                options
                    .max_connections(20)
                    .acquire_timeout(BUSY)
                    .test_before_acquire(false)
                    .sqlx_logging(false);
                let mut pool = Database::connect(options).await?;
                observe(&mut pool, observer.as_ref());
                Ok(Self {
                    reader: pool.clone(),
                    writer: Writer::direct(pool),
                    reference: Arc::default(),
                })
            }
        }
    }

    /// All missing steps in one transaction: old or new, never between, and one node at a time.
    pub async fn migrate(&self) -> Result<()> {
        let connection = self.writer.connection();
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let txn = connection.begin_with_options(options).await?;
        if txn.get_database_backend() == DbBackend::Postgres {
            txn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                .await?;
        }
        Migrator::up(&txn, None).await?;
        txn.commit().await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.reader.execute_unprepared("SELECT 1").await.map(|_| ())
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
            if read_only { options.pragma("query_only", "ON") } else { options }
        });
    Database::connect(options).await
}
