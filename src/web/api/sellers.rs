//! Sellers.

use rocket::{State, get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use super::seller_json::{
    ClassBody, IneligibleBody, NewSeller, SellerChange, SellerJson, SellerRecord,
};
use super::sent_purchase::MayMatch;
use crate::rules::qris::QrisCheck;
use crate::rules::seller::{self, SellerState};
use crate::rules::seller_class::SpanDraft;
use crate::rules::{Problem, SellerId, SellerMergeId};
use crate::store::seller_classes;
use crate::store::seller_search;
use crate::store::sellers;
use crate::web::answers::json::{Answer, Body, List, Tagged};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::sellers::{self as verbs, Draft, Seen};
use crate::workflows::{Warrant, WorkflowError};

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct SellerQuery {
        /// Beginnings of words: each begins a word of the name, the sub-district or the market
        pub q: Option<String>,
        /// `waiting` for those whose code was scanned for the first time, `changed` for those whose code has come
        /// back with another name or other criteria
        #[param(value_type = Option<String>)]
        pub qris_check: Option<QrisCheck>,
    }
}

/// The sellers that are known, in the order in which they became so.
#[utoipa::path(context_path = "/api", tag = "sellers",
    params(SellerQuery, Paging),
    responses((status = 200, body = List<SellerJson>)))]
#[get("/v1/sellers")]
pub async fn list(
    _caller: Caller,
    query: Query<(SellerQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<SellerJson>>, HttpError> {
    let (query, paging) = query.0;
    let text = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let db = app.store.reader();
    let after = paging.after.map(SellerId);
    let found = match query.qris_check {
        Some(check) => sellers::of_check(db, check, after, paging.to_ask()).await?,
        None => seller_search::first(db, text, after, paging.to_ask()).await?,
    };
    let mut classes = seller_classes::of_many(db, found.iter().map(|seller| seller.id)).await?;
    Ok(Answer::ok(paging.list(
        found,
        |seller| seller.id,
        |seller| {
            let own = classes.remove(&seller.id).unwrap_or_default();
            SellerJson::of(seller, own)
        },
    )))
}

/// Adds a seller, confirmed at once.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = NewSeller,
    responses((status = 201, body = SellerJson)))]
#[post("/v1/sellers", data = "<body>")]
pub async fn add(
    caller: Caller<SellerOfficer>,
    body: Body<NewSeller>,
    app: &State<AppState>,
) -> Result<Answer<SellerJson>, HttpError> {
    let (user, body) = (caller.0, body.0);
    let draft = Draft { details: body.details(), classes: spans(body.classes) };
    let (seller, classes) = verbs::add(&app.store, &user.warrant(), draft).await?;
    Ok(Answer::created(SellerJson::of(seller, classes)))
}

fn spans(classes: Vec<ClassBody>) -> Vec<SpanDraft> {
    classes.into_iter().map(Into::into).collect()
}

/// One seller with all that is known of it, for those who keep the sellers.
#[utoipa::path(context_path = "/api", tag = "sellers", params(("id" = i64, Path)),
    responses((status = 200, body = SellerRecord)))]
#[get("/v1/sellers/<id>")]
pub async fn show(
    _caller: Caller<SellerOfficer>,
    id: UrlId<SellerId>,
    app: &State<AppState>,
) -> Result<Tagged<SellerRecord>, HttpError> {
    record(app, id.0).await
}

async fn record(app: &AppState, id: SellerId) -> Result<Tagged<SellerRecord>, HttpError> {
    let db = app.store.reader();
    let seller = sellers::by_id(db, id).await?.ok_or_else(HttpError::not_found)?;
    let classes = seller_classes::of_many(db, [id]).await?.remove(&id).unwrap_or_default();
    let version = seller.version;
    Ok(Tagged { answer: Answer::ok(SellerRecord::of(seller, classes)), version })
}

