//! Why an upload was not kept.

use std::io;

/// Why an upload was not kept. Nothing of it is left on disk.
///
/// All but `NoSpace`, `Busy` and `Io` are the uploader's to mend; the words for each are looked up by
/// [`Refusal::code`].
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    #[error("the file is empty")]
    Empty,
    /// More than [`crate::MAX_UPLOAD_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// HEIC or HEIF: apart from other types, because the remedy is a setting of the phone.
    #[error("HEIC photos are not supported")]
    Heic,
    /// Not a JPEG, PNG, WebP or PDF by its bytes, or one that moves (animated PNG or WebP).
    #[error("the file is of an unsupported type")]
    UnsupportedType,
    /// Cut short, or does not decode.
    #[error("the file is damaged")]
    Damaged,
    /// More than 200 megapixels (40 unless it is a JPEG), or more memory than decoding may take.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// A PDF with a password or with restricted permissions.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// A PDF that carries scripts, launches programs or holds other files.
    #[error("the PDF carries active content")]
    ActivePdf,
    #[error("the PDF has too many pages")]
    TooManyPages,
    #[error("no space left for receipts")]
    NoSpace,
    /// More uploads are on their way than [`crate::Bounds`] allow.
    #[error("too many uploads at once")]
    Busy,
    #[error("receipt storage failed: {0}")]
    Io(#[source] io::Error),
}

impl UploadError {
    /// A name that never changes, for message keys and the API's `code`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "receipt-empty",
            Self::TooLarge => "receipt-too-large",
            Self::Heic => "receipt-heic",
            Self::UnsupportedType => "receipt-unsupported",
            Self::Damaged => "receipt-damaged",
            Self::TooManyPixels => "receipt-too-many-pixels",
            Self::Encrypted => "receipt-encrypted",
            Self::ActivePdf => "receipt-active-pdf",
            Self::TooManyPages => "receipt-too-many-pages",
            Self::NoSpace => "receipt-no-space",
            Self::Busy => "receipt-busy",
            Self::Io(_) => "receipt-io",
        }
    }
}

impl From<io::Error> for UploadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_has_a_name_of_its_own() {
        // ENOSPC and EDQUOT
        for errno in [28, 122] {
            assert_eq!(
                UploadError::from(io::Error::from_raw_os_error(errno)).code(),
                "receipt-no-space"
            );
        }
        assert_eq!(UploadError::from(io::Error::from_raw_os_error(5)).code(), "receipt-io");
    }
}
