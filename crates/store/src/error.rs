//! What went wrong with the database, decided once from the codes of its driver.

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// It cannot serve now: locked, restarting, out of reach, out of connections or of memory.
    #[error("the database cannot serve now: {0}")]
    Busy(DbErr),
    /// Two transactions stood in each other's way and this one was ended: tried once more, it succeeds.
    #[error("another transaction stood in the way: {0}")]
    Crossed(DbErr),
    #[error("the disk of the database is full: {0}")]
    Full(DbErr),
    /// A UNIQUE forbids it: its name on PostgreSQL, its columns or its index on SQLite.
    #[error("the database has this already: {0}")]
    Unique(String),
    /// A row refers to what would go, or to what is not there.
    #[error("a reference forbids this: {0}")]
    Referenced(DbErr),
    #[error("the database is damaged: {0}")]
    Corrupt(DbErr),
    /// The disk failed to sync. What it holds is unknown, and asking again may succeed without
    /// writing: no write is accepted until Pekan is started again.
    #[error("writes have stopped after a disk error; see the log")]
    Stopped,
    #[error("{0}")]
    Other(DbErr),
}

/// Why a write was refused: by its own rules, or by the database.
pub trait Refusal: From<Error> {
    /// What the database said, if it was the database.
    fn database(&self) -> Option<&Error>;
}

impl Refusal for Error {
    fn database(&self) -> Option<&Error> {
        Some(self)
    }
}

impl Error {
    /// Other writes took so long that this one did not begin.
    pub(super) fn no_turn() -> Self {
        Self::Busy(DbErr::Custom("other writes took too long".into()))
    }

    pub(super) fn other(words: impl Into<String>) -> Self {
        Self::Other(DbErr::Custom(words.into()))
    }

    /// What a whole group of writes is answered with: where none of its jobs is to blame, all of
    /// them can be tried again.
    pub(super) fn of_group(error: DbErr) -> Self {
        match Self::from(error.clone()) {
            Self::Unique(_) | Self::Referenced(_) | Self::Other(_) => Self::Busy(error),
            own => own,
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        let driver = match &error {
            DbErr::ConnectionAcquire(_) => return Self::Busy(error),
            DbErr::Conn(RuntimeErr::SqlxError(driver))
            | DbErr::Exec(RuntimeErr::SqlxError(driver))
            | DbErr::Query(RuntimeErr::SqlxError(driver)) => driver.clone(),
            _ => return Self::Other(error),
        };
        match &*driver {
            SqlxError::Io(_)
            | SqlxError::Tls(_)
            | SqlxError::PoolTimedOut
            | SqlxError::PoolClosed
            | SqlxError::WorkerCrashed
            | SqlxError::BeginFailed => Self::Busy(error),
            SqlxError::Database(database) => {
                let code = database.code().unwrap_or_default();
                if database.try_downcast_ref::<PgDatabaseError>().is_some() {
                    of_postgres(&code, &**database, error)
                } else if database.try_downcast_ref::<SqliteError>().is_some() {
                    of_sqlite(&code, &**database, error)
                } else {
                    Self::Other(error)
                }
            }
            _ => Self::Other(error),
        }
    }
}

/// By SQLSTATE, <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn of_postgres(state: &str, database: &dyn DatabaseError, error: DbErr) -> Error {
    match state {
        "23505" => Error::Unique(database.constraint().unwrap_or_default().into()),
        "23503" => Error::Referenced(error),
        "53100" => Error::Full(error),
        "XX001" | "XX002" => Error::Corrupt(error),
        // A server that only reads, a lock or a statement that took too long, an idle transaction.
        // serialization_failure, deadlock_detected
        "40001" | "40P01" => Error::Crossed(error),
        "25006" | "55P03" | "57014" | "25P03" => Error::Busy(error),
        // Connections, conflicts with other transactions, resources, shutting down, its disk.
        _ if ["08", "40", "53", "57P", "58"].iter().any(|class| state.starts_with(class)) => {
            Error::Busy(error)
        }
        _ => Error::Other(error),
    }
}

/// By result code, <https://www.sqlite.org/rescode.html>.
fn of_sqlite(code: &str, database: &dyn DatabaseError, error: DbErr) -> Error {
    const FSYNC: i32 = 1034;
    const DIR_FSYNC: i32 = 1290;
    const CONSTRAINT_FOREIGN_KEY: i32 = 787;
    const CONSTRAINT_PRIMARY_KEY: i32 = 1555;
    const CONSTRAINT_UNIQUE: i32 = 2067;
    let Ok(code) = code.parse::<i32>() else { return Error::Other(error) };
    match code {
        FSYNC | DIR_FSYNC => return Error::Stopped,
        CONSTRAINT_FOREIGN_KEY => return Error::Referenced(error),
        CONSTRAINT_PRIMARY_KEY | CONSTRAINT_UNIQUE => {
            let message = database.message();
            let columns = message.split_once(": ").map_or(message, |(_, columns)| columns);
            return Error::Unique(columns.into());
        }
        _ => {}
    }
    // The last byte is the kind, what is above it the detail.
    match code & 0xff {
        // BUSY, LOCKED, NOMEM, READONLY, IOERR, CANTOPEN
        5 | 6 | 7 | 8 | 10 | 14 => Error::Busy(error),
        // FULL
        13 => Error::Full(error),
        // CORRUPT, NOTADB
        11 | 26 => Error::Corrupt(error),
        _ => Error::Other(error),
    }
}
