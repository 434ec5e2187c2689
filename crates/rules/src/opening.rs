//! What of somebody is opened by others, and noted.

use super::names::named;

named! {
    pub enum OpeningKind {
        Receipt = "receipt",
        ExemptionDocument = "exemption_document",
        Mail = "mail",
    }
}
