//! What people write in tables, and what it means: dates, grades, echelons, employment types, reasons
//! of leave, degrees. Nothing is guessed: what could mean two things is asked, and so is what is not
//! known.

pub mod choices;
pub mod dates;
pub mod degrees;
pub mod grades;
pub mod guess;
pub mod levels;
pub mod mapping;
pub mod writing;

pub use dates::{DateOrder, WrittenDay};
pub use mapping::Mapping;
pub use writing::{key, visible};
