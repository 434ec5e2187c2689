//! What is wrong with the delivery of mail, on the desk and on the page of the outbox.

use chrono::TimeDelta;

use super::zone;
use crate::rules::outage::{MailAlarm, VAIN_ATTEMPTS, nothing_is_taken, worker_is_silent};
use crate::store::{mails, settings};
use crate::web::HttpError;
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;
use crate::web::request::local;
use crate::web::views::mails::MailTrouble;

/// Attempts that are longer ago say nothing about now.
const LATELY: TimeDelta = TimeDelta::hours(6);

pub async fn shown<R: SignedInAs>(context: &Context<'_, R>) -> Result<Vec<MailTrouble>, HttpError> {
    let (user, db) = (&context.user, context.db());
    let (zone, mut found) = (zone(user), Vec::new());
    let outage = user.settings.mail_outage.as_ref().filter(|outage| outage.is_told());
    if let Some(outage) = outage {
        found.push(MailTrouble {
            kind: Some(outage.kind),
            words: Some(outage.words.clone()),
            since: Some(local(outage.since, zone)),
            next: Some(local(outage.next_probe, zone)),
            ..of(MailAlarm::Outage)
        });
    } else {
        let most = VAIN_ATTEMPTS as u64;
        let newest = mails::newest_outcomes(db, user.now - LATELY, most).await?;
        if nothing_is_taken(&newest) {
            found.push(of(MailAlarm::NothingTaken));
        }
    }
    let heartbeat = settings::get(db, settings::HEARTBEAT).await?;
    let looked = heartbeat.and_then(|at| at.parse().ok());
    if worker_is_silent(looked, user.now, context.app.config.tick_seconds) {
        let since = looked.map(|at| local(at, zone));
        found.push(MailTrouble { since, ..of(MailAlarm::WorkerSilent) });
    }
    Ok(found)
}

fn of(alarm: MailAlarm) -> MailTrouble {
    MailTrouble { alarm, kind: None, words: None, since: None, next: None }
}
