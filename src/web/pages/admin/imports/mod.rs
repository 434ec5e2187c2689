//! Tables that are imported: the form of a kind, how a file is read, its files, and what was imported.

mod addresses;
pub mod files;
pub mod made;
mod matching;
pub mod send;
