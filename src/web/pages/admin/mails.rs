//! The outbox: what waits, what was sent, what failed, and the text of each.

use chrono::{DateTime, Utc};
use rocket::{get, post};

use super::{PAGE, address, mail_alarms, zone};
use crate::rules::mail::{MailFilter, MailKind, MailState};
use crate::rules::opening::OpeningKind;
use crate::rules::unsent::Unsent;
use crate::rules::{MailId, Problem, RecordId};
use crate::store::mails::{self, Mail, Search};
use crate::store::{bounces, waiting};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::opening;
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator};
use crate::web::input::form::Form;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::PageNumber;
use crate::web::request::local;
use crate::web::views::Pager;
use crate::web::views::mails::{
    AttemptRow, BounceRow, MailActions, MailCounts, MailDetails, MailPage, MailRow, MailsForm,
    MailsPage, Transport,
};
use crate::workflows;
use crate::workflows::trail::Opened;

parameters! {
    pub struct MailsQuery {
        pub keadaan: Option<MailFilter>,
        pub jenis: Option<MailKind>,
        pub cari: Option<String>,
        pub halaman: PageNumber,
    }
}

impl Parameter for Option<MailFilter> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, MailFilter::from_name)
    }
}

/// The kinds that lists are narrowed to.
impl Parameter for Option<MailKind> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, MailKind::from_name)
    }
}

#[get("/admin/surel")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<MailsQuery>,
) -> Result<Page, HttpError> {
    let MailsQuery { keadaan, jenis, cari, halaman: PageNumber(page) } = query.0;
    let db = context.db();
    let (counts, oldest) = counts(&context).await?;
    let cari = cari.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let search = Search {
        states: keadaan.map(|filter| filter.states().to_vec()).unwrap_or_default(),
        written: keadaan.and_then(MailFilter::written),
        on_phones: keadaan == Some(MailFilter::Phone),
        kinds: jenis.into_iter().collect(),
        person: cari.clone(),
        limit: PAGE,
        ..Search::default()
    };
    let total = mails::count_found(db, &search).await?;
    let found = mails::page(db, &search, (page - 1) * PAGE).await?;
    let zone = zone(&context.user);
    let rows = found.into_iter().map(|(mail, employee)| MailRow {
        id: mail.id,
        written: is_written(&mail),
        in_app: is_in_app(&mail),
        on_phone: is_on_phone(&mail),
        recipient: employee.map(|employee| employee.name),
        kind: mail.kind,
        subject: mail.subject,
        state: mail.state,
        at: local(mail.sent_at.unwrap_or(mail.created_at), zone),
    });
    let has_server = context.app.config.smtp_url.is_some();
    let form = MailsForm {
        keadaan: keadaan.map_or("", MailFilter::name).to_owned(),
        jenis: jenis.map_or("", MailKind::name).to_owned(),
        cari: cari.unwrap_or_default(),
    };
    let narrowed = [("jenis", form.jenis.as_str()), ("cari", form.cari.as_str())];
    let state = ("keadaan", form.keadaan.as_str());
    let base = address("/admin/surel", &[narrowed[0], narrowed[1], state]);
    let administers = context.user.viewer.is_administrator();
    let retry = administers && counts.failed > 0 && keadaan == Some(MailFilter::Failed);
    let view = MailsPage {
        filter_path: with_more(&address("/admin/surel", &narrowed), "keadaan"),
        kinds: MailKind::ALL.to_vec(),
        can: MailActions { retry, cancel: false, mark: false },
        transport: if has_server { Transport::Smtp } else { Transport::Folder },
        zone: zone.label().to_owned(),
        counts,
        queued_since: oldest.map(|at| local(at, zone)),
        alarms: mail_alarms::shown(&context).await?,
        marked: bounces::count_marked(db).await?,
        mails: rows.collect(),
        pager: Pager::new(page, total, PAGE, with_more(&base, "halaman")),
        form,
    };
    Ok(context.render(&view))
}

