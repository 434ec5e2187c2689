//! Which files each form and each call takes, said in a type.

use crate::files::{MAX_LOGO_BYTES, MAX_UPLOAD_BYTES};
use crate::reports::sheet::MOST_BYTES;
use crate::rules::purchase_draft::{MOST_RECEIPTS, MOST_RECEIPTS_AT_ONCE};

/// The files that a request may bring, all in one field.
#[derive(Clone, Copy)]
pub struct Files {
    pub field: &'static str,
    pub most: usize,
    /// Of each.
    pub bytes: u64,
    /// Texts that may be as long as a file: a table may be pasted, and every value of it mapped.
    pub long_texts: &'static [&'static str],
}

/// Says in a type which files a form takes.
pub trait Takes: Send {
    const FILES: Files;
}

/// The photos of a new purchase.
pub struct Receipts;
/// Photos of receipts, each for a purchase of its own.
pub struct ManyReceipts;
/// One more for a purchase that exists.
pub struct Receipt;
/// The document of an exemption or of a policy, or the signed sheet of a recap.
pub struct Document;
/// A photo of the code on a seller's counter.
pub struct Code;
/// The picture of the institution.
pub struct Logo;
/// A table of people, offices, transfers, exemptions or holidays.
pub struct Table;

/// The field of a form into which a table may be pasted.
pub const LIST: &str = "list";
/// How the columns and values of a table are read, as JSON.
pub const MAPPING: &str = "mapping";

const ONE: Files = Files { field: "", most: 1, bytes: MAX_UPLOAD_BYTES, long_texts: &[] };

impl Takes for Receipts {
    const FILES: Files = Files { field: "receipt", most: MOST_RECEIPTS, ..ONE };
}

impl Takes for ManyReceipts {
    const FILES: Files = Files { field: "receipt", most: MOST_RECEIPTS_AT_ONCE, ..ONE };
}

impl Takes for Receipt {
    const FILES: Files = Files { field: "receipt", ..ONE };
}

impl Takes for Document {
    const FILES: Files = Files { field: "document", ..ONE };
}

impl Takes for Code {
    const FILES: Files = Files { field: "code", ..ONE };
}

impl Takes for Logo {
    const FILES: Files = Files { field: "logo", bytes: MAX_LOGO_BYTES, ..ONE };
}

impl Takes for Table {
    const FILES: Files =
        Files { field: "file", bytes: MOST_BYTES as u64, long_texts: &[LIST, MAPPING], ..ONE };
}
