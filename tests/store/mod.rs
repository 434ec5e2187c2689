//! The database's own promises.

mod errors;
mod failed_commits;
mod plans;
mod sqlite;
mod writes;
