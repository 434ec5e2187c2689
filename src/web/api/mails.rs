//! The outbox, for administrators.

use chrono::{DateTime, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use crate::rules::{MailId, Period, PeriodKind, Problem, PurchaseId, ReminderKind};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail, Search};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, Failure};
use crate::workflows;

const STATES: [&str; 5] = ["queued", "sending", "sent", "failed", "obsolete"];

#[derive(Serialize, ToSchema)]
pub struct MailJson {
    #[schema(value_type = i64)]
    id: MailId,
    kind: String,
    /// The number of who receives it.
    employee: Option<String>,
    /// Of a reminder: the period that it is about.
    period: Option<String>,
    /// The purchase that it is about.
    #[schema(value_type = Option<i64>)]
    purchase: Option<PurchaseId>,
    /// `queued`, `sending`, `sent`, `failed` or `obsolete`.
    state: String,
    attempts: i32,
    created_at: DateTime<Utc>,
    next_attempt_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    /// Known from the first attempt on, and so is the subject.
    recipient: Option<String>,
    subject: Option<String>,
}

impl MailJson {
    fn of((mail, employee): (Mail, Option<Employee>)) -> Self {
        let kind = mail.period_kind.as_deref().and_then(PeriodKind::parse);
        let period = kind.zip(mail.period_start).map(|(kind, start)| Period::of(kind, start));
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
            recipient: mail.recipient,
            subject: mail.subject,
        }
    }
}

async fn found(
    app: &AppState,
    paging: &Paging,
    search: Search,
) -> Result<Answer<List<MailJson>>, Failure> {
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
) -> Result<Answer<List<MailJson>>, Failure> {
    let (query, paging) = query.0;
    let kinds = ReminderKind::ALL.map(ReminderKind::name).to_vec();
    found(app, &paging, Search { period: query.period, kinds, ..Search::default() }).await
}

/// One of the states of a mail.
pub struct MailState(&'static str);

impl Parameter for Option<MailState> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let known = |text: &str| STATES.into_iter().find(|state| *state == text);
        choice(name, text, |text| known(text).map(MailState))
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct MailQuery {
        #[param(value_type = Option<String>)]
        pub state: Option<MailState>,
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
) -> Result<Answer<List<MailJson>>, Failure> {
    let (query, paging) = query.0;
    let states = query.state.into_iter().map(|state| state.0).collect();
    found(app, &paging, Search { states, ..Search::default() }).await
}

/// Puts a mail that has failed back in the queue.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = i64, Path)),
    responses((status = 200, body = MailJson)))]
#[post("/v1/mail/<id>/retry")]
pub async fn retry(
    caller: Caller,
    id: UrlId<MailId>,
    app: &State<AppState>,
) -> Result<Answer<MailJson>, Failure> {
    workflows::mail::retry(&app.store, &caller.0.by(), id.0, caller.0.now).await?;
    let mail = mails::by_id(app.store.reader(), id.0).await?.ok_or_else(Failure::not_found)?;
    Ok(Answer::ok(MailJson::of(mail)))
}
