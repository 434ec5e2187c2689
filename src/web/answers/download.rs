//! A file of ours that is saved, never shown.

use rocket::Responder;
use rocket::http::{ContentType, Header};

/// What it is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Csv,
    Xlsx,
    Pdf,
    Svg,
    Json,
    Zip,
}

impl Kind {
    pub fn content_type(self) -> ContentType {
        match self {
            Self::Csv => ContentType::new("text", "csv").with_params(("charset", "utf-8")),
            Self::Xlsx => {
                let kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                ContentType::new("application", kind)
            }
            Self::Pdf => ContentType::PDF,
            Self::Svg => ContentType::SVG,
            Self::Json => ContentType::JSON,
            Self::Zip => ContentType::ZIP,
        }
    }

    /// The header under which it is saved; `name` has no ending, and nothing that would have to be quoted.
    pub(super) fn disposition(self, name: &str) -> Header<'static> {
        let ending = match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Zip => "zip",
        };
        saved_as(&format!("{name}.{ending}"))
    }
}

fn saved_as(name: &str) -> Header<'static> {
    Header::new("Content-Disposition", format!("attachment; filename=\"{name}\""))
}

#[derive(Responder)]
pub struct Download {
    body: Vec<u8>,
    kind: ContentType,
    disposition: Header<'static>,
}

impl Download {
    pub fn of(kind: Kind, name: &str, body: Vec<u8>) -> Self {
        Self { body, kind: kind.content_type(), disposition: kind.disposition(name) }
    }

    /// Of another file, to be laid beside it; `name` is that file's, with its ending.
    pub fn signature(name: &str, signature: [u8; 64]) -> Self {
        let disposition = saved_as(&format!("{name}.sig"));
        Self { body: signature.to_vec(), kind: ContentType::Binary, disposition }
    }

    /// A key, as text.
    pub fn pem(name: &str, body: String) -> Self {
        let kind = ContentType::new("application", "x-pem-file");
        Self { body: body.into_bytes(), kind, disposition: saved_as(&format!("{name}.pem")) }
    }
}
