//! Purchases: the same workflows as the pages.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rocket::http::Status;
use rocket::{State, get, patch, post};
use utoipa::IntoParams;

use super::compliance_json::standing_of;
use super::paging::Paging;
use super::purchase_json::{LoggedPurchase, PurchaseJson};
use super::sent_purchase::{
    IdempotencyKey, IfMatch, KEY, NewPurchase, PurchaseChange, RECEIPT, Sent, SentReceipt,
};
use crate::files::UploadError;
use crate::rules::problem::Problem;
use crate::rules::purchase::State as PurchaseState;
use crate::rules::{Period, Placement, PurchaseId, period_kind};
use crate::standing::people;
use crate::store::placements;
use crate::store::purchases::{self, Purchase, Search};
use crate::web::answers::json::{Answer, Body, List, Tagged};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::opened_names::note_people;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::attach_receipts;
use crate::workflows::purchases::edit::Edit;
use crate::workflows::purchases::log::{Submission, Together};
use crate::workflows::{self, WorkflowError};

/// With the placements of the buyer.
async fn in_sight(
    app: &AppState,
    user: &SignedIn,
    id: PurchaseId,
) -> Result<(Purchase, Vec<Placement>), HttpError> {
    let db = app.store.reader();
    let found = purchases::visible_with_placements(db, &user.sight(), id).await?;
    found.ok_or_else(HttpError::not_found)
}

pub(super) async fn view(
    app: &AppState,
    user: &SignedIn,
    id: PurchaseId,
    status: Status,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    let (purchase, placements) = in_sight(app, user, id).await?;
    let version = purchase.row.version;
    let purchase_json = PurchaseJson::of(purchase, &placements, user);
    Ok(Tagged { version, answer: Answer(status, purchase_json) })
}

/// The workflow speaks of the key as forms call it.
fn named(refused: WorkflowError) -> HttpError {
    let mut error = HttpError::from(refused);
    for problem in error.problems.iter_mut().filter(|problem| problem.field == "key") {
        problem.field = KEY.into();
    }
    error
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
    app: &State<AppState>,
) -> Result<Tagged<LoggedPurchase>, HttpError> {
    let user = caller.0;
    let Sent { purchase, files } = sent;
    let submission = Submission {
        owner: purchase.owner().map_err(HttpError::invalid)?,
        shared_with: purchase.shared_with(),
        // Nobody is asked: reviewers are told.
        together: Together::Said(false),
        draft: purchase.draft(files.came).map_err(HttpError::invalid)?,
        key: key.0,
        uploaded_before: Vec::new(),
        needs_evidence: false,
    };
    // Judged before a file is kept, so that a purchase that cannot be leaves none.
    let warrant = user.warrant();
    let ready =
        workflows::purchases::log::check(&app.store, &warrant, submission).await.map_err(named)?;
    let mut taken = files.taken;
    if ready.is_retry() {
        let mut hashes = Vec::with_capacity(taken.len());
        for file in &mut taken {
            hashes.push(file.sha256().await.map_err(unusable)?);
        }
        ready.must_be_the_same(&hashes).map_err(named)?;
    }
    let mut stored = Vec::with_capacity(files.came);
    for file in taken {
        stored.push(app.storage.store(file).await.map_err(unusable)?);
    }
    let logged = workflows::purchases::record::record(&app.store, &warrant, ready, stored)
        .await
        .map_err(named)?;
    let status = if logged.created { Status::Created } else { Status::Ok };
    logged_answer(app, &user, logged.id, status).await
}

fn unusable(refusal: UploadError) -> HttpError {
    HttpError::upload(RECEIPT, &refusal)
}

