//! The circulars of policies.

use rocket::data::{Data, FromData, Outcome};
use rocket::{Request, State, get, post};

use super::policies::PolicyJson;
use crate::files::Upload;
use crate::rules::PolicyId;
use crate::web::answers::file_response::FileResponse;
use crate::web::answers::http_error;
use crate::web::answers::json::Answer;
use crate::web::documents::policy_document::{self, download, unusable};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::multipart;
use crate::web::input::parts::invalid_field;
use crate::web::input::takes::Document;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::policies::attach_document;

/// The one part `document`.
pub struct SentDocument(Upload);

#[rocket::async_trait]
impl<'r> FromData<'r> for SentDocument {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match sent(request, data).await {
            Ok(file) => Outcome::Success(Self(file)),
            Err(error) => Outcome::Error(http_error::reject(request, error)),
        }
    }
}

async fn sent(request: &Request<'_>, data: Data<'_>) -> Result<Upload, HttpError> {
    let mut parts = multipart::read::<Document>(request, data, None).await?;
    parts.only(&[], &["document"])?;
    // A part without a file name is text, and no text is a PDF.
    if !parts.all("document").is_empty() {
        return Err(invalid_field("document", "document-not-pdf"));
    }
    policy_document::sent(parts.take_files())?.ok_or_else(|| invalid_field("document", "missing"))
}

/// Attaches the circular to a policy that has none: a PDF of 10 MiB at most.
#[utoipa::path(context_path = "/api", tag = "policies", params(("id" = i64, Path)),
    request_body(content = String, content_type = "multipart/form-data",
        description = "One part `document`"),
    responses((status = 201, body = PolicyJson)))]
#[post("/v1/policies/<id>/document", data = "<sent>")]
pub async fn attach(
    caller: Caller<Administrator>,
    id: UrlId<PolicyId>,
    sent: SentDocument,
    app: &State<AppState>,
) -> Result<Answer<PolicyJson>, HttpError> {
    let mut user = caller.0;
    let known = user.rulebook.policies.iter().find(|policy| policy.id == id.0).cloned();
    let policy = known.ok_or_else(HttpError::not_found)?;
    let stored = app.storage.store(sent.0).await.map_err(|refusal| unusable(&refusal))?;
    attach_document::attach(&app.store, &user.warrant(), id.0, &stored).await?;
    user.rulebook = app.store.rulebook().await?;
    Ok(Answer::created(PolicyJson::of(policy, &user)))
}

/// The circular of a policy, for whom the policy concerns.
#[utoipa::path(context_path = "/api", tag = "policies", params(("id" = i64, Path)),
    responses((status = 200, description = "PDF", content_type = "application/pdf")))]
#[get("/v1/policies/<id>/document")]
pub async fn show(
    caller: Caller,
    id: UrlId<PolicyId>,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    download(app, &caller.0, id.0, "policy").await
}
