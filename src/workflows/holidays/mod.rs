//! Public holidays and closed days of an office.

pub mod put;
pub mod remove;

pub use put::put;
pub use remove::remove;
