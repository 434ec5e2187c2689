//! Periods: whether they are closed, and what was amended since.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::amendment::{Decision, State as AmendmentState};
use crate::rules::{AmendmentId, Period, close};
use crate::store::amendments::Search;
use crate::store::closings;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::views::amendments::{self, AmendmentView};
use crate::web::{AppState, HttpError};
use crate::workflows::closing::close_period::{self, IN_A_REQUEST};
use crate::workflows::closing::decide_amendment::{self, Which};

#[derive(Serialize, ToSchema)]
pub struct PeriodJson {
    /// `2026-W47` or `2026-11`.
    period: String,
    start: NaiveDate,
    end: NaiveDate,
    /// The last day on which recording is on time for anybody.
    deadline: NaiveDate,
    /// `open`, `closing` or `closed`, for all offices at once.
    state: String,
    /// From when on it may be closed: its last deadline has passed in the last zone with an office.
    due_at: DateTime<Utc>,
    begun_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    /// How many people the close is about, and how many of them are stored.
    people: Option<i64>,
    done: Option<i64>,
    /// The newest first; those of people in sight.
    amendments: Vec<AmendmentView>,
    /// What to give as `after` for older amendments; `null` when these were the last.
    next: Option<String>,
    /// What waits for an administrator, of people in sight; as many as the limit.
    proposed: Vec<AmendmentView>,
}

fn read(label: &str) -> Result<Period, HttpError> {
    Period::parse(label).ok_or_else(HttpError::not_found)
}

async fn view(
    app: &AppState,
    user: &SignedIn,
    period: &Period,
    paging: &Paging,
) -> Result<PeriodJson, HttpError> {
    let (db, rules) = (app.store.reader(), &user.rulebook);
    let closing = closings::of(db, period).await?;
    let closing = closing.as_ref();
    let below = paging.after.map(|after| i32::try_from(after).unwrap_or(i32::MAX));
    let made = Search { period: Some(*period), below, ..Search::of(AmendmentState::Made) };
    let mut amendments = amendments::list(db, user, &made, (0, paging.to_ask())).await?;
    let next = paging.cut(&mut amendments, AmendmentView::number);
    let proposed = Search { state: AmendmentState::Proposed, below: None, ..made };
    Ok(PeriodJson {
        period: period.label(),
        start: period.start,
        end: period.end,
        deadline: close::last_day(rules, period),
        state: closing.map_or("open", |closing| closing.state.name()).into(),
        due_at: close::due(rules, period),
        begun_at: closing.map(|closing| closing.begun_at),
        closed_at: closing.and_then(|closing| closing.closed_at),
        people: closing.map(|closing| closing.people),
        done: closing.map(|closing| closing.done),
        amendments,
        next,
        proposed: amendments::list(db, user, &proposed, (0, paging.limit())).await?,
    })
}

/// Whether a period is closed, how far its close has come, and what was amended since.
#[utoipa::path(context_path = "/api", tag = "periods",
    params(("period" = String, Path, description = "`2026-W47` or `2026-11`"),
        Paging),
    responses((status = 200, body = PeriodJson)))]
#[get("/v1/periods/<period>")]
pub async fn show(
    caller: Caller,
    period: &str,
    query: Query<Paging>,
    app: &State<AppState>,
) -> Result<Answer<PeriodJson>, HttpError> {
    Ok(Answer::ok(view(app, &caller.0, &read(period)?, &query.0).await?))
}

/// Closes a period for all offices; 409 before `due_at`. Of a large district the answer may say
/// `closing`: the worker goes on.
#[utoipa::path(context_path = "/api", tag = "periods", params(("period" = String, Path)),
    responses((status = 200, body = PeriodJson)))]
#[post("/v1/periods/<period>/close")]
pub async fn close_now(
    caller: Caller<Administrator>,
    period: &str,
    app: &State<AppState>,
) -> Result<Answer<PeriodJson>, HttpError> {
    let user = caller.0;
    let period = read(period)?;
    close_period::begin(&app.store, &user.warrant(), &period).await?;
    close_period::go_on(&app.store, &period, IN_A_REQUEST, user.now).await?;
    Ok(Answer::ok(view(app, &user, &period, &Paging::default()).await?))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    reason: String,
}

/// Accepts what is proposed: it gets the next number of its period.
#[utoipa::path(context_path = "/api", tag = "periods", request_body = DecisionBody,
    params(("id" = i64, Path)), responses((status = 200, body = AmendmentView)))]
#[post("/v1/amendments/<id>/accept", data = "<body>")]
pub async fn accept(
    caller: Caller,
    id: UrlId<AmendmentId>,
    body: Body<DecisionBody>,
    app: &State<AppState>,
) -> Result<Answer<AmendmentView>, HttpError> {
    decide(app, &caller.0, id.0, Decision::Accept, &body.0.reason).await
}

/// Refuses what is proposed: the figures stay as they are.
#[utoipa::path(context_path = "/api", tag = "periods", request_body = DecisionBody,
    params(("id" = i64, Path)), responses((status = 200, body = AmendmentView)))]
#[post("/v1/amendments/<id>/refuse", data = "<body>")]
pub async fn refuse(
    caller: Caller,
    id: UrlId<AmendmentId>,
    body: Body<DecisionBody>,
    app: &State<AppState>,
) -> Result<Answer<AmendmentView>, HttpError> {
    decide(app, &caller.0, id.0, Decision::Refuse, &body.0.reason).await
}

async fn decide(
    app: &AppState,
    user: &SignedIn,
    id: AmendmentId,
    decision: Decision,
    reason: &str,
) -> Result<Answer<AmendmentView>, HttpError> {
    let which = Which::One(id);
    decide_amendment::decide(&app.store, &user.warrant(), which, decision, reason).await?;
    let described = amendments::one(app.store.reader(), user, id).await?;
    described.map(Answer::ok).ok_or_else(HttpError::not_found)
}
