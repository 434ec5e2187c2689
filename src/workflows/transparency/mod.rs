//! What the public is told.

pub mod publish;
