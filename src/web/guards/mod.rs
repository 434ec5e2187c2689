//! What stands before a route: which hosts and forms are answered, and who asks.

pub mod gate;
pub mod viewer;
