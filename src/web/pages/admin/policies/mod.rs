//! Policies: the list, one policy, a new one with its preview.

pub mod add;
mod counting_fields;
pub(super) mod form;
mod preview;
pub mod reminder_fields;
pub mod show;
mod tier_moves;
