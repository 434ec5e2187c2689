//! Accounts: first run, signing in, passwords.

pub mod api_keys;
pub mod change;
pub mod choose_password;
pub mod closed;
mod common_passwords;
pub mod disable;
pub mod end_leavers;
pub mod forgot_password;
pub mod invite;
pub mod message_link;
pub mod open_link;
pub mod others_access;
pub mod own_access;
pub mod own_data;
pub mod passwords;
pub mod phones;
pub mod provider_sign_in;
pub mod second_factor;
pub mod second_step;
pub mod set_up;
pub mod sign_in;
pub mod slips;
pub mod tell_owner;

pub use choose_password::choose_password;
pub use forgot_password::forgot_password;
pub use invite::invite;
pub use set_up::set_up;
