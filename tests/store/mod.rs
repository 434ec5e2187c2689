//! The database's own promises.

mod failed_commits;
mod sqlite;
mod writes;
