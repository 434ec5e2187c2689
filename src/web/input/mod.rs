//! What comes in: forms, parameters, tables.

pub mod body;
pub mod confirmed_form;
pub mod form;
pub mod import_kind;
pub mod multipart;
pub mod parts;
pub mod person_segment;
pub mod query;
pub mod table;
pub mod takes;
pub mod url_id;
