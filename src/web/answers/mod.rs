//! What goes out: pages, JSON, files, static files, and what went wrong.

pub mod assets;
pub mod compression;
pub mod download;
pub mod error_page;
pub mod file_response;
pub mod flash;
pub mod headers;
pub mod http_error;
pub mod json;
pub mod metered;
pub mod methods;
pub mod page;
pub mod refusals;
pub mod streamed;
