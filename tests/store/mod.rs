//! The database's own promises.

mod writes;
