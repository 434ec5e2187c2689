//! Tables that are imported: the form of a kind, its files, and what was imported.

pub mod files;
pub mod made;
pub mod send;
