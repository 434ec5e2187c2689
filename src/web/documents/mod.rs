//! Files that belong to records: found through the viewer, handed out to whoever may read them.

pub mod allowances;
pub mod code_photo;
pub mod exemption_document;
pub mod leaflet;
pub mod opening;
pub mod own_archive;
pub mod policy_document;
pub mod recap;
pub mod receipt_file;
pub mod transparency;
