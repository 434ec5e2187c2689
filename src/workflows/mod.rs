//! What people do with Pekan, one verb a file. Pages, API and command line call the same ones.
//!
//! A workflow takes a [`Warrant`]. It asks first whether its caller may, then whether what was given can be,
//! and changes everything in one transaction with its line in the audit; what was asked of the caller
//! is asked again there.

pub mod accounts;
pub mod allowances;
mod by;
pub mod closing;
pub mod corrections;
pub mod employees;
mod error;
pub mod events;
pub mod exemptions;
pub mod holidays;
pub mod imports;
pub mod mail;
pub mod office_purchases;
pub mod offices;
pub mod policies;
pub mod purchases;
pub mod recaps;
pub mod sellers;
pub mod settings;
pub mod trail;
pub mod transfers;
pub mod transparency;
pub mod warrant;
pub mod webhooks;

pub use by::{By, Right};
pub use error::WorkflowError;
pub use warrant::{Acting, Warrant};
