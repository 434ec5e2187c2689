//! Receipts on disk: what comes in is judged by its bytes, photos are drawn anew without
//! metadata, everything is stored under the hash of its content.
//!
//! The order that keeps a row from ever pointing at nothing: a stream into the temporary folder,
//! judgement, hash, fsync, rename, fsync of the folder; only then does the caller insert rows.
//! A file without a row is an orphan, and `Storage::sweep` removes it a day later.

mod adopt;
mod blocking;
mod jpeg;
mod likeness;
mod logo;
mod pdf;
mod pdf_names;
mod pdf_password;
mod pdf_values;
mod photo;
mod picture;
mod png;
mod qr;
mod queue;
mod room;
mod sniff;
mod storage;
mod sweep;
#[cfg(test)]
mod tests;
mod undrawn;
mod upload;
mod upload_error;
mod webp;

pub use adopt::Adopted;
pub use likeness::likeness;
pub use logo::MAX_LOGO_BYTES;
pub use pekan_rules::media::MediaType;
pub use picture::LogoDrawn;
pub use room::Bounds;
pub use storage::{Integrity, Rendition, Storage, StoredFile};
pub use sweep::Swept;
pub use upload::{MAX_UPLOAD_BYTES, Upload};
pub use upload_error::UploadError;
