//! Style, scripts, fonts, icons: embedded in the binary, texts with their compressed forms, under an
//! address that changes with them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use rocket::Request;
use rocket::http::{ContentType, Header};
use rocket::response::{self, Responder};
use rust_embed::Embed;

use super::compression::Prepared;
use crate::secret;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// A file as `build.rs` compressed it.
struct Compressed {
    name: &'static str,
    /// Of the bytes that were compressed. A debug build reads the files from disk, where they may
    /// have changed since.
    source: u64,
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/compressed.rs"));

/// The files of this build, and the address under which they are served.
pub struct Assets {
    pub prefix: String,
    files: HashMap<String, Asset>,
}

pub struct Asset {
    body: Prepared,
    content_type: ContentType,
}

impl Assets {
    pub fn new() -> Self {
        let mut content = Vec::new();
        let mut files = HashMap::new();
        // What describes the files of others is for readers of the sources.
        for name in Files::iter().filter(|name| !name.ends_with(".md")) {
            content.extend_from_slice(name.as_bytes());
            if let Some(file) = Files::get(&name) {
                content.extend_from_slice(&file.data);
                files.insert(name.clone().into_owned(), Asset::new(&name, file.data));
            }
        }
        Self { prefix: format!("/static/{}", &secret::sha256(content)[..12]), files }
    }

    /// A file of this build by its name alone.
    pub fn by_name(&self, path: &str) -> Option<&Asset> {
        self.files.get(path)
    }

    /// A file of this build; one of another build is gone, so that no page mixes two.
    pub fn get(&self, build: &str, path: &str) -> Option<&Asset> {
        let own = self.prefix.strip_prefix("/static/") == Some(build);
        self.files.get(path).filter(|_| own)
    }
}

/// A file under an address that stays the same: browsers ask each time whether it has changed.
pub struct Unversioned<'r>(pub &'r Asset);

impl<'r> Responder<'r, 'r> for Unversioned<'r> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let mut response = self.0.respond_to(request)?;
        response.set_header(Header::new("Cache-Control", "no-cache"));
        Ok(response)
    }
}

impl Asset {
    fn new(name: &str, plain: Cow<'static, [u8]>) -> Self {
        let mut source = DefaultHasher::new();
        source.write(&plain);
        let source = source.finish();
        let compressed = COMPRESSED.iter().find(|one| one.name == name && one.source == source);
        let content_type = match name.rsplit('.').next().unwrap_or_default() {
            "webmanifest" => ContentType::new("application", "manifest+json"),
            other => ContentType::from_extension(other).unwrap_or(ContentType::Binary),
        };
        let body = Prepared {
            plain,
            brotli: compressed.map(|one| one.brotli),
            gzip: compressed.map(|one| Cow::Borrowed(one.gzip)),
        };
        Self { body, content_type }
    }
}

impl<'r> Responder<'r, 'r> for &'r Asset {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        let mut response = self.body.respond(request);
        response.set_header(self.content_type.clone());
        response.set_header(Header::new("Cache-Control", "public, max-age=31536000, immutable"));
        Ok(response)
    }
}
