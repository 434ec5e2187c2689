//! When backups are taken and rehearsed, which of them are kept, and what is said when they fail.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::names::named;
use super::problem::{self, Problem, Problems};
use super::{Period, Zone};

/// When a backup is taken, and how many of them are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlan {
    /// Of the day, in the zone of the institution.
    #[serde(rename = "backup_hour")]
    pub hour: u32,
    /// The newest of each of so many days, weeks and months of which there is one.
    #[serde(rename = "backup_days")]
    pub days: u32,
    #[serde(rename = "backup_weeks")]
    pub weeks: u32,
    #[serde(rename = "backup_months")]
    pub months: u32,
}

impl Default for BackupPlan {
    fn default() -> Self {
        Self { hour: 1, days: 7, weeks: 5, months: 12 }
    }
}

impl BackupPlan {
    /// The night that has last begun: it begins at the hour.
    pub fn night(&self, now: DateTime<Utc>, zone: Zone) -> NaiveDate {
        zone.date(now - TimeDelta::hours(i64::from(self.hour)))
    }

    /// Which of the backups taken at these instants are kept. The newest always is.
    pub fn kept(&self, taken: &[DateTime<Utc>], zone: Zone) -> BTreeSet<DateTime<Utc>> {
        let week = |at: DateTime<Utc>| Period::week_of(zone.date(at)).start;
        let month = |at: DateTime<Utc>| zone.date(at).with_day(1).unwrap_or(NaiveDate::MIN);
        let mut kept = newest_of_each(taken, self.days, |at| zone.date(at));
        kept.extend(newest_of_each(taken, self.weeks, week));
        kept.extend(newest_of_each(taken, self.months, month));
        kept.extend(taken.iter().max());
        kept
    }
}

/// The newest backup of each of the last `many` spans of which there is one.
fn newest_of_each(
    taken: &[DateTime<Utc>],
    many: u32,
    span: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> BTreeSet<DateTime<Utc>> {
    let mut newest: BTreeMap<NaiveDate, DateTime<Utc>> = BTreeMap::new();
    for at in taken {
        let held = newest.entry(span(*at)).or_insert(*at);
        *held = (*held).max(*at);
    }
    let many = usize::try_from(many).unwrap_or(usize::MAX);
    newest.into_values().rev().take(many).collect()
}

/// A plan as it was typed; `None` stays.
#[derive(Clone, Debug, Default)]
pub struct BackupDraft {
    pub hour: Option<String>,
    pub days: Option<String>,
    pub weeks: Option<String>,
    pub months: Option<String>,
}

impl BackupDraft {
    pub fn check(&self, problems: &mut Problems, before: BackupPlan) -> BackupPlan {
        let mut number = |field: &str, text: &Option<String>, before, range| match text {
            None => before,
            Some(text) if text.trim().is_empty() => {
                problems.add(Problem::new(field, "missing"));
                before
            }
            text => {
                let read = problem::whole(field, text.as_deref(), before, range);
                problems.take(read).unwrap_or(before)
            }
        };
        BackupPlan {
            hour: number("backup_hour", &self.hour, before.hour, 0..=23),
            days: number("backup_days", &self.days, before.days, 1..=366),
            weeks: number("backup_weeks", &self.weeks, before.weeks, 0..=520),
            months: number("backup_months", &self.months, before.months, 0..=600),
        }
    }
}

named! {
    /// How a run stands.
    pub enum RunState {
        Running = "running",
        Done = "done",
        Failed = "failed",
    }
}

/// One attempt to back up or to rehearse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub night: NaiveDate,
    pub begun_at: DateTime<Utc>,
    pub state: RunState,
    /// Why it failed, in the words of the system.
    pub problem: Option<String>,
}

/// What is done once a night, and how it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nightly {
    pub last: Option<Run>,
    /// When it last went well.
    pub succeeded_at: Option<DateTime<Utc>>,
}

impl Nightly {
    /// Whether somebody should begin now. What failed is tried again after an hour; who has been at it for
    /// six is not at it any more.
    pub fn is_due(&self, tonight: NaiveDate, now: DateTime<Utc>) -> bool {
        let Some(run) = &self.last else { return true };
        let patience = match run.state {
            RunState::Done => return run.night != tonight,
            RunState::Failed => TimeDelta::hours(1),
            RunState::Running => TimeDelta::hours(6),
        };
        let since = now - run.begun_at;
        // A clock that went back says nothing about how long ago it was.
        since >= patience || since < TimeDelta::zero()
    }