/// Changes what is known of a seller, confirms it, marks it as no small business, changes its classes, or says
/// that its code was looked at. What was bought there is counted by what it was on its day; closed periods are
/// amended. All but classes and the look at a code want `If-Match`.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = SellerChange,
    params(("id" = i64, Path), ("If-Match" = Option<String>, Header, description = "The `ETag`")),
    responses((status = 200, body = SellerRecord)))]
#[patch("/v1/sellers/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller<SellerOfficer>,
    id: UrlId<SellerId>,
    version: MayMatch,
    body: Body<SellerChange>,
    app: &State<AppState>,
) -> Result<Tagged<SellerRecord>, HttpError> {
    let user = caller.0;
    change(app, &user.warrant(), (id.0, version.0), body.0).await?;
    record(app, id.0).await
}

async fn change(
    app: &AppState,
    warrant: &Warrant,
    (id, mut seen): (SellerId, Seen),
    body: SellerChange,
) -> Result<(), HttpError> {
    let store = &app.store;
    let details = body.details();
    let SellerChange { state, classes, qris_check, ineligible, .. } = body;
    let is_changed = details != seller::Draft::default();
    let is_decided = state.is_some() || ineligible.is_some();
    if !is_changed && !is_decided && classes.is_none() && qris_check.is_none() {
        return Err(HttpError::invalid(Problem::new("classes", "missing")));
    }
    if (is_changed || is_decided) && seen.is_none() {
        return Err(WorkflowError::Unseen.into());
    }
    // What comes after the first change is about what that has made.
    if is_changed {
        verbs::edit(store, warrant, (id, seen.take()), details).await?;
    }
    if let Some(state) = state {
        must_confirm(&state)?;
        verbs::confirm(store, warrant, (id, seen.take())).await?;
    }
    if let Some(IneligibleBody { from, until, reason }) = ineligible {
        let mark = verbs::Mark { from, until, reason };
        verbs::mark(store, warrant, (id, seen.take()), &mark).await?;
    }
    if let Some(decision) = qris_check {
        verbs::check_code(store, warrant, (id, seen.take()), &decision).await?;
    }
    if let Some(classes) = classes {
        verbs::classify(store, warrant, (id, seen.take()), &spans(classes)).await?;
    }
    Ok(())
}

/// Nobody but a reviewer doubts, and nothing is proposed again.
fn must_confirm(state: &str) -> Result<(), HttpError> {
    if SellerState::from_name(state) == Some(SellerState::Confirmed) {
        return Ok(());
    }
    let unknown = crate::rules::problem::problem_with_value("state", "unknown-choice", state);
    Err(HttpError::invalid(unknown))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// The id of the seller that stays.
    into: i64,
}

/// Merges a seller into another that is the same: what was bought there follows. Answers with the one that stays.
#[utoipa::path(context_path = "/api", tag = "sellers", request_body = MergeBody,
    params(("id" = i64, Path), ("If-Match" = Option<String>, Header, description = "The `ETag`")),
    responses((status = 200, body = SellerRecord)))]
#[post("/v1/sellers/<id>/merge", data = "<body>")]
pub async fn merge(
    caller: Caller<SellerOfficer>,
    id: UrlId<SellerId>,
    version: MayMatch,
    body: Body<MergeBody>,
    app: &State<AppState>,
) -> Result<Tagged<SellerRecord>, HttpError> {
    let (user, kept) = (caller.0, SellerId(body.0.into));
    verbs::merge(&app.store, &user.warrant(), (id.0, version.0), kept).await?;
    record(app, kept).await
}

/// Takes a merge back. Answers with the seller that is there again.
#[utoipa::path(context_path = "/api", tag = "sellers", params(("id" = i64, Path)),
    responses((status = 200, body = SellerRecord)))]
#[post("/v1/sellers/merges/<id>/undo")]
pub async fn undo_merge(
    caller: Caller<SellerOfficer>,
    id: UrlId<SellerMergeId>,
    app: &State<AppState>,
) -> Result<Tagged<SellerRecord>, HttpError> {
    let user = caller.0;
    let seller = verbs::undo_merge(&app.store, &user.warrant(), id.0).await?;
    record(app, seller.id).await
}
