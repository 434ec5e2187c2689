//! Sends what waits in the outbox. Mails are claimed with a lease, bundle by bundle, so that any number of workers
//! may deliver; no transaction is open while a mail server is talked to.
//! At least once: if we die between the server's "250" and our note of it, the mail goes out again
//! under the same Message-ID.

use std::collections::HashMap;
use std::ops::AddAssign;
use std::time::{self, Instant};

use chrono::{DateTime, Duration, Utc};
use futures::{StreamExt, stream};

use super::attempt::{Server, attempt};
use super::outage::{self, Way};
use super::pace::Allowance;
use super::people::of_each_person;
use super::settle::{Outcome, TRIES, settle};
use crate::mail::{MailContext, step};
use crate::rules::MailId;
use crate::rules::mail::MailState;
use crate::rules::unsent::Unsent;
use crate::store::Store;
use crate::store::mails::{self, Due, Mail};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Whoever has claimed a mail must be done by then. Far longer than a send may take.
pub(super) const LEASE: Duration = Duration::minutes(5);
/// A claimed mail that is not begun by then is given back.
const PATIENCE: time::Duration = time::Duration::from_mins(2);
/// So many are claimed in one write at the most.
const BUNDLE: usize = 64;
/// To so many people they are written and noted beside each other, while others are with the mail server.
const AT_ONCE: usize = 16;

/// How many mails came to what, whichever way they went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Those among them that their receiver's own page or phone says.
    pub sent: usize,
    /// To be tried again, or waiting for the hours of the office.
    pub queued: usize,
    pub failed: usize,
    pub obsolete: usize,
    /// Left to another worker, that was faster.
    pub elsewhere: usize,
}

impl Delivered {
    pub(super) fn count(&mut self, state: MailState) {
        match state {
            MailState::Sent => self.sent += 1,
            MailState::Queued | MailState::Sending => self.queued += 1,
            MailState::Failed => self.failed += 1,
            MailState::Obsolete => self.obsolete += 1,
        }
    }
}

impl AddAssign for Delivered {
    fn add_assign(&mut self, more: Self) {
        self.sent += more.sent;
        self.queued += more.queued;
        self.failed += more.failed;
        self.obsolete += more.obsolete;
        self.elsewhere += more.elsewhere;
    }
}

/// Sends up to `limit` mails that are due. Time runs on from `now` while they are sent.
///
/// # Errors
/// Only when the outbox cannot be read. What goes wrong with one mail concerns that mail alone.
pub async fn deliver_due(
    store: &Store,
    context: &MailContext,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Delivered, WorkflowError> {
    deliver_within(store, context, now, Allowance::of(limit), &|| true).await
}

/// The same, as an allowance says, while `may` says so. A mail server that serves nobody costs no mail a try:
/// it is asked before one is touched, and after it has been found out once, no more are.
///
/// # Errors
/// As [`deliver_due`], and when none can be claimed.
pub async fn deliver_within(
    store: &Store,
    context: &MailContext,
    now: DateTime<Utc>,
    mut allowance: Allowance,
    may: &(dyn Fn() -> bool + Sync),
) -> Result<Delivered, WorkflowError> {
    let begun = Instant::now();
    let full = allowance.full_domains();
    let mut due = mails::due(store.reader(), now, &full, allowance.all).await?;
    due.retain(|mail| allowance.takes(mail));
    let way = outage::way(store, now).await?;
    if way == Way::Closed || (way == Way::Open && due.is_empty()) {
        return Ok(Delivered::default());
    }
    if let Err(why) = context.mailer.ready().await {
        outage::found(store, way, why, now + begun.elapsed()).await?;
        return Ok(Delivered::default());
    }
    if way == Way::Probe {
        due.truncate(1);
    }
    let round = Round { store, server: Server::new(context), now, begun, may };
    // What brought a worker down may do so again: alone, so that it takes no other with it.
    let (abandoned, fresh): (Vec<Due>, Vec<Due>) =
        due.into_iter().partition(|mail| mail.state == MailState::Sending);
    let mut delivered = Delivered::default();
    for bundle in fresh.chunks(BUNDLE).chain(abandoned.chunks(1)) {
        if !round.goes_on() {
            break;
        }
        delivered += round.deliver(bundle).await?;
    }
    match round.server.why_away() {
        Some(why) => outage::found(store, way, why, now + begun.elapsed()).await?,
        None if way == Way::Probe => outage::over(store).await?,
        None => {}
    }
    Ok(delivered)
}

/// Mails that are sent one bundle after the other.
struct Round<'a> {
    store: &'a Store,
    server: Server<'a>,
    now: DateTime<Utc>,
    begun: Instant,
    may: &'a (dyn Fn() -> bool + Sync),
}

