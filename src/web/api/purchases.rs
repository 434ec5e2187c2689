//! Purchases: the same workflows as the pages.

use rocket::http::Status;
use rocket::{State, get, patch, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::compliance_json::standing_of;
use super::paging::Paging;
use super::purchase_json::{LoggedPurchase, PurchaseJson};
use super::sent_purchase::{
    IdempotencyKey, IfMatch, KEY, NewPurchase, PurchaseChange, RECEIPT, Sent, SentReceipt,
};
use crate::files::Refusal;
use crate::rules::purchase::State as PurchaseState;
use crate::rules::{Period, problem};
use crate::standing::{assess, people};
use crate::store::purchases::{self, Purchase, Search};
use crate::web::answers::json::{Answer, Body, List, Tagged};
use crate::web::guards::viewer::{Caller, SignedIn};
use crate::web::input::query::Query;
use crate::web::{Failure, Pekan};
use crate::workflows::purchases::attach_receipts;
use crate::workflows::purchases::change::Decision;
use crate::workflows::purchases::log::Submission;
use crate::workflows::{self, Refused};

async fn in_sight(pekan: &Pekan, me: &SignedIn, id: i64) -> Result<Purchase, Failure> {
    let today = people::scope_day(me.now);
    let found = purchases::visible(pekan.store.reader(), &me.scope(), id, today).await?;
    found.ok_or_else(Failure::not_found)
}

async fn shown(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    status: Status,
) -> Result<Tagged<PurchaseJson>, Failure> {
    let purchase = in_sight(pekan, me, id).await?;
    let version = purchase.row.version;
    Ok(Tagged { version, answer: Answer(status, PurchaseJson::of(purchase, me.me.id)) })
}

/// The workflow speaks of the key as forms call it.
fn named(refused: Refused) -> Failure {
    let mut failure = Failure::from(refused);
    for problem in failure.problems.iter_mut().filter(|problem| problem.field == "key") {
        problem.field = KEY.into();
    }
    failure
}

/// Records a purchase. The same key and body again answer 200 with the same purchase.
#[utoipa::path(context_path = "/api", tag = "purchases",
    params(("Idempotency-Key" = String, Header)),
    request_body(content((NewPurchase = "application/json"), (String = "multipart/form-data")),
        description = "JSON, or a part `purchase` with it and up to five parts `receipt`"),
    responses((status = 201, body = LoggedPurchase), (status = 200, body = LoggedPurchase)))]
#[post("/v1/purchases", data = "<sent>")]
pub async fn log(
    caller: Caller,
    key: IdempotencyKey,
    sent: Sent,
    pekan: &State<Pekan>,
) -> Result<Tagged<LoggedPurchase>, Failure> {
    let me = caller.0;
    let Sent { purchase, files } = sent;
    let submission = Submission {
        owner: purchase.owner().map_err(Failure::invalid)?,
        draft: purchase.draft(files.came).map_err(Failure::invalid)?,
        key: key.0,
        kept: Vec::new(),
        needs_evidence: false,
    };
    // Judged before a file is kept, so that a purchase that cannot be leaves none.
    let ready = workflows::purchases::log::check(&pekan.store, &me.viewer, submission, me.now)
        .await
        .map_err(named)?;
    let mut kept = Vec::with_capacity(files.came);
    for file in files.taken {
        kept.push(pekan.storage.keep(file).await.map_err(unusable)?);
    }
    let logged = workflows::purchases::log::record(&pekan.store, ready, kept, me.now)
        .await
        .map_err(named)?;
    let status = if logged.created { Status::Created } else { Status::Ok };
    logged_answer(pekan, &me, logged.id, status).await
}

fn unusable(refusal: Refusal) -> Failure {
    Failure::upload(RECEIPT, &refusal)
}

async fn logged_answer(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    status: Status,
) -> Result<Tagged<LoggedPurchase>, Failure> {
    let purchase = in_sight(pekan, me, id).await?;
    let rulebook = &me.rulebook;
    let owner = people::by_id(&pekan.store, rulebook, &me.viewer, purchase.row.employee_id, me.now);
    let placements = owner.await?.ok_or_else(Failure::not_found)?.placements;
    let day = purchase.row.purchased_on;
    let period = Period::of(assess::kind_for(rulebook, &placements, day), day);
    let employee = (purchase.row.employee_id, placements);
    let told = (me.language, me.now);
    let compliance = standing_of(pekan, rulebook, employee, period, told).await?;
    let version = purchase.row.version;
    let body = LoggedPurchase {
        purchase: PurchaseJson::of(purchase, me.me.id),
        period: period.label(),
        compliance,
    };
    Ok(Tagged { version, answer: Answer(status, body) })
}

/// Adds a receipt to a purchase, until its deadline.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    request_body(content = String, content_type = "multipart/form-data",
        description = "One part `receipt`"),
    responses((status = 201, body = PurchaseJson)))]
