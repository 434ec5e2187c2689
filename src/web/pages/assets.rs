//! Style, scripts, fonts and icons, for anybody.

use std::path::PathBuf;

use rocket::{State, get};

use crate::web::answers::assets::Asset;
use crate::web::{AppState, Failure};

#[get("/static/<build>/<path..>")]
pub fn show<'r>(
    build: &str,
    path: PathBuf,
    app: &'r State<AppState>,
) -> Result<&'r Asset, Failure> {
    let found = path.to_str().and_then(|path| app.assets.get(build, path));
    found.ok_or_else(Failure::not_found)
}
