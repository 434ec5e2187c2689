//! What the database's error codes mean.

use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// SQLite's codes for a sync of a file and of a folder that failed.
const SQLITE_FAILED_SYNCS: [&str; 2] = ["1034", "1290"];

/// Whether the disk failed to sync what was written. What it holds is unknown from then on, and
/// asking again may succeed without writing.
pub(super) fn is_failed_sync(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let SqlxError::Database(error) = &**error else { return false };
    error.try_downcast_ref::<SqliteError>().is_some()
        && error.code().is_some_and(|code| SQLITE_FAILED_SYNCS.contains(&&*code))
}
