//! What becomes of a purchase: voided, verified, sent back.

use rocket::http::Status;
use rocket::{State, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::purchase_json::PurchaseJson;
use super::purchases::view;
use super::sent_purchase::MayMatch;
use crate::rules::PurchaseId;
use crate::rules::problem;
use crate::web::answers::json::{Body, Tagged};
use crate::web::guards::caller::Caller;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::change::{self, Decision};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

/// Voids a purchase: its owner until that deadline, a reviewer at any time, who says what they saw.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = Reason,
    params(("id" = i64, Path),
        ("If-Match" = Option<String>, Header, description = "The `ETag`; a reviewer has to send it")),
    responses((status = 200, body = PurchaseJson)))]
#[post("/v1/purchases/<id>/void", data = "<body>")]
pub async fn void(
    caller: Caller,
    id: UrlId<PurchaseId>,
    seen: MayMatch,
    body: Body<Reason>,
    app: &State<AppState>,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    let user = caller.0;
    change::void(&app.store, &user.warrant(), (id.0, seen.0), &body.0.reason).await?;
    view(app, &user, id.0, Status::Ok).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// `verify` or `reject`.
    decision: String,
    /// Needed to reject.
    reason: Option<String>,
}

/// Verifies or rejects a purchase; never one's own, nor one that one recorded for somebody.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = Review,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `ETag`")),
    responses((status = 200, body = PurchaseJson)))]
#[post("/v1/purchases/<id>/review", data = "<body>")]
pub async fn review(
    caller: Caller,
    id: UrlId<PurchaseId>,
    seen: MayMatch,
    body: Body<Review>,
    app: &State<AppState>,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    let (user, Review { decision, reason }) = (caller.0, body.0);
    let decision = match decision.as_str() {
        "verify" => Decision::Verify,
        "reject" => Decision::Reject,
        other => {
            return Err(HttpError::invalid(problem::problem_with_value(
                "decision",
                "unknown-choice",
                other,
            )));
        }
    };
    let version = seen.0.ok_or(WorkflowError::Unseen)?;
    let (seen, reason) = ((id.0, version), reason.as_deref());
    change::review(&app.store, &user.warrant(), seen, decision, reason).await?;
    view(app, &user, id.0, Status::Ok).await
}
