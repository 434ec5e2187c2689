//! Exemptions: requested, decided, withdrawn.

pub mod decide;
pub mod exempt_office;
pub mod request;
pub mod withdraw;

pub use decide::decide;
pub use request::request;
pub use withdraw::withdraw;
