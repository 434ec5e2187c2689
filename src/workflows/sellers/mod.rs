//! Sellers, as those look after them who may.

mod add;
mod by_qris;
mod check_code;
mod classify;

pub use add::{Draft, add};
pub use by_qris::{OfQris, by_qris};
pub use check_code::check_code;
pub use classify::classify;
