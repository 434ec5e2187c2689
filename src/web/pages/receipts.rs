//! Receipts as files, for the pages that show them.

use rocket::{State, get};

use crate::files::Rendition;
use crate::web::answers::kept_file::{KeptFile, Manner};
use crate::web::documents::receipt_file;
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, Failure};

/// What a saved file is called.
const NAME: &str = "struk";

#[get("/struk/<id>")]
pub async fn show(id: i64, user: SignedIn, app: &State<AppState>) -> Result<KeptFile, Failure> {
    receipt_file::open(app, &user, id, Rendition::Full, Manner::Look, NAME).await
}

#[get("/struk/<id>/kecil")]
pub async fn small(id: i64, user: SignedIn, app: &State<AppState>) -> Result<KeptFile, Failure> {
    receipt_file::open(app, &user, id, Rendition::Thumbnail, Manner::Look, NAME).await
}