    pub fn begin(&mut self, night: NaiveDate, now: DateTime<Utc>) {
        self.last = Some(Run { night, begun_at: now, state: RunState::Running, problem: None });
    }

    pub fn end(&mut self, now: DateTime<Utc>, outcome: Result<(), String>) {
        let state = if outcome.is_ok() { RunState::Done } else { RunState::Failed };
        if outcome.is_ok() {
            self.succeeded_at = Some(now);
        }
        if let Some(run) = &mut self.last {
            run.state = state;
            run.problem = outcome.err();
        }
    }

    /// Why the last attempt failed, where nobody has begun another.
    pub fn problem(&self) -> Option<&str> {
        let run = self.last.as_ref().filter(|run| run.state == RunState::Failed)?;
        Some(run.problem.as_deref().unwrap_or_default())
    }

    fn is_old(&self, now: DateTime<Utc>) -> bool {
        self.succeeded_at.is_some_and(|at| now - at > TimeDelta::hours(36))
    }
}

/// The two things that are done once a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    Backup,
    Rehearsal,
}

/// How the backups of an installation stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backups {
    pub backup: Nightly,
    pub rehearsal: Nightly,
}

named! {
    /// What is wrong with the backups.
    pub enum BackupAlarm {
        /// No folder is set, and nobody takes any by hand.
        None = "no_backup",
        Failed = "backup_failed",
        /// The last one is older than a day and a half.
        Old = "backup_old",
        RehearsalFailed = "rehearsal_failed",
        RehearsalOld = "rehearsal_old",
    }
}

impl Backups {
    pub fn of(&self, duty: Duty) -> &Nightly {
        match duty {
            Duty::Backup => &self.backup,
            Duty::Rehearsal => &self.rehearsal,
        }
    }

    pub fn of_mut(&mut self, duty: Duty) -> &mut Nightly {
        match duty {
            Duty::Backup => &mut self.backup,
            Duty::Rehearsal => &mut self.rehearsal,
        }
    }

    /// Whether somebody should begin now. While a backup is taken there is none to rehearse yet.
    pub fn is_due(&self, duty: Duty, tonight: NaiveDate, now: DateTime<Utc>) -> bool {
        let is_running =
            self.backup.last.as_ref().is_some_and(|run| run.state == RunState::Running);
        self.of(duty).is_due(tonight, now) && (duty == Duty::Backup || !is_running)
    }

    /// What administrators have to know. `scheduled`: whether a folder is set.
    pub fn alarms(&self, scheduled: bool, now: DateTime<Utc>) -> Vec<BackupAlarm> {
        let mut alarms = Vec::new();
        let (backup, rehearsal) = (&self.backup, &self.rehearsal);
        if scheduled && backup.problem().is_some() {
            alarms.push(BackupAlarm::Failed);
        }
        if backup.is_old(now) {
            alarms.push(BackupAlarm::Old);
        }
        if !scheduled && backup.succeeded_at.is_none() {
            alarms.push(BackupAlarm::None);
        }
        if scheduled && rehearsal.problem().is_some() {
            alarms.push(BackupAlarm::RehearsalFailed);
        } else if scheduled && rehearsal.is_old(now) {
            alarms.push(BackupAlarm::RehearsalOld);
        }
        alarms
    }
}

/// Files of which a rehearsal reads every one; of more it reads those whose turn it is.
pub const READ_AT_ONCE: usize = 5_000;
/// After so many nights each file has been read.
const TURNS: i32 = 30;

/// Whether a rehearsal of this night reads a file of this hash, where there are `of` of them.
pub fn is_read(sha256: &str, night: NaiveDate, of: usize) -> bool {
    let place = sha256.get(..4).and_then(|head| i32::from_str_radix(head, 16).ok());
    of <= READ_AT_ONCE
        || place.is_none_or(|place| place % TURNS == night.num_days_from_ce().rem_euclid(TURNS))
}
