//! Style, scripts, fonts, icons: embedded in the binary, under an address that changes with them.

use std::borrow::Cow;

use rocket::http::{ContentType, Header, Status};
use rocket::{Responder, Route, State, get, routes};
use rust_embed::Embed;

use super::Pekan;
use crate::secret;

#[derive(Embed)]
#[folder = "static/"]
#[exclude = "*.md"]
#[exclude = "*.sha256"]
struct Files;

/// The address under which the files of this build are served.
pub struct Assets {
    pub prefix: String,
}

impl Assets {
    pub fn new() -> Self {
        let mut content = Vec::new();
        for name in Files::iter() {
            content.extend_from_slice(name.as_bytes());
            if let Some(file) = Files::get(&name) {
                content.extend_from_slice(&file.data);
            }
        }
        Self { prefix: format!("/static/{}", &secret::sha256(content)[..12]) }
    }
}

#[derive(Responder)]
struct Asset {
    body: Cow<'static, [u8]>,
    content_type: ContentType,
    cache: Header<'static>,
}

pub fn routes() -> Vec<Route> {
    routes![asset]
}

/// A file of this build; one of another build is gone, so that no page mixes two.
#[get("/static/<build>/<path..>")]
fn asset(build: &str, path: std::path::PathBuf, pekan: &State<Pekan>) -> Result<Asset, Status> {
    if pekan.assets.prefix != format!("/static/{build}") {
        return Err(Status::NotFound);
    }
    let file = path.to_str().and_then(Files::get).ok_or(Status::NotFound)?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let content_type = match extension {
        "webmanifest" => ContentType::new("application", "manifest+json"),
        other => ContentType::from_extension(other).unwrap_or(ContentType::Binary),
    };
    let cache = Header::new("Cache-Control", "public, max-age=31536000, immutable");
    Ok(Asset { body: file.data, content_type, cache })
}
