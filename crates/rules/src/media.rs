//! The two types of files that Pekan stores.

use super::names::named;

named! {
    /// Named as in `Content-Type`.
    pub enum MediaType {
        Jpeg = "image/jpeg",
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// Without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Pdf => "pdf",
        }
    }
}
