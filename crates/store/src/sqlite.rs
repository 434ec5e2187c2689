//! Connections to SQLite.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};

type Result<T> = std::result::Result<T, DbErr>;

/// How long a statement waits for a lock that another process holds.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// Is called with each statement once it has run.
pub type Observer = Arc<dyn Fn(&Statement) + Send + Sync>;

/// The one connection that writes to a SQLite database, replaced after any failure.
pub(super) struct SqliteWriter {
    url: String,
    observer: Option<Observer>,
    current: Option<DatabaseConnection>,
}

impl SqliteWriter {
    pub fn new(url: &str, observer: Option<Observer>) -> Self {
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

    /// Puts all that was committed into the database file itself, so that whoever copies it has
    /// everything, and closes.
    pub async fn close(&mut self) {
        if let Some(connection) = &self.current {
            let emptied = connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await;
            if let Err(error) = emptied {
                tracing::warn!(%error, "what was written last stays in the file beside the database");
            }
        }
        self.discard().await;
    }

    /// Closes the connection, which rolls back whatever it has not committed.
    pub async fn discard(&mut self) {
        let Some(connection) = self.current.take() else { return };
        // Whatever still holds it keeps the database locked, and the next writes say so.
        if tokio::time::timeout(BUSY, connection.close()).await.is_err() {
            tracing::error!("a connection to the database is still in use and was not closed");
        }
    }
}

pub(super) fn observe(connection: &mut DatabaseConnection, observer: Option<&Observer>) {
    if let Some(observer) = observer.cloned() {
        connection.set_metric_callback(move |done| observer(done.statement));
    }
}

pub(super) async fn sqlite(
    url: &str,
    connections: u32,
    read_only: bool,
) -> Result<DatabaseConnection> {
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
    connect_patiently(options).await
}

/// Turning a new database to WAL does not wait for another process that does the same: it is tried
/// again.
async fn connect_patiently(options: ConnectOptions) -> Result<DatabaseConnection> {
    let deadline = Instant::now() + BUSY;
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if is_busy(&error) && Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            opened => return opened,
        }
    }
}

fn is_busy(error: &DbErr) -> bool {
    matches!(super::Error::from(error.clone()), super::Error::Busy(_))
}