async fn logged_answer(
    app: &AppState,
    user: &SignedIn,
    id: PurchaseId,
    status: Status,
) -> Result<Tagged<LoggedPurchase>, HttpError> {
    let (purchase, placements) = in_sight(app, user, id).await?;
    let rulebook = &user.rulebook;
    let day = purchase.row.purchased_on;
    let period = Period::of(period_kind::of_employee(rulebook, &placements, day), day);
    let version = purchase.row.version;
    let owner = purchase.row.employee_id;
    let purchase_json = PurchaseJson::of(purchase, &placements, user);
    let described = (user.language, user.now);
    let compliance = standing_of(app, rulebook, (owner, placements), period, described).await?;
    let body = LoggedPurchase { purchase: purchase_json, period: period.label(), compliance };
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
    id: UrlId<PurchaseId>,
    sent: SentReceipt,
    app: &State<AppState>,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    let (user, store) = (caller.0, &app.store);
    let warrant = user.warrant();
    attach_receipts::may_add(store, &warrant, id.0).await?;
    let stored = app.storage.store(sent.0).await.map_err(unusable)?;
    attach_receipts::add(store, &warrant, id.0, stored).await?;
    view(app, &user, id.0, Status::Created).await
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct PurchaseQuery {
        pub from: Option<NaiveDate>,
        pub to: Option<NaiveDate>,
        /// A number
        pub employee: Option<String>,
        /// A code: that office and all below it
        pub office: Option<String>,
        #[param(value_type = Option<String>)]
        pub state: Option<PurchaseState>,
    }
}

const MOST_DAYS: i64 = 5 * 366;

impl PurchaseQuery {
    /// Two days, both included, the first not after the second and not years apart.
    fn days(&self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Problem> {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            if to < from {
                return Err(Problem::new("to", "ends-before-start"));
            }
            if (to - from).num_days() > MOST_DAYS {
                return Err(Problem::new("to", "too-many-days").with("most", MOST_DAYS));
            }
        }
        Ok((self.from, self.to))
    }
}

/// The purchases in sight, the newest record first.
#[utoipa::path(context_path = "/api", tag = "purchases",
    params(PurchaseQuery, Paging),
    responses((status = 200, body = List<PurchaseJson>)))]
#[get("/v1/purchases")]
pub async fn list(
    caller: Caller,
    query: Query<(PurchaseQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<PurchaseJson>>, HttpError> {
    let user = caller.0;
    let (query, paging) = query.0;
    let (from, to) = query.days().map_err(HttpError::invalid)?;
    let state = query.state;
    let offices = user.subtree_in_sight(query.office.as_deref())?;
    let employee = match query.employee.as_deref() {
        None => None,
        number => {
            let found = people::owner(&app.store, &user.rulebook, &user.viewer, number, user.now);
            Some(found.await?.ok_or_else(HttpError::not_found)?.id)
        }
    };
    let (after, limit) = (paging.after.map(PurchaseId), paging.to_ask());
    let search = Search { from, to, employee, offices, state, after, limit };
    let db = app.store.reader();
    let found = purchases::search(db, &user.sight(), &search).await?;
    let owners: BTreeSet<_> = found.iter().map(|purchase| purchase.row.employee_id).collect();
    let places = placements::of_many(db, owners).await?;
    note_people(&app.store, &user, &places).await;
    Ok(Answer::ok(paging.list(
        found,
        |purchase| purchase.row.id,
        |purchase| {
            let own = places.get(&purchase.row.employee_id).map(Vec::as_slice);
            PurchaseJson::of(purchase, own.unwrap_or_default(), &user)
        },
    )))
}

/// One purchase in sight.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, body = PurchaseJson)))]
#[get("/v1/purchases/<id>")]
pub async fn show(
    caller: Caller,
    id: UrlId<PurchaseId>,
    app: &State<AppState>,
) -> Result<Tagged<PurchaseJson>, HttpError> {
    view(app, &caller.0, id.0, Status::Ok).await
}

/// Changes a purchase: its owner, until the first deadline of any period that holds the old day or the
/// new, while nobody has reviewed it.
#[utoipa::path(context_path = "/api", tag = "purchases", request_body = PurchaseChange,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `ETag`")),
    responses((status = 200, body = LoggedPurchase)))]
#[patch("/v1/purchases/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller,
    id: UrlId<PurchaseId>,
    version: IfMatch,
    body: Body<PurchaseChange>,
    app: &State<AppState>,
) -> Result<Tagged<LoggedPurchase>, HttpError> {
    let user = caller.0;
    let change = body.0.read().map_err(HttpError::invalid)?;
    let change = move |purchase: &Purchase| change.applied_to(purchase);
    let edit = Edit::of(id.0, version.0);
    workflows::purchases::edit::edit(&app.store, &user.warrant(), edit, change).await?;
    logged_answer(app, &user, id.0, Status::Ok).await
}
