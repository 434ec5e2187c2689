//! What an installation has chosen.

pub mod apply_retention;
pub mod change;
pub mod choose_logo;
pub mod hide_first_steps;

pub use change::change;
