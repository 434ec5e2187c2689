//! Moves between offices that are looked after by different people.

pub mod decide;
pub mod propose;

pub use decide::{accept, refuse, withdraw};
pub use propose::propose;
