//! The database's own promises.

mod sqlite;
mod writes;
