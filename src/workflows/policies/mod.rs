//! Quota policies: added, ended, previewed.

pub mod add;
pub mod attach_document;
pub mod effects;
pub mod end;
pub mod preview;

pub use add::add;
pub use end::end;
pub use preview::preview;
