//! Parts of receipts that several people share.

use chrono::NaiveDate;
use rocket::http::Status;
use rocket::{State, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::purchase_json::PurchaseJson;
use super::purchases::view;
use crate::rules::SharedPartId;
use crate::rules::money::AmountInput;
use crate::store::shared_parts::{self, OpenPart};
use crate::web::answers::json::{Answer, Body, List, Tagged};
use crate::web::guards::caller::Caller;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::answer_part::{self, Asked};
use crate::workflows::purchases::change_part;

/// A part that waits for the caller's answer.
#[derive(Serialize, ToSchema)]
pub struct OpenPartJson {
    #[schema(value_type = i64)]
    id: SharedPartId,
    /// Rupiah.
    amount: i64,
    purchased_on: NaiveDate,
    /// The name of the seller.
    seller: String,
    /// The name of the colleague who recorded the receipt.
    proposed_by: String,
}

impl From<OpenPart> for OpenPartJson {
    fn from(part: OpenPart) -> Self {
        let OpenPart { id, amount, purchased_on, seller_id: _, seller, proposer } = part;
        Self { id, amount, purchased_on, seller, proposed_by: proposer }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartChange {
    /// Rupiah.
    amount: i64,
}

/// Parts of colleagues' receipts that wait for the caller's answer, the oldest first. Until then they count for
/// nobody.
#[utoipa::path(context_path = "/api", tag = "me",
    responses((status = 200, body = List<OpenPartJson>)))]
#[get("/v1/me/shared")]
pub async fn list(
    caller: Caller,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<OpenPartJson>>, HttpError> {
    let open = shared_parts::open_of(app.store.reader(), caller.0.employee.id).await?;
    let items = open.into_iter().map(OpenPartJson::from).collect();
    Ok(Answer::ok(List { items, next: None }))
}

/// It was the caller's: recorded now as a purchase of theirs, with the same receipt. The same again answers 200
/// with the same purchase.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 201, body = PurchaseJson), (status = 200, body = PurchaseJson)))]
#[post("/v1/shared/<id>/confirm")]
pub async fn confirm(
    caller: Caller,
    id: UrlId<SharedPartId>,
    app: &State<AppState>,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    let (user, asked) = (caller.0, Asked::default());
    let recorded = answer_part::confirm(&app.store, &user.warrant(), id.0, asked).await?;
    let status = if recorded.created { Status::Created } else { Status::Ok };
    view(app, &user, recorded.id, status).await
}

/// It was not the caller's.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 204)))]
#[post("/v1/shared/<id>/decline")]
pub async fn decline(
    caller: Caller,
    id: UrlId<SharedPartId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    answer_part::decline(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}

/// Takes back a part that the caller has proposed and nobody has answered.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 204)))]
#[post("/v1/shared/<id>/withdraw")]
pub async fn withdraw(
    caller: Caller,
    id: UrlId<SharedPartId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    change_part::withdraw(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}

/// Changes what such a part comes to: at most what the other parts leave of the receipt.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = PartChange,
    params(("id" = i64, Path)), responses((status = 204)))]
#[patch("/v1/shared/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller,
    id: UrlId<SharedPartId>,
    body: Body<PartChange>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let amount = AmountInput::Rupiah(body.0.amount);
    change_part::change(&app.store, &caller.0.warrant(), id.0, amount).await?;
    Ok(Status::NoContent)
}
