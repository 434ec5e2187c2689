//! The tables of today, one a file, as the migrations made them.

pub mod amendments;
pub mod audit;
pub mod closed_offices;
pub mod closed_results;
pub mod closings;
pub mod delivery_attempts;
pub mod devices;
pub mod employees;
pub mod exemptions;
pub mod holidays;
pub mod mails;
pub mod offices;
pub mod one_use_links;
pub mod period_totals;
pub mod placements;
pub mod policies;
pub mod policy_documents;
pub mod policy_endings;
pub mod purchases;
pub mod receipts;
pub mod rechecks;
pub mod roles;
pub mod sellers;
pub mod sessions;
pub mod settings;
pub mod tokens;
