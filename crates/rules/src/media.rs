//! The types of files that Pekan stores.

use super::names::named;

named! {
    /// Named as in `Content-Type`.
    pub enum MediaType {
        Jpeg = "image/jpeg",
        Pdf = "application/pdf",
        /// A picture as it came, which nobody can draw: for saving only, whatever it may be.
        Undrawn = "application/octet-stream",
    }
}

impl MediaType {
    /// Without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Pdf => "pdf",
            Self::Undrawn => "bin",
        }
    }
}
