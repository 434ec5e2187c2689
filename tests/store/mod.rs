//! The database's own promises.

mod plans;
mod sqlite;
mod writes;
