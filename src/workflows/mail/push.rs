//! Shows on phones what waits in the outbox for those who want it there (decision 127): the same rows as mails,
//! with the same lease, tries and waits, and asked again just before. Whose last phone is gone is told by mail, or
//! on their own page, by the same row.

use std::time;

use chrono::{DateTime, Duration, Utc};
use futures::future::join_all;
use futures::{StreamExt, stream};

use super::deliver::{Delivered, LEASE};
use super::people::of_each_person;
use super::push_key::push_key;
use super::render::{has_room, said};
use super::said::Said;
use super::settle::{Outcome, TRIES, dice, settle};
use crate::config::Config;
use crate::mail::{Email, Notice, is_invented};
use crate::push::{Answer, Client, Key, Note, Receiver, Sending};
use crate::rules::mail::{MailChoice, MailState};
use crate::rules::unsent::Unsent;
use crate::rules::{MailId, ReminderKind};
use crate::store::employees::{self, Employee};
use crate::store::mails::{self, Mail};
use crate::store::push_subscriptions::{self as phones, PushSubscription};
use crate::store::{self, Store};
use crate::txn_job;
use crate::workflows::accounts::closed;
use crate::workflows::{Warrant, WorkflowError};

/// A push service that has asked to be spared is not asked for so long at the most.
const LONGEST_WAIT: time::Duration = time::Duration::from_hours(6);
/// To so many people something is shown beside each other.
const AT_ONCE: usize = 4;
/// After so many refusals in a row a phone is given up.
const MOST_REFUSALS: i32 = 5;
/// What nobody has seen by then is of no use to them any more; the front page says it still.
const KEPT: Duration = Duration::days(3);
/// The last call comes after it.
const KEPT_MIDWEEK: Duration = Duration::days(1);

/// By what is pushed.
#[derive(Clone, Copy)]
struct Way<'a> {
    config: &'a Config,
    client: &'a Client,
    key: &'a Key,
}

