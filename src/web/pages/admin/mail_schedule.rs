//! Which reminders go out next, and what each mail looks like.

use chrono::TimeDelta;
use rocket::http::{ContentType, Header};
use rocket::request::FromParam;
use rocket::{Responder, get};

use crate::mail::RenderedEmail;
use crate::rules::Zone;
use crate::rules::mail::MailKind;
use crate::store::employees;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::AdministrationReader;
use crate::web::request::local;
use crate::web::views::mail_schedule::{MailSamplePage, MailSchedulePage, ScheduledRow};
use crate::web::views::standing::PeriodLabel;
use crate::workflows::mail::sample::sample;
use crate::workflows::mail::upcoming::{Upcoming, upcoming};

/// How far ahead it is shown: whatever goes out weekly is among it once.
const AHEAD: TimeDelta = TimeDelta::days(8);

#[get("/admin/surel/jadwal")]
pub async fn show(context: Context<'_, AdministrationReader>) -> Result<Page, HttpError> {
    let user = &context.user;
    let found = upcoming(context.db(), &user.rulebook, user.now, user.now + AHEAD).await?;
    let rows = found.into_iter().map(|Upcoming { planned, counts }| {
        let zone = planned.offices.first().map_or(Zone::Wib, |office| user.rulebook.zone(*office));
        ScheduledRow {
            at: local(planned.at, zone),
            zone: zone.label().to_owned(),
            begun: planned.begun,
            kind: planned.kind,
            period: PeriodLabel::of(&planned.period),
            due: counts.due,
            mails: counts.mails,
            inactive: counts.inactive,
            muted: counts.muted,
            in_application: counts.in_application,
            on_phones: counts.on_phones,
            closed: counts.closed,
            had: counts.had,
        }
    });
    let view = MailSchedulePage { reminders: rows.collect(), samples: MailKind::ALL.to_vec() };
    Ok(context.render(&view))
}

/// A kind of mail by its name.
pub struct KindOfMail(MailKind);

impl<'r> FromParam<'r> for KindOfMail {
    type Error = ();

    fn from_param(name: &'r str) -> Result<Self, ()> {
        MailKind::from_name(name).map(Self).ok_or(())
    }
}

#[get("/admin/surel/contoh/<kind>")]
pub async fn show_sample(
    kind: KindOfMail,
    context: Context<'_, AdministrationReader>,
) -> Result<Page, HttpError> {
    let RenderedEmail { subject, text, .. } = rendered(kind.0, &context).await?;
    let from = context.app.config.mail_from.clone();
    Ok(context.render(&MailSamplePage { kind: kind.0, subject, from, text }))
}

/// The mail itself, as a mail program shows it.
#[derive(Responder)]
#[response(status = 200)]
pub struct Letter {
    html: String,
    kind: ContentType,
    policy: Header<'static>,
}

#[get("/admin/surel/contoh/<kind>/surat")]
pub async fn show_letter(
    kind: KindOfMail,
    context: Context<'_, AdministrationReader>,
) -> Result<Letter, HttpError> {
    let html = rendered(kind.0, &context).await?.html;
    // The styles of a mail stand in it; nothing else of it works.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
    let policy = Header::new("Content-Security-Policy", policy);
    Ok(Letter { html, kind: ContentType::HTML, policy })
}

async fn rendered(
    kind: MailKind,
    context: &Context<'_, AdministrationReader>,
) -> Result<RenderedEmail, HttpError> {
    let (app, user) = (context.app, &context.user);
    let with = (&app.config, &*app.templates);
    let me = employees::by_id(context.db(), user.employee.id).await?;
    let me = me.ok_or_else(HttpError::not_found)?;
    Ok(sample(&app.store, with, kind, &me, user.now).await??)
}
