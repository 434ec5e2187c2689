//! The pages, as browsers ask for them.

mod admin;
mod doors;
