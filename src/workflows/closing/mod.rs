//! Closing periods, and amending what is closed.

pub mod amend;
pub mod close_due;
pub mod close_period;
pub mod decide_amendment;
pub mod propose_amendments;
pub mod steady_clock;

pub use close_due::close_due;
