//! Systems of the district are told what happens (decision 122).

pub mod deliver;
mod manage;
mod payload;

pub use manage::{add, cancel, end, resume, retry};
