//! Style, scripts, fonts and icons, for anybody.

use std::path::PathBuf;

use rocket::{State, get};

use crate::web::answers::assets::{Asset, Unversioned};
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

/// The service worker that takes what other apps share: its scope is said by its address.
#[get("/belanja/dibagikan.js")]
pub fn shared_in(app: &State<AppState>) -> Result<Unversioned<'_>, HttpError> {
    let found = app.assets.by_name("js/shared_in.js");
    found.map(Unversioned).ok_or_else(HttpError::not_found)
}

/// The service worker that shows what is pushed to a phone.
#[get("/akun/ponsel.js")]
pub fn phone_worker(app: &State<AppState>) -> Result<Unversioned<'_>, HttpError> {
    let found = app.assets.by_name("js/phone_worker.js");
    found.map(Unversioned).ok_or_else(HttpError::not_found)
}
