//! Style, scripts, fonts and icons, for anybody.

use std::path::PathBuf;

use rocket::{State, get};

use crate::web::answers::assets::Asset;
use crate::web::{AppState, HttpError};

#[get("/static/<build>/<path..>")]
pub fn show<'r>(
    build: &str,
    path: PathBuf,
    app: &'r State<AppState>,
) -> Result<&'r Asset, HttpError> {
    let found = path.to_str().and_then(|path| app.assets.get(build, path));
    found.ok_or_else(HttpError::not_found)
}
