//! The database's own promises.

mod failed_commits;
mod plans;
mod sqlite;
mod writes;
