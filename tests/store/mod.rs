//! The database's own promises.

mod chain;
mod contention;
mod errors;
mod failed_commits;
mod plans;
mod schema;
mod sqlite;
mod writes;
