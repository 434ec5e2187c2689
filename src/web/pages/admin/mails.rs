//! The outbox: what waits, what was sent, what failed, and the text of each.

use rocket::{get, post};

use super::{PAGE, zone};
use crate::rules::mail::MailState;
use crate::rules::opening::OpeningKind;
use crate::rules::problem::problem_with_value;
use crate::rules::{MailId, RecordId};
use crate::store::mails::{self, Mail};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::opening;
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator};
use crate::web::input::form::Form;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::PageNumber;
use crate::web::request::local;
use crate::web::views::Pager;
use crate::web::views::mails::{
    AttemptRow, MailActions, MailCounts, MailDetails, MailPage, MailRow, MailsPage, Transport,
};
use crate::workflows;
use crate::workflows::trail::Opened;

/// What is being sent right now is still waiting.
const QUEUED: &[MailState] = &[MailState::Queued, MailState::Sending];
const SENT: &[MailState] = &[MailState::Sent];
const FAILED: &[MailState] = &[MailState::Failed];
const OBSOLETE: &[MailState] = &[MailState::Obsolete];

parameters! {
    pub struct MailsQuery {
        pub keadaan: Option<String>,
        pub halaman: PageNumber,
    }
}

#[get("/admin/surel")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<MailsQuery>,
) -> Result<Page, HttpError> {
    let MailsQuery { keadaan, halaman: PageNumber(page) } = query.0;
    let state = match keadaan.as_deref().unwrap_or_default() {
        "" => None,
        // What is being sent has no list of its own.
        name => Some(
            MailState::from_name(name).filter(|state| *state != MailState::Sending).ok_or_else(
                || HttpError::invalid(problem_with_value("keadaan", "unknown-choice", name)),
            )?,
        ),
    };
    let db = context.db();
    let counts = MailCounts {
        queued: mails::count(db, QUEUED).await?,
        sent: mails::count(db, SENT).await?,
        failed: mails::count(db, FAILED).await?,
        obsolete: mails::count(db, OBSOLETE).await?,
    };
    let (chosen, total): (&[MailState], u64) = match state {
        None => (&[], counts.queued + counts.sent + counts.failed + counts.obsolete),
        Some(MailState::Queued | MailState::Sending) => (QUEUED, counts.queued),
        Some(MailState::Sent) => (SENT, counts.sent),
        Some(MailState::Failed) => (FAILED, counts.failed),
        Some(MailState::Obsolete) => (OBSOLETE, counts.obsolete),
    };
    let state = state.map_or("", MailState::name);
    let found = mails::page(db, chosen, (page - 1) * PAGE, PAGE).await?;
    let zone = zone(&context.user);
    let rows = found.into_iter().map(|(mail, employee)| MailRow {
        id: mail.id,
        written: is_written(&mail),
        in_app: is_in_app(&mail),
        recipient: employee.map(|employee| employee.name),
        kind: mail.kind,
        subject: mail.subject,
        state: mail.state,
        at: local(mail.sent_at.unwrap_or(mail.created_at), zone),
    });
    let has_server = context.app.config.smtp_url.is_some();
    let base = format!("/admin/surel?keadaan={state}&halaman=");
    let may_retry = context.user.viewer.is_administrator() && counts.failed > 0;
    let view = MailsPage {
        state: state.to_owned(),
        can: MailActions { retry: may_retry && state == MailState::Failed.name() },
        transport: if has_server { Transport::Smtp } else { Transport::Folder },
        zone: zone.label().to_owned(),
        counts,
        mails: rows.collect(),
        pager: Pager::new(page, total, PAGE, base),
    };
    Ok(context.render(&view))
}

/// Whether a mail went into a folder and nowhere else.
fn is_written(mail: &Mail) -> bool {
    mail.state == MailState::Sent && mail.sent_at.is_none()
}

/// Whether it was no mail: the page of its receiver has said it.
fn is_in_app(mail: &Mail) -> bool {
    mail.state == MailState::Sent && mail.shown_from.is_some()
}

#[get("/admin/surel/<id>")]
pub async fn show(
    id: UrlId<MailId>,
    context: Context<'_, AdministrationReader>,
) -> Result<Page, HttpError> {
    let db = context.db();
    let (mail, employee) = mails::by_id(db, id.0).await?.ok_or_else(HttpError::not_found)?;
    let zone = zone(&context.user);
    let attempts = mails::attempts(db, id.0)
        .await?
        .into_iter()
        .map(|attempt| AttemptRow { at: local(attempt.attempted_at, zone), answer: attempt.reply });
    let waits = QUEUED.contains(&mail.state);
    let administers = context.user.viewer.is_administrator();
    if administers && mail.body.is_some() {
        let (kind, record) = (OpeningKind::Mail, RecordId(mail.id.0));
        let opened = Opened { kind, record, owner: mail.employee_id };
        opening::note(context.store(), &context.user, opened).await;
    }
    let view = MailPage {
        zone: zone.label().to_owned(),
        attempts: attempts.collect(),
        can: MailActions { retry: mail.state == MailState::Failed && administers },
        mail: MailDetails {
            id: mail.id,
            recipient: employee.map(|employee| employee.name),
            kind: mail.kind,
            written: is_written(&mail),
            in_app: is_in_app(&mail),
            address: mail.recipient,
            subject: mail.subject,
            state: mail.state,
            created_at: local(mail.created_at, zone),
            sent_at: mail.sent_at.map(|at| local(at, zone)),
            next_attempt_at: waits.then(|| local(mail.next_attempt_at, zone)),
            // What it says is for the person, and for those who look after the outbox.
            body: mail.body.filter(|_| administers),
        },
    };
    Ok(context.render(&view))
}

/// Sends all failed ones again.
#[post("/admin/surel/ulangi", data = "<form>")]
pub async fn retry_failed(
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    workflows::mail::retry_failed(context.store(), &context.user.warrant()).await?;
    Ok(context.done("flash-mails-queued", "/admin/surel?keadaan=queued"))
}

#[post("/admin/surel/<id>/ulangi", data = "<form>")]
pub async fn retry(
    id: UrlId<MailId>,
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    workflows::mail::retry(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-mail-queued", format!("/admin/surel/{}", id.0)))
}
