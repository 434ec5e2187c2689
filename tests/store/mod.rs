//! The database's own promises.

mod chain;
mod contention;
mod errors;
mod failed_commits;
pub mod personal;
mod plans;
mod schema;
mod sqlite;
mod writes;
