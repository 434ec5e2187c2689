//! One attempt to send a mail that was claimed: asked again, written, and given to the mail server.

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use tera::Tera;
use tokio::sync::Semaphore;

use super::render::{Decision, Letter, decide};
use super::settle::Outcome;
use super::sheet::sheet;
use crate::config::Config;
use crate::mail::{self, MailContext, Message, Recipient, SendFailure, step};
use crate::rules::MailId;
use crate::rules::mail::{MailChoice, MailKind};
use crate::rules::outage::OutageKind;
use crate::rules::unsent::Unsent;
use crate::store::employees::{self, Employee};
use crate::store::mails::Mail;
use crate::store::{Store, bounces};
use crate::workflows::WorkflowError;
use crate::workflows::accounts::closed;

/// What stands in the outbox instead of a link's token.
const BLOT: &str = "••••••••";

/// So many are with the mail server at a time, each over a connection of its own.
const CONNECTIONS: usize = 4;

/// The mail server as those meet it that are sent beside each other.
pub(super) struct Server<'a> {
    context: &'a MailContext,
    connections: Semaphore,
    /// Why it serves nobody, once that was found out.
    away: OnceLock<(OutageKind, String)>,
}

impl<'a> Server<'a> {
    pub fn new(context: &'a MailContext) -> Self {
        Self { context, connections: Semaphore::new(CONNECTIONS), away: OnceLock::new() }
    }

    pub fn is_away(&self) -> bool {
        self.away.get().is_some()
    }

    /// Why it serves nobody, if that was found out.
    pub fn why_away(self) -> Option<(OutageKind, String)> {
        self.away.into_inner()
    }

    /// What became of a mail; none where the server serves nobody, and nothing was tried.
    async fn take(&self, message: Message, says: Vec<MailId>) -> Option<Outcome> {
        let mailer = &self.context.mailer;
        let _turn = self.connections.acquire().await;
        if self.is_away() {
            return None;
        }
        Some(match mailer.send(message).await {
            Ok(_) if mailer.is_folder() => Outcome::Written,
            Ok(_) => Outcome::Sent(says),
            Err(SendFailure::Away(kind, words)) => {
                // Of several that find it at once one is enough.
                let _ = self.away.set((kind, words));
                return None;
            }
            Err(SendFailure::Later(reply)) => Outcome::Retry(reply),
            Err(SendFailure::NoSuchAddress(reply)) => Outcome::NobodyThere(reply),
            Err(SendFailure::Refused(reply)) => Outcome::Failed(reply),
        })
    }
}

/// Tries one mail; none where the server serves nobody, and nothing was tried.
pub(super) async fn attempt(
    store: &Store,
    server: &Server<'_>,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, WorkflowError> {
    let (message, says) = match written(store, server.context, mail, now).await? {
        Ok(written) => written,
        Err(outcome) => return Ok(Some(outcome)),
    };
    step("rendered");
    Ok(server.take(message, says).await)
}

/// The mail as it leaves, noted in its row, with the notices that it says; or what becomes of one that does not.
async fn written(
    store: &Store,
    context: &MailContext,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> Result<Result<(Message, Vec<MailId>), Outcome>, WorkflowError> {
    let Some(to) = employees::by_id(store.reader(), mail.employee_id).await? else {
        return Ok(Err(Outcome::Failed(Unsent::NoSuchPerson.name().into())));
    };
    if mail.put_aside_at.is_some() {
        return Ok(Err(Outcome::Obsolete(Unsent::ReadInApp)));
    }
    match to.mail_choice {
        MailChoice::Phone | MailChoice::App if mail.kind.is_about_the_account() => {}
        MailChoice::Mail => {}
        MailChoice::Phone => return Ok(Err(Outcome::OtherWay(Unsent::OtherWay))),
        MailChoice::App => return Ok(Err(without_mail(mail, Unsent::InApp))),
    }
    let Some(address) = mail.address.as_ref().or(to.email.as_ref()).cloned() else {
        return Ok(Err(without_mail(mail, Unsent::NoAddress)));
    };
    if let Some(why) = unwelcome(store, context, mail, (&to, &address), now).await? {
        // Addressed, so that nobody queues it again.
        mail.recipient = Some(address);
        return Ok(Err(why));
    }
    let letter = match decide(store, &context.config, mail, &to, now).await? {
        Decision::Write(letter) => letter,
        Decision::Drop(why) => return Ok(Err(Outcome::Obsolete(why))),
        Decision::Wait(until) => return Ok(Err(Outcome::Wait(until))),
        Decision::Enough => {
            mail.recipient = Some(address);
            return Ok(Err(without_mail(mail, Unsent::EnoughThisWeek)));
        }
    };
    let rendered =
        match render(store, (&context.config, &context.templates), &to, &letter, now).await? {
            Ok(rendered) => rendered,
            Err(error) => return Ok(Err(Outcome::Failed(error.to_string()))),
        };
    mail.recipient = Some(address.clone());
    mail.subject = Some(rendered.subject.clone());
    mail.body = Some(match &letter.secret {
        Some(token) => rendered.text.replace(token, BLOT),
        None => rendered.text.clone(),
    });
    let to = Recipient { name: &to.name, address: &address };
    let composed = mail::compose(&context.config, to, &mail.message_id, &rendered, now);
    Ok(match composed {
        Ok(message) => Ok((message, letter.says)),
        Err(error) => Err(Outcome::Failed(error.to_string())),
    })
}

/// What becomes of a mail that is not written to somebody there, whatever it would be.
async fn unwelcome(
    store: &Store,
    context: &MailContext,
    mail: &Mail,
    (to, address): (&Employee, &str),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, WorkflowError> {
    if context.mailer.is_by_smtp() && mail::is_invented(address) {
        return Ok(Some(without_mail(mail, Unsent::InventedAddress)));
    }
    if !outlives_the_account(mail.kind) && !closed::is_open(store, to, now).await? {
        return Ok(Some(Outcome::Obsolete(Unsent::AccountClosed)));
    }
    let is_dead = bounces::is_not_written_to(store.reader(), address).await?;
    Ok(is_dead.then(|| without_mail(mail, Unsent::AddressMarked)))
}

/// What becomes of what no mail can bring; what the mail of a day says, their page says anyway.
fn without_mail(mail: &Mail, why: Unsent) -> Outcome {
    match mail.kind {
        MailKind::DayNotices => Outcome::Obsolete(why),
        kind if kind.is_about_the_account() => Outcome::Obsolete(why),
        _ => Outcome::InApp(why),
    }
}

/// What is told to whoever has left or is kept out as well: nothing that asks them for anything.
fn outlives_the_account(kind: MailKind) -> bool {
    matches!(kind, MailKind::AccessHanded | MailKind::AccountChanged)
}

pub(super) async fn render(
    store: &Store,
    (config, templates): (&Config, &Tera),
    to: &Employee,
    letter: &Letter,
    now: DateTime<Utc>,
) -> Result<Result<mail::RenderedEmail, crate::text::RenderError>, WorkflowError> {
    let sheet = sheet(store, config, (to.id, &to.name, to.language), now).await?;
    let said = (&letter.email, letter.activation.as_ref());
    Ok(mail::render_email(templates, config, &sheet, said))
}
