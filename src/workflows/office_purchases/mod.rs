//! The ledger of what offices buy from their own budget, apart from people (rules.md §5).

mod log;
mod void;

pub use log::log;
pub use void::void;
