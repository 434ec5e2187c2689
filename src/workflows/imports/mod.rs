//! Tables of people, offices, exemptions, holidays and sellers.

mod batch;
mod columns;
mod employees;
mod exemptions;
mod existing;
pub mod faulty;
pub mod holidays;
pub mod import;
pub mod meaning;
mod offices;
pub mod reading;
pub mod report;
mod sellers;
pub mod sellers_table;
pub mod table;
pub mod template;
pub mod tiers;
mod transfers;
pub mod undo;
pub mod within;

pub use import::import;
pub use undo::undo;
