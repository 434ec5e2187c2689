//! A file of ours that is saved, never shown.

use rocket::Responder;
use rocket::http::{ContentType, Header};

#[derive(Responder)]
pub struct Download {
    body: Vec<u8>,
    kind: ContentType,
    disposition: Header<'static>,
}

impl Download {
    /// `name` has no ending, and nothing that would have to be quoted.
    pub fn csv(name: &str, body: Vec<u8>) -> Self {
        let kind = ContentType::new("text", "csv").with_params(("charset", "utf-8"));
        Self::of(body, kind, format!("{name}.csv"))
    }

    pub fn xlsx(name: &str, body: Vec<u8>) -> Self {
        let kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Self::of(body, ContentType::new("application", kind), format!("{name}.xlsx"))
    }

    pub fn pdf(name: &str, body: Vec<u8>) -> Self {
        Self::of(body, ContentType::PDF, format!("{name}.pdf"))
    }

    pub fn svg(name: &str, body: Vec<u8>) -> Self {
        Self::of(body, ContentType::SVG, format!("{name}.svg"))
    }

    pub fn json(name: &str, body: Vec<u8>) -> Self {
        Self::of(body, ContentType::JSON, format!("{name}.json"))
    }

    /// Of another file, to be laid beside it; `name` is that file's, with its ending.
    pub fn signature(name: &str, signature: [u8; 64]) -> Self {
        Self::of(signature.to_vec(), ContentType::Binary, format!("{name}.sig"))
    }

    /// A key, as text.
    pub fn pem(name: &str, body: String) -> Self {
        let kind = ContentType::new("application", "x-pem-file");
        Self::of(body.into_bytes(), kind, format!("{name}.pem"))
    }

    fn of(body: Vec<u8>, kind: ContentType, name: String) -> Self {
        let disposition = format!("attachment; filename=\"{name}\"");
        Self { body, kind, disposition: Header::new("Content-Disposition", disposition) }
    }
}
