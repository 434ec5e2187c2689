//! Reminders queued, emails rendered and delivered.

mod accounts;
pub mod addresses;
mod attempt;
pub mod cancel;
pub mod close_mails;
pub mod deliver;
mod exemption_decided;
pub mod notices;
mod of_a_day;
mod outage;
pub mod pace;
mod part_proposed;
mod people;
pub mod period_result;
pub mod push;
pub mod push_key;
pub mod queue_reminders;
pub mod remind;
mod render;
pub mod retry;
pub mod returned;
mod said;
pub mod sample;
pub mod send_test;
pub(super) mod settle;
mod sheet;
pub(super) mod spoken;
pub mod upcoming;

pub use queue_reminders::queue_reminders;
pub use retry::{retry, retry_failed};
