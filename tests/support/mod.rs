//! What the tests share.

pub mod browser;
pub mod database;
pub mod dice;
pub mod district;
pub mod forms;
pub mod lived;
pub mod mail;
pub mod observed;
pub mod paper;
pub mod photo;
pub mod smtp;
pub mod staff;
pub mod tables;
pub mod town;
