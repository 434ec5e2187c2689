//! What goes out: pages, JSON, files, static files, and what went wrong.

pub mod assets;
pub mod compression;
pub mod download;
pub mod error_page;
pub mod failure;
pub mod headers;
pub mod json;
pub mod kept_file;
pub mod methods;
pub mod page;
