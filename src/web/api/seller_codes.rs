//! Sellers by the codes on their counters.

use rocket::data::{Data, FromData, Outcome};
use rocket::{Request, State, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::seller_json::SellerJson;
use super::sent_purchase;
use crate::files::Upload;
use crate::store::seller_classes;
use crate::web::answers::http_error;
use crate::web::answers::json::{Answer, Body};
use crate::web::documents::code_photo::{self, CODE};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::invalid_field;
use crate::web::input::takes::Code;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QrisBody {
    /// The text of the code.
    payload: String,
}

/// Whom a code names.
#[derive(Serialize, ToSchema)]
pub struct ScannedJson {
    seller: SellerJson,
    /// Whether nobody has scanned it before.
    is_new: bool,
    /// Whether the merchant number is known with another name or other criteria: somebody will look at it.
    differs: bool,
    /// Whole rupiah, where the code asks for an amount.
    amount: Option<i64>,
}

/// Finds the seller of a QRIS code, or makes it known. 422 says why a code names no seller: a wrong
/// checksum, a transfer between people, another country.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = QrisBody,
    responses((status = 200, body = ScannedJson)))]
#[post("/v1/sellers/qris", data = "<body>")]
pub async fn by_qris(
    caller: Caller,
    body: Body<QrisBody>,
    app: &State<AppState>,
) -> Result<Answer<ScannedJson>, HttpError> {
    scanned(app, &caller.0, &body.0.payload).await
}

/// The one part `code`.
pub struct CodePhoto(Upload);

#[rocket::async_trait]
impl<'r> FromData<'r> for CodePhoto {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match sent(request, data).await {
            Ok(file) => Outcome::Success(Self(file)),
            Err(error) => Outcome::Error(http_error::reject(request, error)),
        }
    }
}

async fn sent(request: &Request<'_>, data: Data<'_>) -> Result<Upload, HttpError> {
    let mut parts = sent_purchase::parts::<Code>(request, data, &[]).await?;
    code_photo::sent(parts.take_files())?.ok_or_else(|| invalid_field(CODE, "missing"))
}

/// The same with a photo of the code: JPEG, PNG or WebP of 10 MiB at most, of which nothing is stored. 422 on
/// `code` where none is found on it.
#[utoipa::path(context_path = "/api", tag = "sellers",
    request_body(content = String, content_type = "multipart/form-data",
        description = "One part `code`"),
    responses((status = 200, body = ScannedJson)))]
#[post("/v1/sellers/qris/photo", data = "<sent>")]
pub async fn by_photo(
    caller: Caller,
    sent: CodePhoto,
    app: &State<AppState>,
) -> Result<Answer<ScannedJson>, HttpError> {
    let payload = code_photo::text(app, sent.0).await?;
    scanned(app, &caller.0, &payload).await
}

async fn scanned(
    app: &AppState,
    user: &SignedIn,
    payload: &str,
) -> Result<Answer<ScannedJson>, HttpError> {
    let found = workflows::sellers::by_qris(&app.store, &user.warrant(), payload).await?;
    let (id, differs) = (found.seller.id, found.differs);
    let classes = seller_classes::of_many(app.store.reader(), [id]).await?.remove(&id);
    Ok(Answer::ok(ScannedJson {
        differs,
        is_new: found.is_new,
        amount: found.merchant.amount,
        seller: SellerJson::of(found.seller, classes.unwrap_or_default()),
    }))
}
