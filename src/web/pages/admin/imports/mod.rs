//! Tables that are imported: a page for each kind, their files, and what was imported.

pub mod files;
pub mod kinds;
pub mod made;
