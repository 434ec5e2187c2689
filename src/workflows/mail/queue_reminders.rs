//! Puts the reminders that are due into the outbox (rules.md §10): one of each kind per person and
//! period, however many workers look, because the outbox has a UNIQUE key for it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::reminder::{
    PERSONAL, Timing, duty, for_head, for_person, is_about, periods_near, timing,
};
use crate::rules::{EmployeeId, OfficeId, Period, ReminderKind, RoleKind, Rulebook};
use crate::standing::assess;
use crate::store::mails::{self, Mail};
use crate::store::{Store, employees, roles};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Mails put in by one statement.
const BATCH: usize = 1_000;

/// Queues what is due now and was not queued before. Returns how many.
pub async fn queue_reminders(store: &Store, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let mut queued = 0;
    for period in periods_near(&rulebook, now) {
        queued += queue_personal(store, &rulebook, &period, now).await?;
        queued += queue_digests(store, &rulebook, &period, now).await?;
    }
    Ok(queued)
}

/// The offices to whose people a kind of reminder may go out now.
fn open_offices(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    now: DateTime<Utc>,
) -> HashSet<OfficeId> {
    let opens = |office: &OfficeId| {
        let policy = duty(rulebook, *office, period);
        policy.is_some() && timing(rulebook, kind, period, *office, policy, now) == Timing::Now
    };
    rulebook.offices.iter().map(|office| office.id).filter(opens).collect()
}

async fn queue_personal(
    store: &Store,
    rulebook: &Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> Result<usize, WorkflowError> {
    // Windows first: most of the time nothing is open, and nobody need be read.
    let open = PERSONAL.map(|kind| (kind, open_offices(rulebook, kind, period, now)));
    let offices: HashSet<OfficeId> = open.iter().flat_map(|(_, ids)| ids).copied().collect();
    if offices.is_empty() {
        return Ok(0);
    }
    let everywhere = offices.len() == rulebook.offices.iter().count();
    let offices: Vec<OfficeId> = offices.into_iter().collect();
    let narrowed = (!everywhere).then_some(offices.as_slice());
    let people = assess::roster(store.reader(), narrowed, &[*period]).await?;
    let mut queued = 0;
    for (kind, _) in open.into_iter().filter(|(_, offices)| !offices.is_empty()) {
        let have = receivers(store, kind, period).await?;
        let is_due = |person: &&assess::Person| {
            let assessment = person.assess(rulebook, period, now);
            !have.contains(&person.id)
                && for_person(rulebook, kind, period, &assessment, false, now) == Timing::Now
        };
        let due = people.iter().filter(is_due).map(|person| person.id).collect();
        let due = if kind == ReminderKind::Midweek { unmuted(store, due).await? } else { due };
        queued += queue(store, kind, period, due, now).await?;
    }
    Ok(queued)
}

/// Those of them who have not asked to be spared.
async fn unmuted(store: &Store, ids: Vec<EmployeeId>) -> Result<Vec<EmployeeId>, WorkflowError> {
    let muted: HashSet<_> = employees::muting_midweek(store.reader()).await?.into_iter().collect();
    Ok(ids.into_iter().filter(|id| !muted.contains(id)).collect())
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
        is_about(rulebook, office, period)
            && timing(rulebook, kind, period, office, policy, now) == Timing::Now
    };
    if !rulebook.offices.iter().any(|office| open(office.id)) {
        return Ok(0);
    }
    let have = receivers(store, kind, period).await?;
    let mut heads: BTreeMap<EmployeeId, HashSet<OfficeId>> = BTreeMap::new();
    for (role, _) in roles::holders(store.reader(), RoleKind::Head, scope_day(now)).await? {
        heads.entry(role.employee_id).or_default().extend(role.office_id);
    }
    heads.retain(|head, offices| {
        !have.contains(head) && for_head(rulebook, offices, period, now).1 == Timing::Now
    });
    queue(store, kind, period, heads.into_keys().collect(), now).await
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
    let mut queued: u64 = 0;
    for batch in receivers.chunks(BATCH) {
        let letters = batch.iter().map(|employee| Mail {
            period_kind: Some(period.kind),
            period_start: Some(period.start),
            ..mails::new(kind.into(), *employee, now)
        });
        let (letters, subject): (Vec<_>, _) = (letters.collect(), format!("periods/{period}"));
        queued += Warrant::system(now)
            .on(store, Right::None)
            .write(txn_job!(|acting| {
                let new = mails::remind(acting.txn(), letters).await?;
                if new > 0 {
                    let details = json!({ "kind": kind.name(), "count": new });
                    acting.note(AuditAction::ReminderQueue, subject, details).await?;
                }
                Ok(new)
            }))
            .await?;
    }
    Ok(usize::try_from(queued).unwrap_or(usize::MAX))
}
