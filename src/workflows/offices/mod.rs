//! Offices of the tree.

pub mod add;
pub mod edit;
pub mod set_contact;

pub use add::add;
pub use edit::edit;
