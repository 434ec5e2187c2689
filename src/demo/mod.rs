//! The fictional district: invented people, sellers and receipts. The same seed gives the same
//! district.

mod font;
mod names;
pub mod people;
mod ranks;
pub mod receipt_picture;
pub mod rng;
pub mod sellers;
mod slip;
