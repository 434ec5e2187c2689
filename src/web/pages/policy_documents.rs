//! The circular on which a policy rests, for everybody whom the policy concerns.

use rocket::{State, get};

use crate::rules::PolicyId;
use crate::web::answers::file_response::FileResponse;
use crate::web::documents::policy_document::download;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};

#[get("/kebijakan/<id>/dokumen")]
pub async fn show(
    id: UrlId<PolicyId>,
    user: SignedIn,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    download(app, &user, id.0, "kebijakan").await
}
