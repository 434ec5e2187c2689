//! What no mail brings, for a gateway that sends it to somebody's telephone.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::render::said;
use super::said::Said;
use crate::config::Config;
use crate::mail::Notice;
use crate::rules::MailId;
use crate::rules::activation::whatsapp_number;
use crate::rules::mail::{MailKind, MailState};
use crate::rules::unsent::Unsent;
use crate::store::mails;
use crate::store::{self, Store};
use crate::text::Language;
use crate::workflows::accounts::closed;

/// A message, in the language of its receiver.
#[derive(Debug, Serialize)]
pub struct Message {
    pub kind: MailKind,
    /// The number of who receives it.
    pub number: String,
    pub name: String,
    /// With the code of the country: `+62…`.
    pub phone: String,
    pub language: Language,
    pub text: String,
    pub link: String,
}

pub enum Spoken {
    Now(Box<Message>),
    /// Not any more.
    Not(Unsent),
    /// Not before this instant.
    Wait(DateTime<Utc>),
}

pub async fn spoken(
    store: &Store,
    config: &Config,
    id: MailId,
    now: DateTime<Utc>,
) -> store::Result<Spoken> {
    let Some((mail, Some(to))) = mails::by_id(store.reader(), id).await? else {
        return Ok(Spoken::Not(Unsent::NoMessage));
    };
    let is_shown = mail.shown_from.is_some() && mail.state != MailState::Obsolete;
    let Some(from) = mail.shown_from.filter(|_| is_shown && mail.put_aside_at.is_none()) else {
        return Ok(Spoken::Not(Unsent::ReadInApp));
    };
    if now < from {
        return Ok(Spoken::Wait(from));
    }
    let Some(phone) = to.phone.as_deref().and_then(whatsapp_number) else {
        return Ok(Spoken::Not(Unsent::NoTelephone));
    };
    if !closed::is_open(store, &to, now).await? {
        return Ok(Spoken::Not(Unsent::AccountClosed));
    }
    let email = match said(store, config, &mail, &to, now).await? {
        Said::Plain(email) => email,
        Said::Secret(..) | Said::OfADay(..) => return Ok(Spoken::Not(Unsent::AccountOnly)),
        Said::Wait(until) => return Ok(Spoken::Wait(until)),
        Said::Drop(why) => return Ok(Spoken::Not(why)),
    };
    let language = store.settings().await?.languages.of(to.language);
    let Some(notice) = Notice::of(language, &email) else {
        return Ok(Spoken::Not(Unsent::AccountOnly));
    };
    Ok(Spoken::Now(Box::new(Message {
        kind: mail.kind,
        number: to.number,
        name: to.name,
        phone: format!("+{phone}"),
        language,
        text: format!("{}. {}", notice.title, notice.text),
        link: notice.link,
    })))
}
