//! Sellers, as those look after them who may.

mod add;
mod classify;

pub use add::{Draft, add};
pub use classify::classify;
