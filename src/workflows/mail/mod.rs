//! Reminders queued, emails rendered and delivered.

mod accounts;
pub mod deliver;
pub mod notices;
mod part_proposed;
pub mod queue_reminders;
pub mod remind;
mod render;
pub mod retry;
pub mod sample;
pub mod send_test;
mod sheet;
pub mod upcoming;
pub(super) mod spoken;

pub use queue_reminders::queue_reminders;
pub use retry::{retry, retry_failed};