#[post("/v1/purchases/<id>/receipts", data = "<sent>")]
pub async fn add_receipt(
    caller: Caller,
    id: i64,
    sent: SentReceipt,
    pekan: &State<Pekan>,
) -> Result<Tagged<PurchaseJson>, Failure> {
    let (me, store) = (caller.0, &pekan.store);
    let purchase = attach_receipts::may_add(store, &me.viewer, id, me.now).await?;
    let kept = pekan.storage.keep(sent.0).await.map_err(unusable)?;
    attach_receipts::add(store, &me.viewer, purchase, kept, me.now).await?;
    shown(pekan, &me, id, Status::Created).await
}

/// The purchases in sight, the newest record first.
#[utoipa::path(context_path = "/api", tag = "purchases",
    params(("from" = Option<String>, Query), ("to" = Option<String>, Query),
        ("employee" = Option<String>, Query, description = "A number"),
        ("office" = Option<String>, Query, description = "A code: that office and all below it"),
        ("state" = Option<String>, Query),
        ("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<PurchaseJson>)))]
#[get("/v1/purchases")]
pub async fn list(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<List<PurchaseJson>>, Failure> {
    let me = caller.0;
    let query = query.only(&["from", "to", "employee", "office", "state", "limit", "after"])?;
    let paging = Paging::read(&query)?;
    let (from, to) = query.days()?;
    let state = query.choice("state", PurchaseState::from_name)?;
    let scope = me.scope();
    let offices = query.offices(&me.rulebook.offices, &scope)?;
    let employee = match query.text("employee") {
        None => None,
        number => {
            let found = people::owner(&pekan.store, &me.rulebook, &me.viewer, number, me.now);
            Some(found.await?.ok_or_else(Failure::not_found)?.id)
        }
    };
    let (after, limit) = (paging.after, paging.to_ask());
    let search = Search { from, to, employee, offices, state, after, limit };
    let today = people::scope_day(me.now);
    let found = purchases::search(pekan.store.reader(), &scope, &search, today).await?;
    Ok(Answer::ok(paging.list(
        found,
        |purchase| purchase.row.id,
        |purchase| PurchaseJson::of(purchase, me.me.id),
    )))
}

/// One purchase in sight.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, body = PurchaseJson)))]
#[get("/v1/purchases/<id>")]
pub async fn show(
    caller: Caller,
    id: i64,
    pekan: &State<Pekan>,
) -> Result<Tagged<PurchaseJson>, Failure> {
    shown(pekan, &caller.0, id, Status::Ok).await
}

/// Changes a purchase: its owner, until the deadline, while nobody has reviewed it.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = PurchaseChange,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `ETag`")),
    responses((status = 200, body = LoggedPurchase)))]
#[patch("/v1/purchases/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller,
    id: i64,
    version: IfMatch,
    body: Body<PurchaseChange>,
    pekan: &State<Pekan>,
) -> Result<Tagged<LoggedPurchase>, Failure> {
    let me = caller.0;
    let change = body.0.read().map_err(Failure::invalid)?;
    let change = |purchase: &Purchase| change.applied_to(purchase);
    workflows::purchases::change::edit(&pekan.store, &me.viewer, id, version.0, change, me.now)
        .await?;
    logged_answer(pekan, &me, id, Status::Ok).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

/// Voids a purchase: its owner until the deadline, a reviewer at any time.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = Reason,
    params(("id" = i64, Path)), responses((status = 200, body = PurchaseJson)))]
#[post("/v1/purchases/<id>/void", data = "<body>")]
pub async fn void(
    caller: Caller,
    id: i64,
    body: Body<Reason>,
    pekan: &State<Pekan>,
) -> Result<Tagged<PurchaseJson>, Failure> {
    let me = caller.0;
    workflows::purchases::change::void(&pekan.store, &me.viewer, id, &body.0.reason, me.now)
        .await?;
    shown(pekan, &me, id, Status::Ok).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// `verify` or `reject`.
    decision: String,
    /// Needed to reject.
    reason: Option<String>,
}

/// Verifies or rejects a purchase; never one's own.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = Review,
    params(("id" = i64, Path)), responses((status = 200, body = PurchaseJson)))]
#[post("/v1/purchases/<id>/review", data = "<body>")]
pub async fn review(
    caller: Caller,
    id: i64,
    body: Body<Review>,
    pekan: &State<Pekan>,
) -> Result<Tagged<PurchaseJson>, Failure> {
    let (me, Review { decision, reason }) = (caller.0, body.0);
    let decision = match decision.as_str() {
        "verify" => Decision::Verify,
        "reject" => Decision::Reject,
        other => {
            return Err(Failure::invalid(problem::shown("decision", "unknown-choice", other)));
        }
    };
    let (store, viewer) = (&pekan.store, &me.viewer);
    workflows::purchases::change::review(store, viewer, id, decision, reason.as_deref(), me.now)
        .await?;
    shown(pekan, &me, id, Status::Ok).await
}
