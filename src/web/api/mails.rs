//! The outbox, for administrators.

use chrono::{DateTime, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::mail::{MailKind, MailState};
use crate::rules::{Period, ReminderKind};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail, Search};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::viewer::Caller;
use crate::web::input::query::Query;
use crate::web::{Failure, Pekan};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct MailJson {
    id: i64,
    #[schema(value_type = String)]
    kind: MailKind,
    /// The number of who receives it.
    employee: Option<String>,
    /// Of a reminder: the period that it is about.
    period: Option<String>,
    /// The purchase that it is about.
    purchase: Option<i64>,
    /// `queued`, `sending`, `sent`, `failed` or `obsolete`.
    #[schema(value_type = String)]
    state: MailState,
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
            recipient: mail.recipient,
            subject: mail.subject,
        }
    }
}

fn administrators_only(caller: &Caller) -> Result<(), Failure> {
    if caller.0.viewer.is_administrator() { Ok(()) } else { Err(Failure::forbidden()) }
}

async fn found(
    pekan: &Pekan,
    paging: &Paging,
    search: Search,
) -> Result<Answer<List<MailJson>>, Failure> {
    let search = Search { after: paging.after, limit: paging.to_ask(), ..search };
    let found = mails::search(pekan.store.reader(), &search).await?;
    Ok(Answer::ok(paging.list(found, |(mail, _)| mail.id, MailJson::of)))
}

/// The reminders of a period, or of all, the newest first.
#[utoipa::path(context_path = "/api", tag = "mail",
    params(("period" = Option<String>, Query, description = "`2026-W47` or `2026-11`"),
        ("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<MailJson>)))]
#[get("/v1/reminders")]
pub async fn reminders(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<List<MailJson>>, Failure> {
    administrators_only(&caller)?;
    let query = query.only(&["period", "limit", "after"])?;
    let paging = Paging::read(&query)?;
    let kinds = ReminderKind::ALL.map(MailKind::from).to_vec();
    found(pekan, &paging, Search { period: query.period("period")?, kinds, ..Search::default() })
        .await
}

/// All mails, the newest first.
#[utoipa::path(context_path = "/api", tag = "mail",
    params(("state" = Option<String>, Query),
        ("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<MailJson>)))]
#[get("/v1/mail")]
pub async fn list(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<List<MailJson>>, Failure> {
    administrators_only(&caller)?;
    let query = query.only(&["state", "limit", "after"])?;
    let paging = Paging::read(&query)?;
    let state = query.choice("state", MailState::from_name)?;
    found(pekan, &paging, Search { states: state.into_iter().collect(), ..Search::default() }).await
}

/// Puts a mail that has failed back in the queue.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = i64, Path)),
    responses((status = 200, body = MailJson)))]
#[post("/v1/mail/<id>/retry")]
pub async fn retry(
    caller: Caller,
    id: i64,
    pekan: &State<Pekan>,
) -> Result<Answer<MailJson>, Failure> {
    workflows::mail::retry(&pekan.store, &caller.0.by(), id, caller.0.now).await?;
    let mail = mails::by_id(pekan.store.reader(), id).await?.ok_or_else(Failure::not_found)?;
    Ok(Answer::ok(MailJson::of(mail)))
}
