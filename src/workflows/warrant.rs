//! Who asks for a change, and by what. A request may take long to arrive, and much can happen meanwhile: a
//! session is ended, a role is taken back, a deadline passes. So nothing is written on what was known when
//! it began: inside the transaction it is read once more whether the session or key still stands and which
//! roles hold, and audit, deadlines and `recorded_at` take the instant of that.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::WorkflowError;
use super::by::{By, Right};
use crate::clock::Clock;
use crate::rules::audit::AuditAction;
use crate::rules::security_event::SecurityEvent;
use crate::rules::{EmployeeId, Rulebook, Viewer, account, api_key};
use crate::security_log::{self, Subject};
use crate::store::audit::{self, Note};
use crate::store::facts::{FactsLock, lock_for_fact_change};
use crate::store::identities::{self, Identity};
use crate::store::{self, Store, Txn, Work};

/// What every workflow takes, and the only way of a workflow to write.
#[derive(Clone, Debug)]
pub struct Warrant {
    by: By,
    proof: Proof,
    clock: Clock,
}

/// Why somebody is believed to be who they say.
#[derive(Clone, Debug)]
enum Proof {
    /// SHA-256 of the token of their session.
    Session(String),
    /// SHA-256 of their key to the API.
    Key(String),
    /// Nothing that could end: the machine is theirs, or they are nobody in particular, or have typed their
    /// password or opened their link in this very request.
    Itself,
}

impl Warrant {
    /// Somebody by their session.
    pub fn of_session(viewer: Viewer, token_hash: String, clock: Clock) -> Self {
        Self { by: By::Person(viewer), proof: Proof::Session(token_hash), clock }
    }

    /// Somebody by their key to the API.
    pub fn of_key(viewer: Viewer, token_hash: String, clock: Clock) -> Self {
        Self { by: By::Person(viewer), proof: Proof::Key(token_hash), clock }
    }

    /// Somebody who has just typed their password or opened their link.
    pub fn proved(viewer: Viewer, clock: Clock) -> Self {
        Self { by: By::Person(viewer), proof: Proof::Itself, clock }
    }

    /// Somebody who has not signed in.
    pub fn stranger(clock: Clock) -> Self {
        Self { by: By::Stranger, proof: Proof::Itself, clock }
    }

    /// The command line or the schedule, at an instant.
    pub fn system(now: DateTime<Utc>) -> Self {
        Self { by: By::System, proof: Proof::Itself, clock: Clock::At(now) }
    }

    /// Who asks, as they stood when the request began: enough to refuse, too little to write.
    pub fn by(&self) -> &By {
        &self.by
    }

    /// The person who asks, as they stood when the request began.
    ///
    /// # Errors
    /// `Forbidden` where it is no person.
    pub fn viewer(&self) -> Result<&Viewer, WorkflowError> {
        self.by.viewer()
    }

    pub fn author(&self) -> Option<EmployeeId> {
        self.by.author()
    }

    pub fn must(&self, right: Right) -> Result<(), WorkflowError> {
        self.by.must(right)
    }

    /// Now, for what is judged before anything is written.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// What may be written, and where. The right is asked for now, and again in the transaction.
    pub fn on<'a>(&'a self, store: &'a Store, right: Right) -> Permit<'a> {
        Permit { warrant: self, store, right }
    }

    async fn run<T, F>(
        self,
        txn: &Txn,
        rulebook: Arc<Rulebook>,
        right: Right,
        job: F,
    ) -> Result<(T, Vec<Ended>), WorkflowError>
    where
        F: for<'c> FnOnce(&'c Acting<'c>) -> Work<'c, T, WorkflowError> + Send,
    {
        let now = self.clock.now();
        let by = self.by_now(txn, &rulebook, now).await?;
        by.must(right)?;
        let acting = Acting { txn, by, now, rulebook, notes: Mutex::default() };
        let value = job(&acting).await?;
        let notes = acting.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ended = notes.iter().filter_map(Ended::of).collect();
        audit::append(txn, notes).await?;
        Ok((value, ended))
    }

    async fn by_now(
        &self,
        txn: &Txn,
        rulebook: &Rulebook,
        now: DateTime<Utc>,
    ) -> Result<By, WorkflowError> {
        let found = match &self.proof {
            Proof::Session(token_hash) => identities::by_session(txn, token_hash, now).await?,
            Proof::Key(token_hash) => identities::by_token(txn, token_hash, now).await?,
            Proof::Itself => return self.by_itself(txn, rulebook, now).await,
        };
        let mut identity = found.ok_or(WorkflowError::SignedOut)?;
        in_force(&mut identity, rulebook, now).ok_or(WorkflowError::SignedOut)?;
        Ok(By::Person(Viewer { employee: identity.person.id, roles: identity.roles }))
    }

    /// A person, who may have left since they typed their password; or nobody in particular.
    async fn by_itself(
        &self,
        txn: &Txn,
        rulebook: &Rulebook,
        now: DateTime<Utc>,
    ) -> Result<By, WorkflowError> {
        if let By::Person(viewer) = &self.by {
            let found = identities::of(txn, viewer.employee, now).await?;
            let mut identity = found.ok_or(WorkflowError::SignedOut)?;
            in_force(&mut identity, rulebook, now).ok_or(WorkflowError::SignedOut)?;
        }
        Ok(self.by.clone())
    }
}

