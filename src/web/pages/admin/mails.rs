//! The outbox: what waits, what was sent, what failed, and the text of each.

use rocket::http::CookieJar;
use rocket::{State, get, post};

use super::{PAGE, page_number, zone};
use crate::rules::mail::MailState;
use crate::rules::problem::shown;
use crate::store::mails;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::Administrator;
use crate::web::input::form::Form;
use crate::web::request::local;
use crate::web::views::Pager;
use crate::web::views::mails::{
    AttemptRow, MailActions, MailCounts, MailDetails, MailPage, MailRow, MailsPage, Transport,
};
use crate::web::{Failure, Pekan};
use crate::workflows;

/// What is being sent right now is still waiting.
const QUEUED: &[MailState] = &[MailState::Queued, MailState::Sending];
const SENT: &[MailState] = &[MailState::Sent];
const FAILED: &[MailState] = &[MailState::Failed];
const OBSOLETE: &[MailState] = &[MailState::Obsolete];

#[get("/admin/surel?<keadaan>&<halaman>")]
pub async fn list(
    keadaan: Option<&str>,
    halaman: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let (me, page) = (me.0, page_number(halaman)?);
    let state = match keadaan.unwrap_or_default() {
        "" => None,
        // What is being sent has no list of its own.
        name => Some(
            MailState::from_name(name)
                .filter(|state| *state != MailState::Sending)
                .ok_or_else(|| Failure::invalid(shown("keadaan", "unknown-choice", name)))?,
        ),
    };
    let db = pekan.store.reader();
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
    let zone = zone(&me);
    let rows = found.into_iter().map(|(mail, employee)| MailRow {
        id: mail.id,
        recipient: employee.map(|employee| employee.name),
        kind: mail.kind,
        subject: mail.subject,
        state: mail.state,
        at: local(mail.sent_at.unwrap_or(mail.created_at), zone),
    });
    let has_server = pekan.config.smtp_url.is_some();
    let base = format!("/admin/surel?keadaan={state}&halaman=");
    let view = MailsPage {
        state: state.to_owned(),
        transport: if has_server { Transport::Smtp } else { Transport::Folder },
        zone: zone.label().to_owned(),
        counts,
        mails: rows.collect(),
        pager: Pager::new(page, total, PAGE, base),
    };
    Ok(frame.show("admin", &me, &view))
}

#[get("/admin/surel/<id>")]
pub async fn show(
    id: i64,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let (me, db) = (me.0, pekan.store.reader());
    let (mail, employee) = mails::by_id(db, id).await?.ok_or_else(Failure::not_found)?;
    let zone = zone(&me);
    let attempts = mails::attempts(db, id)
        .await?
        .into_iter()
        .map(|attempt| AttemptRow { at: local(attempt.attempted_at, zone), answer: attempt.reply });
    let waits = QUEUED.contains(&mail.state);
    let view = MailPage {
        zone: zone.label().to_owned(),
        attempts: attempts.collect(),
        can: MailActions { retry: mail.state == MailState::Failed },
        mail: MailDetails {
            id: mail.id,
            recipient: employee.map(|employee| employee.name),
            address: mail.recipient,
            kind: mail.kind,
            subject: mail.subject,
            state: mail.state,
            created_at: local(mail.created_at, zone),
            sent_at: mail.sent_at.map(|at| local(at, zone)),
            next_attempt_at: waits.then(|| local(mail.next_attempt_at, zone)),
            body: mail.body,
        },
    };
    Ok(frame.show("admin", &me, &view))
}

#[post("/admin/surel/<id>/ulangi", data = "<form>")]
pub async fn retry(
    id: i64,
    form: Form,
    me: Administrator,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    workflows::mail::retry(&pekan.store, &me.0.by(), id, me.0.now).await?;
    leave_flash(cookies, "flash-mail-queued");
    Ok(Answer::done(format!("/admin/surel/{id}")))
}
