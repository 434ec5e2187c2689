//! Puts the reminders that are due into the outbox (rules.md §10): one of each kind per person and
//! period, however many workers look, because the outbox has a UNIQUE key for it.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::reminder::{Timing, due, duty, is_about, periods_near, timing};
use crate::rules::{EmployeeId, OfficeId, Period, ReminderKind, RoleKind, Rulebook};
use crate::standing::assess;
use crate::store::mails::{self, Mail};
use crate::store::{Store, audit, employees, roles};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Mails put in by one transaction, and people asked for by one query.
const BATCH: usize = 300;

/// Queues what is due now and was not queued before. Returns how many.
pub async fn queue_reminders(store: &Store, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let mut queued = 0;
    for period in periods_near(now) {
        queued += queue_midweek(store, &rulebook, &period, now).await?;
        queued += queue_digests(store, &rulebook, &period, now).await?;
    }
    Ok(queued)
}

async fn queue_midweek(
    store: &Store,
    rulebook: &Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> Result<usize, WorkflowError> {
    let kind = ReminderKind::Midweek;
    let opens = |office| {
        duty(rulebook, office, period).is_some_and(|policy| {
            timing(rulebook, kind, period, office, Some(policy), now) == Timing::Now
        })
    };
    // Windows first: most of the time nothing is open, and nobody need be read.
    let open: Vec<OfficeId> =
        rulebook.offices.iter().map(|office| office.id).filter(|id| opens(*id)).collect();
    if open.is_empty() {
        return Ok(0);
    }
    let have = receivers(store, kind, period).await?;
    let everywhere = open.len() == rulebook.offices.iter().count();
    let narrowed = (!everywhere).then_some(open.as_slice());
    let due: Vec<EmployeeId> = assess::roster(store.reader(), narrowed, &[*period])
        .await?
        .iter()
        .filter(|person| !have.contains(&person.id))
        .filter(|person| {
            let assessment = person.assess_now(rulebook, period, now);
            assessment.office.is_some_and(|office| open.contains(&office))
                && due(kind, &assessment, false)
        })
        .map(|person| person.id)
        .collect();
    let due = unmuted(store, due).await?;
    queue(store, kind, period, due, now).await
}

async fn unmuted(store: &Store, ids: Vec<EmployeeId>) -> Result<Vec<EmployeeId>, WorkflowError> {
    let mut stored = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let people = employees::by_ids(store.reader(), batch.iter().copied()).await?;
        let reached = people.iter().filter(|person| !person.mute_midweek && person.email.is_some());
        stored.extend(reached.map(|person| person.id));
    }
    Ok(stored)
}

async fn queue_digests(
    store: &Store,
    rulebook: &Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> Result<usize, WorkflowError> {
    let kind = ReminderKind::HeadDigest;
    let open = |office| {
        let policy = duty(rulebook, office, period);
        timing(rulebook, kind, period, office, policy, now) == Timing::Now
    };
    if !rulebook.offices.iter().any(|office| open(office.id)) {
        return Ok(0);
    }
    let have = receivers(store, kind, period).await?;
    let heads = roles::holders(store.reader(), RoleKind::Head, scope_day(now)).await?;
    let due: BTreeSet<EmployeeId> = heads
        .into_iter()
        .filter(|(role, _)| !have.contains(&role.employee_id))
        .filter(|(role, _)| {
            role.office_id.is_some_and(|office| open(office) && is_about(rulebook, office, period))
        })
        .map(|(role, _)| role.employee_id)
        .collect();
    queue(store, kind, period, due.into_iter().collect(), now).await
}

async fn receivers(
    store: &Store,
    kind: ReminderKind,
    period: &Period,
) -> Result<HashSet<EmployeeId>, WorkflowError> {
    let have = mails::receivers(store.reader(), kind.into(), period).await?;
    Ok(have.into_iter().collect())
}

async fn queue(
    store: &Store,
    kind: ReminderKind,
    period: &Period,
    receivers: Vec<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<usize, WorkflowError> {
    let mut queued = 0;
    for batch in receivers.chunks(BATCH) {
        let (batch, period) = (batch.to_vec(), *period);
        queued += store
            .write(txn_job!(|txn| {
                let mut new = 0;
                for employee in batch {
                    let mail = Mail {
                        period_kind: Some(period.kind),
                        period_start: Some(period.start),
                        ..mails::new(kind.into(), employee, now)
                    };
                    new += usize::from(mails::insert(txn, mail).await?);
                }
                if new > 0 {
                    let details = json!({ "kind": kind.name(), "count": new });
                    let subject = format!("periods/{period}");
                    audit::note(txn, now, None, AuditAction::ReminderQueue, subject, details)
                        .await?;
                }
                Ok::<_, WorkflowError>(new)
            }))
            .await?;
    }
    Ok(queued)
}