/// A warrant for one change.
pub struct Permit<'a> {
    warrant: &'a Warrant,
    store: &'a Store,
    right: Right,
}

impl Permit<'_> {
    /// Runs a job in a transaction, by whoever still has the right in it.
    ///
    /// # Errors
    /// `SignedOut` where the session or key has ended meanwhile, `Forbidden` where the right has.
    pub async fn write<T, F>(self, job: F) -> Result<T, WorkflowError>
    where
        F: for<'c> FnOnce(&'c Acting<'c>) -> Work<'c, T, WorkflowError> + Clone + Send + 'static,
        T: Send + 'static,
    {
        let Self { warrant, store, right } = self;
        warrant.must(right)?;
        let (warrant, rulebook) = (warrant.clone(), store.rulebook().await?);
        let written =
            store.write(move |txn| Box::pin(warrant.run(txn, rulebook, right, job))).await;
        written.map(said)
    }

    /// The same for jobs that change offices, policies, holidays or settings.
    pub async fn write_reference<T, F>(self, job: F) -> Result<T, WorkflowError>
    where
        F: for<'c> FnOnce(&'c Acting<'c>) -> Work<'c, T, WorkflowError> + Clone + Send + 'static,
        T: Send + 'static,
    {
        let Self { warrant, store, right } = self;
        warrant.must(right)?;
        let (warrant, rulebook) = (warrant.clone(), store.rulebook().await?);
        let written = store
            .write_reference(move |txn| Box::pin(warrant.run(txn, rulebook, right, job)))
            .await;
        written.map(said)
    }
}

/// A session or a key that a transaction has ended.
struct Ended(SecurityEvent, Subject<'static>);

impl Ended {
    fn of(note: &Note) -> Option<Self> {
        let event = match note.action {
            AuditAction::SessionClose => SecurityEvent::SignedOut,
            AuditAction::SessionEnd | AuditAction::SessionEndOthers => SecurityEvent::SessionEnded,
            AuditAction::TokenRevoke => SecurityEvent::KeyEnded,
            _ => return None,
        };
        Some(Self(event, note.about().into()))
    }
}

/// Once it is stored, the log says what has ended.
fn said<T>((value, ended): (T, Vec<Ended>)) -> T {
    ended.into_iter().for_each(|Ended(event, whose)| security_log::say(event, whose));
    value
}

/// Leaves somebody the roles that hold today, and returns the day; none where their session has run out,
/// and for whoever has left or is kept out.
pub fn in_force(
    identity: &mut Identity,
    rulebook: &Rulebook,
    now: DateTime<Utc>,
) -> Option<NaiveDate> {
    let today = rulebook.today(&identity.placements, now);
    if !account::is_open(identity.is_disabled, &identity.placements, today) {
        return None;
    }
    identity.roles.retain(|role| role.holds_on(today));
    let kinds = || identity.roles.iter().map(|role| role.kind);
    let of_session = identity.session.map(|session| session.expires_at(kinds()));
    let of_key = identity.key.map(|key| api_key::expires_at(key.created_at, kinds()));
    let has_run_out = [of_session, of_key].into_iter().flatten().any(|until| until < now);
    (!has_run_out).then_some(today)
}

/// Who acts in a transaction, as they stand in it, and its instant.
pub struct Acting<'t> {
    txn: &'t Txn,
    by: By,
    now: DateTime<Utc>,
    rulebook: Arc<Rulebook>,
    /// What is added to the audit at the end: whoever adds to it keeps others from it until they are done.
    notes: Mutex<Vec<Note>>,
}

impl<'t> Acting<'t> {
    pub fn txn(&self) -> &'t Txn {
        self.txn
    }

    pub fn by(&self) -> &By {
        &self.by
    }

    /// # Errors
    /// `Forbidden` where it is no person: what is decided wants to know by whom.
    pub fn viewer(&self) -> Result<&Viewer, WorkflowError> {
        self.by.viewer()
    }

    pub fn author(&self) -> Option<EmployeeId> {
        self.by.author()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Offices, policies and holidays as they were when the transaction began.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The first thing in a transaction that changes facts.
    pub async fn lock_facts(&self) -> store::Result<FactsLock<'t>> {
        lock_for_fact_change(self.txn).await
    }

    /// Notes for the audit what was done; it is written with the rest of the transaction.
    pub fn note(
        &self,
        action: AuditAction,
        subject: String,
        details: Value,
    ) -> Ready<store::Result<()>> {
        self.note_by(self.author(), action, subject, details)
    }

    /// The same of somebody who began it earlier.
    pub fn note_by(
        &self,
        actor: Option<EmployeeId>,
        action: AuditAction,
        subject: String,
        details: Value,
    ) -> Ready<store::Result<()>> {
        let note = Note { at: self.now, actor, action, subject, details };
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
        ready(Ok(()))
    }
}
