//! What stands before a route: which hosts and forms are answered, and who asks.

pub mod caller;
pub mod context;
pub mod origin;
pub mod viewer;
pub mod who;
