//! The outbox, for administrators.

use chrono::{DateTime, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use crate::rules::mail::{MailKind, MailState};
use crate::rules::problem::problem_with_value;
use crate::rules::{MailId, Period, Problem, PurchaseId, ReminderKind};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail, Search};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct MailJson {
    #[schema(value_type = i64)]
    id: MailId,
    #[schema(value_type = String)]
    kind: MailKind,
    /// The number of who receives it.
    employee: Option<String>,
    /// Of a reminder: the period that it is about.
    period: Option<String>,
    /// The purchase that it is about.
    #[schema(value_type = Option<i64>)]
    purchase: Option<PurchaseId>,
    /// `queued`, `sending`, `sent`, `failed` or `obsolete`.
    #[schema(value_type = String)]
    state: MailState,
    attempts: i32,
    created_at: DateTime<Utc>,
    next_attempt_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    /// From when the page of its receiver says it: it has no address, wants no mail, or the mail has failed.
    shown_from: Option<DateTime<Utc>>,
    /// Known from the first attempt on, and so is the subject.
    recipient: Option<String>,
    subject: Option<String>,
}

impl MailJson {
    fn of((mail, employee): (Mail, Option<Employee>)) -> Self {
        let period = mail.period_kind.zip(mail.period_start);
        let period = period.map(|(kind, start)| Period::of(kind, start));
        Self {
            id: mail.id,
            kind: mail.kind,
            employee: employee.map(|employee| employee.number),
            period: period.map(|period| period.label()),
            purchase: mail.purchase_id,
            state: mail.state,
            attempts: mail.attempts,
            created_at: mail.created_at,
            next_attempt_at: mail.next_attempt_at,
            sent_at: mail.sent_at,
            shown_from: mail.shown_from,
            recipient: mail.recipient,
            subject: mail.subject,
        }
    }
}

async fn found(
    app: &AppState,
    paging: &Paging,
    search: Search,
) -> Result<Answer<List<MailJson>>, HttpError> {
    let search = Search { after: paging.after.map(MailId), limit: paging.to_ask(), ..search };
    let found = mails::search(app.store.reader(), &search).await?;
    Ok(Answer::ok(paging.list(found, |(mail, _)| mail.id, MailJson::of)))
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct ReminderQuery {
        /// `2026-W47` or `2026-11`
        #[param(value_type = Option<String>)]
        pub period: Option<Period>,
    }
}

/// The reminders of a period, or of all, the newest first.
#[utoipa::path(context_path = "/api", tag = "mail",
    params(ReminderQuery, Paging),
    responses((status = 200, body = List<MailJson>)))]
#[get("/v1/reminders")]
pub async fn reminders(
    _caller: Caller<Administrator>,
    query: Query<(ReminderQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<MailJson>>, HttpError> {
    let (query, paging) = query.0;
    let kinds = ReminderKind::ALL.map(MailKind::from).to_vec();
    found(app, &paging, Search { period: query.period, kinds, ..Search::default() }).await
}

impl Parameter for Option<MailState> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, MailState::from_name)
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct MailQuery {
        #[param(value_type = Option<String>)]
        pub state: Option<MailState>,
        #[param(value_type = Option<String>)]
        pub kind: Option<MailKind>,
        /// A part of the receiver's name, or the beginning of their number.
        pub q: Option<String>,
    }
}

/// All mails, the newest first.
#[utoipa::path(context_path = "/api", tag = "mail",
    params(MailQuery, Paging),
    responses((status = 200, body = List<MailJson>)))]
#[get("/v1/mail")]
pub async fn list(
    _caller: Caller<Administrator>,
    query: Query<(MailQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<MailJson>>, HttpError> {
    let (query, paging) = query.0;
    let (states, kinds) = (query.state.into_iter().collect(), query.kind.into_iter().collect());
    let person = query.q.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    found(app, &paging, Search { states, kinds, person, ..Search::default() }).await
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct RetryQuery {
        /// Has to be `failed`.
        #[param(value_type = Option<String>)]
        pub state: Option<MailState>,
    }
}

#[derive(Serialize, ToSchema)]
pub struct RetriedJson {
    /// How many wait again.
    queued: u64,
}

/// Puts all mails that have failed back in the queue.
#[utoipa::path(context_path = "/api", tag = "mail", params(RetryQuery),
    responses((status = 200, body = RetriedJson)))]
#[post("/v1/mail/retry")]
pub async fn retry_failed(
    caller: Caller<Administrator>,
    query: Query<RetryQuery>,
    app: &State<AppState>,
) -> Result<Answer<RetriedJson>, HttpError> {
    match query.0.state {
        Some(MailState::Failed) => {}
        Some(other) => {
            let problem = problem_with_value("state", "unknown-choice", other.name());
            return Err(HttpError::invalid(problem));
        }
        None => return Err(HttpError::invalid(Problem::new("state", "missing"))),
    }
    let queued = workflows::mail::retry_failed(&app.store, &caller.0.warrant()).await?;
    Ok(Answer::ok(RetriedJson { queued }))
}

/// Puts a mail that has failed back in the queue.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = i64, Path)),
    responses((status = 200, body = MailJson)))]
#[post("/v1/mail/<id>/retry")]
pub async fn retry(
    caller: Caller,
    id: UrlId<MailId>,
    app: &State<AppState>,
) -> Result<Answer<MailJson>, HttpError> {
    workflows::mail::retry(&app.store, &caller.0.warrant(), id.0).await?;
    let mail = mails::by_id(app.store.reader(), id.0).await?.ok_or_else(HttpError::not_found)?;
    Ok(Answer::ok(MailJson::of(mail)))
}

/// Drops a mail that waits. Of a reminder there is no other.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = i64, Path)),
    responses((status = 200, body = MailJson)))]
#[post("/v1/mail/<id>/cancel")]
pub async fn cancel(
    caller: Caller,
    id: UrlId<MailId>,
    app: &State<AppState>,
) -> Result<Answer<MailJson>, HttpError> {
    workflows::mail::cancel::cancel(&app.store, &caller.0.warrant(), id.0).await?;
    let mail = mails::by_id(app.store.reader(), id.0).await?.ok_or_else(HttpError::not_found)?;
    Ok(Answer::ok(MailJson::of(mail)))
}