/// Shows up to `limit` that are due on phones.
///
/// # Errors
/// Only when the outbox cannot be read. What goes wrong with one concerns that one alone.
pub async fn push_due(
    store: &Store,
    config: &Config,
    client: &Client,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Delivered, WorkflowError> {
    let due = mails::due_on_phones(store.reader(), now, limit).await?;
    let mut pushed = Delivered::default();
    if due.is_empty() {
        return Ok(pushed);
    }
    let key = push_key(store, &Warrant::system(now)).await?;
    let way = Way { config, client, key: &key };
    let people = of_each_person(due, |(_, employee)| *employee);
    let attempts = stream::iter(people).map(|theirs| async move {
        let mut states = Vec::with_capacity(theirs.len());
        for (id, _) in theirs {
            let state = push(store, way, id, now).await;
            // It stays claimed, and somebody takes it up when the lease is over.
            states.push(state.unwrap_or_else(|error| {
                tracing::error!(mail = %id, %error, "push interrupted");
                None
            }));
        }
        states
    });
    let mut states = attempts.buffer_unordered(AT_ONCE);
    while let Some(of_a_person) = states.next().await {
        of_a_person.into_iter().flatten().for_each(|state| pushed.count(state));
    }
    drop(states);
    Ok(pushed)
}

/// Claims, shows and settles one. Returns its new state; `None` if another had claimed it.
async fn push(
    store: &Store,
    way: Way<'_>,
    id: MailId,
    now: DateTime<Utc>,
) -> Result<Option<MailState>, WorkflowError> {
    let claim = store.write(txn_job!(|txn| mails::claim(txn, vec![id], now, now + LEASE).await));
    let Some(mut mail) = claim.await?.pop() else { return Ok(None) };
    let outcome = if mail.attempts > TRIES {
        // Claimed again and again and never settled: it brings its worker down.
        Outcome::Failed(Unsent::GaveUp.name().into())
    } else {
        attempt(store, way, &mut mail, now).await?
    };
    Ok(Some(settle(store, mail, outcome, now).await?))
}

async fn attempt(
    store: &Store,
    way: Way<'_>,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> store::Result<Outcome> {
    let Some(to) = employees::by_id(store.reader(), mail.employee_id).await? else {
        return Ok(Outcome::Failed(Unsent::NoSuchPerson.name().into()));
    };
    if mail.put_aside_at.is_some() {
        return Ok(Outcome::Obsolete(Unsent::ReadInApp));
    }
    if to.mail_choice != MailChoice::Phone {
        return Ok(Outcome::OtherWay(Unsent::OtherWay));
    }
    if !closed::is_open(store, &to, now).await? {
        return Ok(Outcome::Obsolete(Unsent::AccountClosed));
    }
    let email = match said(store, way.config, mail, &to, now).await? {
        Said::Plain(email) => email,
        Said::Drop(why) => return Ok(Outcome::Obsolete(why)),
        Said::Wait(until) => return Ok(Outcome::Wait(until)),
        // What opens an account is for its mailbox alone, and never queued for a phone.
        Said::Secret(..) => return Ok(Outcome::Obsolete(Unsent::AccountOnly)),
        // From when they wanted one mail a day: their page says what it would have said.
        Said::OfADay(..) => return Ok(Outcome::Obsolete(Unsent::OtherWay)),
    };
    if !has_room(store, mail, &to, now).await? {
        return Ok(Outcome::InApp(Unsent::EnoughThisWeek));
    }
    let language = store.settings().await?.languages.of(to.language);
    let Some(notice) = Notice::of(language, &email) else {
        return Ok(Outcome::Obsolete(Unsent::AccountOnly));
    };
    let note = note(mail.id, &email, notice);
    mail.subject = Some(note.title.clone());
    mail.body = Some(format!("{}\n{}", note.body, note.url));
    on_all(store, way, mail, &to, (&note, ttl(&email, now)), now).await
}

/// Others see what a phone shows: of what is not their own reminder it says no more than the subject.
fn note(id: MailId, email: &Email, notice: Notice) -> Note {
    let body = match email {
        Email::Reminder(_) => notice.text,
        _ => notice.action,
    };
    Note { title: notice.title, body, url: notice.link, tag: topic(id) }
}

/// The same for each attempt: one more takes the place of the one before.
fn topic(id: MailId) -> String {
    format!("pekan{id}")
}

/// For how long a push service keeps it for a phone that is off, in seconds.
fn ttl(email: &Email, now: DateTime<Utc>) -> u64 {
    let kept = match email {
        Email::Reminder(reminder) if reminder.kind == ReminderKind::Midweek => KEPT_MIDWEEK,
        Email::Reminder(reminder) => reminder.deadline.to_utc() - now,
        _ => KEPT,
    };
    kept.to_std().unwrap_or_default().as_secs()
}

/// Shows it on all their phones at once. One that has taken it is enough.
async fn on_all(
    store: &Store,
    way: Way<'_>,
    mail: &mut Mail,
    to: &Employee,
    (note, ttl): (&Note, u64),
    now: DateTime<Utc>,
) -> store::Result<Outcome> {
    let theirs = phones::of(store.reader(), to.id).await?;
    let topic = topic(mail.id);
    let asked = theirs.iter().map(|phone| ask(way, phone, note, (ttl, &topic), now));
    let answers: Vec<Answer> = join_all(asked).await;
    let words = answers.iter().map(|answer| match answer {
        Answer::Taken(words) | Answer::Refused(words) | Answer::Gone(words) => words.as_str(),
        Answer::Later(words, _) => words.as_str(),
    });
    let words = words.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ");
    let taken = answers.iter().filter(|answer| matches!(answer, Answer::Taken(_))).count();
    let waits = answers.iter().filter_map(|answer| match answer {
        Answer::Later(_, after) => *after,
        _ => None,
    });
    let wait = waits.max().map(|wait| wait.min(LONGEST_WAIT));
    mail.phones = Some(i32::try_from(taken).unwrap_or(i32::MAX));
    remember(store, to, &theirs, answers, now).await?;
    let left = phones::of(store.reader(), to.id).await?;
    if taken > 0 {
        return Ok(Outcome::Sent(Vec::new()));
    }
    if left.is_empty() {
        return Ok(Outcome::OtherWay(Unsent::NoPhone));
    }
    if let Some(wait) = wait {
        // Up to a fifth more: what was put off together does not come back together.
        let wait = Duration::from_std(wait).unwrap_or_default();
        mail.next_attempt_at = now + wait + wait * i32::try_from(dice() % 21).unwrap_or(0) / 100;
    }
    Ok(Outcome::Retry(words))
}

async fn ask(
    way: Way<'_>,
    phone: &PushSubscription,
    note: &Note,
    (ttl, topic): (u64, &str),
    now: DateTime<Utc>,
) -> Answer {
    let Ok(to) = Receiver::read(&phone.endpoint, &phone.p256dh, &phone.auth) else {
        // No browser: there is nobody whose words these could be.
        return Answer::Gone(String::new());
    };
    let (client, key, note) = (way.client.clone(), way.key.clone(), note.clone());
    let (contact, topic, service) =
        (contact(way.config), topic.to_owned(), to.service().to_owned());
    let sent = tokio::task::spawn_blocking(move || {
        let (contact, topic) = (contact.as_str(), topic.as_str());
        client.send(&to, &Sending { key: &key, contact, note: &note, ttl, topic, now })
    });
    let answer = sent.await.unwrap_or_else(|error| Answer::Later(error.to_string(), None));
    if let Answer::Refused(words) | Answer::Gone(words) = &answer {
        tracing::warn!(subscription = %phone.id, service, words, "a push service refuses");
    }
    answer
}

/// Whom a push service can write to: where mails of the installation come from, or its own address.
fn contact(config: &Config) -> String {
    let from = config.mail_from.rsplit('<').next().unwrap_or_default().trim_end_matches('>').trim();
    if from.contains('@') && !is_invented(from) {
        return format!("mailto:{from}");
    }
    config.base_url.to_string()
}

/// Notes of each phone what was answered. Who has none left is told another way from now on.
async fn remember(
    store: &Store,
    to: &Employee,
    theirs: &[PushSubscription],
    answers: Vec<Answer>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    let owner = to.id;
    let answered: Vec<_> = theirs.iter().map(|phone| phone.id).zip(answers).collect();
    store
        .write(txn_job!(|txn| {
            for (phone, answer) in answered {
                match answer {
                    Answer::Taken(_) => phones::taken(txn, phone, now).await?,
                    Answer::Later(..) => {}
                    Answer::Refused(_) => phones::refused(txn, phone, MOST_REFUSALS).await?,
                    Answer::Gone(_) => phones::gone(txn, phone).await?,
                }
            }
            phones::leave_phones(txn, owner).await
        }))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn push_services_are_told_an_address_that_there_is() {
        let mut config = Config::from_env("127.0.0.1:8000").unwrap();
        config.mail_from = "Pekan <pekan@lumajangkab.go.id>".into();
        config.base_url = "https://pekan.lumajangkab.go.id".parse().unwrap();
        assert_eq!(contact(&config), "mailto:pekan@lumajangkab.go.id");
        config.mail_from = "pekan@lumajangkab.go.id".into();
        assert_eq!(contact(&config), "mailto:pekan@lumajangkab.go.id");
        config.mail_from = "Pekan <pekan@localhost>".into();
        assert_eq!(contact(&config), "https://pekan.lumajangkab.go.id/");
    }
}
