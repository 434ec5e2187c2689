//! When a mail server serves nobody: how long the outbox rests, and when administrators are told.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::mail::AttemptOutcome;
use super::names::named;

named! {
    /// Why no mail can leave, whomever it is for.
    pub enum OutageKind {
        /// There is no connection, or it was cut.
        Unreachable = "unreachable",
        /// It says nothing.
        Silent = "silent",
        /// The connection cannot be encrypted, or the certificate is nobody's that is trusted.
        Encryption = "encryption",
        /// It refuses our name and password, or wants some.
        SignIn = "sign_in",
        /// It refuses us before it has heard whom a mail is for.
        Refusing = "refusing",
    }
}

named! {
    /// What is wrong with the delivery of mail, for administrators.
    pub enum MailAlarm {
        /// The mail server serves nobody.
        Outage = "outage",
        /// It takes none of the mails that it is given.
        NothingTaken = "nothing_taken",
        /// The worker, which sends them, has stopped.
        WorkerSilent = "worker_silent",
    }
}

/// The longest time between two probes.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(10);
/// With so many probes in vain administrators are told; the second comes half a minute after the first.
const TOLD_AFTER: u32 = 2;
/// A worker that has not looked for so long has stopped.
const SILENT_AFTER: TimeDelta = TimeDelta::minutes(4);
/// Of so many attempts that came last, and all in vain, administrators are told.
pub const VAIN_ATTEMPTS: usize = 5;

/// A mail server that serves nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailOutage {
    pub kind: OutageKind,
    /// What it said last, or the system.
    pub words: String,
    pub since: DateTime<Utc>,
    /// How often it was asked in vain.
    pub probes: u32,
    /// No mail is tried before.
    pub next_probe: DateTime<Utc>,
}

impl MailOutage {
    /// One that has just been found, or that goes on.
    #[must_use]
    pub fn found(
        known: Option<&Self>,
        (kind, words): (OutageKind, String),
        now: DateTime<Utc>,
        dice: u32,
    ) -> Self {
        let probes = known.map_or(0, |known| known.probes).saturating_add(1);
        let since = known.map_or(now, |known| known.since);
        Self { kind, words, since, probes, next_probe: now + pause(probes, dice) }
    }

    /// Whether nothing is tried now. An instant that is too far away was given by a clock that was wrong.
    pub fn rests(&self, now: DateTime<Utc>) -> bool {
        now < self.next_probe && self.next_probe - now <= LONGEST_PAUSE * 2
    }

    /// Whether administrators are told: one failure may be chance.
    pub fn is_told(&self) -> bool {
        self.probes >= TOLD_AFTER
    }
}

/// 30 seconds, 1, 2, 4, 8 and then 10 minutes, up to a fifth less by the dice: many workers do not come
/// back together.
pub fn pause(probes: u32, dice: u32) -> TimeDelta {
    let doubled = 30_i64 << probes.saturating_sub(1).min(10);
    let longest = TimeDelta::seconds(doubled).min(LONGEST_PAUSE);
    let percent = 80 + i32::try_from(dice % 21).unwrap_or(20);
    longest * percent / 100
}

/// Whether a worker has stopped that once looked, every so many seconds.
pub fn worker_is_silent(
    heartbeat: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    tick_seconds: u64,
) -> bool {
    let ticks = TimeDelta::seconds(i64::try_from(tick_seconds).unwrap_or(i64::MAX / 4000) * 3);
    heartbeat.is_some_and(|looked| now - looked > SILENT_AFTER.max(ticks))
}

/// Whether the newest attempts were all in vain; those that were not due any more are none.
pub fn nothing_is_taken(newest: &[AttemptOutcome]) -> bool {
    let in_vain = |outcome: &AttemptOutcome| {
        matches!(outcome, AttemptOutcome::Retry | AttemptOutcome::Failed)
    };
    newest.len() >= VAIN_ATTEMPTS && newest.iter().all(in_vain)
}
