//! Offices of the tree.

pub mod add;
pub mod edit;

pub use add::add;
pub use edit::edit;
