//! What people have read or taken along, noted.

pub mod note_export;
pub mod note_names;
pub mod note_opening;

pub use note_export::{Export, note_export};
pub use note_names::{OpenedNames, note_names};
pub use note_opening::{Opened, note_opening, note_taken_receipts};
