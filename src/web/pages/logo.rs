//! The picture of the institution, for anybody: it stands on the page where people sign in.

use rocket::http::{ContentType, Header};
use rocket::{Responder, State, get};

use crate::store::logos;
use crate::web::{AppState, HttpError};

#[derive(Responder)]
pub struct Picture {
    bytes: Vec<u8>,
    kind: ContentType,
    policy: Header<'static>,
    cache: Header<'static>,
}

/// A picture never changes under its address; one that was replaced is gone.
#[get("/logo/<sha256>")]
pub async fn show(sha256: &str, app: &State<AppState>) -> Result<Picture, HttpError> {
    let bytes = logos::bytes(app.store.reader(), sha256).await?.ok_or_else(HttpError::not_found)?;
    Ok(Picture {
        bytes,
        kind: ContentType::JPEG,
        policy: Header::new("Content-Security-Policy", "default-src 'none'; sandbox"),
        cache: Header::new("Cache-Control", "public, max-age=31536000, immutable"),
    })
}