/// What became of a claimed mail.
enum Ended {
    Settled(MailState),
    /// Nothing was tried.
    Untried(Box<Mail>),
    /// It stays claimed, and somebody takes it up when the lease is over.
    Interrupted,
}

impl Round<'_> {
    fn goes_on(&self) -> bool {
        !self.server.is_away() && (self.may)()
    }

    fn now(&self) -> DateTime<Utc> {
        self.now + self.begun.elapsed()
    }

    /// Claims some in one write and sends them. Those that another had claimed are left out.
    async fn deliver(&self, bundle: &[Due]) -> Result<Delivered, WorkflowError> {
        let (now, claimed_at) = (self.now(), Instant::now());
        let order: Vec<MailId> = bundle.iter().map(|due| due.id).collect();
        let ids = order.clone();
        let claim =
            self.store.write(txn_job!(|txn| mails::claim(txn, ids, now, now + LEASE).await));
        let claimed = claim.await?.into_iter().map(|mail| (mail.id, mail));
        let mut claimed: HashMap<MailId, Mail> = claimed.collect();
        step("claimed");
        let in_order: Vec<Mail> = order.iter().filter_map(|id| claimed.remove(id)).collect();
        let elsewhere = bundle.len() - in_order.len();
        let mut people = of_each_person(in_order, |mail| mail.employee_id);
        for theirs in &mut people {
            // What is about the account waits for nothing else.
            theirs.sort_by_key(|mail| (!mail.kind.is_about_the_account(), mail.id));
        }
        let mut delivered = Delivered { elsewhere, ..Delivered::default() };
        let attempts = stream::iter(people).map(|mails| async move {
            let mut ended = Vec::with_capacity(mails.len());
            for mail in mails {
                let tries = self.goes_on() && claimed_at.elapsed() < PATIENCE;
                let untried = Ended::Untried;
                ended.push(if tries { self.send(mail).await } else { untried(Box::new(mail)) });
            }
            ended
        });
        let mut ended = attempts.buffer_unordered(AT_ONCE);
        let mut untried = Vec::new();
        while let Some(of_a_person) = ended.next().await {
            for one in of_a_person {
                match one {
                    Ended::Settled(state) => delivered.count(state),
                    Ended::Untried(mail) => untried.push(*mail),
                    Ended::Interrupted => {}
                }
            }
        }
        drop(ended);
        if !untried.is_empty() {
            self.store.write(txn_job!(|txn| mails::release(txn, &untried).await)).await?;
        }
        Ok(delivered)
    }

    /// Sends and settles one mail.
    async fn send(&self, mail: Mail) -> Ended {
        let id = mail.id;
        self.send_and_settle(mail).await.unwrap_or_else(|error| {
            tracing::error!(mail = %id, %error, "delivery interrupted");
            Ended::Interrupted
        })
    }

    async fn send_and_settle(&self, mut mail: Mail) -> Result<Ended, WorkflowError> {
        let now = self.now();
        let outcome = if mail.attempts > TRIES {
            // Claimed again and again and never settled: it brings its worker down.
            Outcome::Failed(Unsent::GaveUp.name().into())
        } else {
            match attempt(self.store, &self.server, &mut mail, now).await? {
                Some(outcome) => outcome,
                None => return Ok(Ended::Untried(Box::new(mail))),
            }
        };
        let state = settle(self.store, mail, outcome, now).await?;
        step("settled");
        Ok(Ended::Settled(state))
    }
}