/// An address to whose end a value of one more parameter is put.
fn with_more(address: &str, name: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{name}=")
}

/// How many there are in each state, and since when the oldest waits.
async fn counts(
    context: &Context<'_, AdministrationReader>,
) -> Result<(MailCounts, Option<DateTime<Utc>>), HttpError> {
    let db = context.db();
    let waiting = waiting::mails(db).await?;
    let of = |state| waiting.iter().filter(move |(found, ..)| *found == state);
    let count = |state| of(state).map(|(_, count, _)| count).sum::<u64>();
    let written = mails::count_written(db).await?;
    let sent = mails::count(db, &[MailState::Sent]).await?;
    let oldest = of(MailState::Queued).filter_map(|(.., oldest)| *oldest).min();
    let counts = MailCounts {
        queued: count(MailState::Queued) + count(MailState::Sending),
        sent: sent.saturating_sub(written),
        written,
        phone: mails::count_on_phones(db).await?,
        failed: count(MailState::Failed),
        obsolete: mails::count(db, &[MailState::Obsolete]).await?,
    };
    Ok((counts, oldest))
}

/// Whether a mail went into a folder and nowhere else.
fn is_written(mail: &Mail) -> bool {
    mail.state == MailState::Sent && mail.sent_at.is_none()
}

/// Whether it was no mail: the page of its receiver has said it.
fn is_in_app(mail: &Mail) -> bool {
    mail.state == MailState::Sent && mail.shown_from.is_some()
}

/// Whether it was no mail: phones have shown it.
fn is_on_phone(mail: &Mail) -> bool {
    mail.state == MailState::Sent && mail.phones.is_some_and(|phones| phones > 0)
}

#[get("/admin/surel/<id>")]
pub async fn show(
    id: UrlId<MailId>,
    context: Context<'_, AdministrationReader>,
) -> Result<Page, HttpError> {
    let db = context.db();
    let (mail, employee) = mails::by_id(db, id.0).await?.ok_or_else(HttpError::not_found)?;
    let zone = zone(&context.user);
    let attempts = mails::attempts(db, id.0).await?.into_iter().map(|attempt| AttemptRow {
        at: local(attempt.attempted_at, zone),
        why: Unsent::from_name(&attempt.reply),
        answer: attempt.reply,
    });
    let waits = MailFilter::Queued.states().contains(&mail.state);
    let marked = match &mail.recipient {
        Some(address) => bounces::is_not_written_to(db, address).await?,
        None => false,
    };
    let said = bounces::of_mail(db, id.0).await?.into_iter().map(|bounce| BounceRow {
        at: local(bounce.noted_at, zone),
        source: bounce.source,
        words: bounce.words,
        cleared: bounce.cleared_at.is_some(),
    });
    let administers = context.user.viewer.is_administrator();
    if administers && mail.body.is_some() {
        let (kind, record) = (OpeningKind::Mail, RecordId(mail.id.0));
        let opened = Opened { kind, record, owner: mail.employee_id };
        opening::note(context.store(), &context.user, opened).await;
    }
    let view = MailPage {
        zone: zone.label().to_owned(),
        attempts: attempts.collect(),
        bounces: said.collect(),
        marked,
        can: MailActions {
            retry: administers && mail.state == MailState::Failed,
            cancel: administers && mail.state == MailState::Queued,
            mark: administers && !marked && mail.recipient.is_some(),
        },
        mail: MailDetails {
            id: mail.id,
            recipient: employee.map(|employee| employee.name),
            kind: mail.kind,
            written: is_written(&mail),
            in_app: is_in_app(&mail),
            on_phone: is_on_phone(&mail),
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

#[post("/admin/surel/<id>/batal", data = "<form>")]
pub async fn cancel(
    id: UrlId<MailId>,
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    workflows::mail::cancel::cancel(context.store(), &user.warrant(), id.0).await?;
    Ok(context.done("flash-mail-cancelled", format!("/admin/surel/{}", id.0)))
}
