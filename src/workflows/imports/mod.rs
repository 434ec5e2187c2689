//! Tables of people, offices, exemptions and holidays.

mod batch;
mod employees;
mod exemptions;
mod existing;
pub mod holidays;
pub mod import;
mod offices;
pub mod report;
pub mod table;
pub mod template;
mod transfers;
pub mod undo;

pub use import::import;
pub use undo::undo;
