//! The outbox: what waits, what was sent, what failed, and the text of each.

use crate::workflows;
use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::json;

use super::{PAGE, page_number, pager, zone};
use crate::rules::problem::shown;
use crate::store::mails;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::Administrator;
use crate::web::input::form::Form;
use crate::web::request::local;
use crate::web::{Failure, Pekan};

/// What the page tells apart. Whoever is being sent to right now is still waiting.
const STATES: [(&str, &[&str]); 4] = [
    ("queued", &["queued", "sending"]),
    ("sent", &["sent"]),
    ("failed", &["failed"]),
    ("obsolete", &["obsolete"]),
];

#[get("/admin/surel?<keadaan>&<halaman>")]
pub async fn list(
    keadaan: Option<&str>,
    halaman: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let (me, page, state) = (me.0, page_number(halaman)?, keadaan.unwrap_or_default());
    let chosen = STATES.into_iter().find(|(name, _)| *name == state).map(|(_, states)| states);
    if chosen.is_none() && !state.is_empty() {
        return Err(Failure::invalid(shown("keadaan", "unknown-choice", state)));
    }
    let db = pekan.store.reader();
    let mut counts = json!({});
    let mut total = 0;
    for (name, states) in STATES {
        let count = mails::count(db, states).await?;
        counts[name] = count.into();
        if state.is_empty() || state == name {
            total += count;
        }
    }
    let found = mails::page(db, chosen.unwrap_or_default(), (page - 1) * PAGE, PAGE).await?;
    let zone = zone(&me);
    let rows = found.into_iter().map(|(mail, employee)| {
        json!({
            "id": mail.id,
            "recipient": employee.map(|employee| employee.name),
            "kind": mail.kind,
            "subject": mail.subject,
            "state": mail.state,
            "at": local(mail.sent_at.unwrap_or(mail.created_at), zone),
        })
    });
    let own = json!({
        "state": state,
        "transport": if pekan.config.smtp_url.is_some() { "smtp" } else { "folder" },
        "zone": zone.label(),
        "counts": counts,
        "mails": rows.collect::<Vec<_>>(),
        "pager": pager(page, total, &format!("/admin/surel?keadaan={state}&halaman=")),
    });
    Ok(frame.page("admin/mail/index.html", "admin", &me, own))
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
        .map(|attempt| json!({ "at": local(attempt.attempted_at, zone), "answer": attempt.reply }));
    let waits = matches!(mail.state.as_str(), "queued" | "sending");
    let own = json!({
        "zone": zone.label(),
        "mail": {
            "id": mail.id,
            "recipient": employee.map(|employee| employee.name),
            "address": mail.recipient,
            "kind": mail.kind,
            "subject": mail.subject,
            "state": mail.state,
            "created_at": local(mail.created_at, zone),
            "sent_at": mail.sent_at.map(|at| local(at, zone)),
            "next_attempt_at": waits.then(|| local(mail.next_attempt_at, zone)),
            "body": mail.body,
        },
        "attempts": attempts.collect::<Vec<_>>(),
        "can": { "retry": mail.state == "failed" },
    });
    Ok(frame.page("admin/mail/show.html", "admin", &me, own))
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
