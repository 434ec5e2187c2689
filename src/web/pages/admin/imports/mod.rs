//! Tables that are imported: the form of a kind, how a file is read, its files, and what was imported.

pub mod files;
pub mod made;
mod matching;
pub mod send;
