//! What pages and API show alike, and in which words.

pub mod amendments;
pub mod explanation;
pub mod shown;
