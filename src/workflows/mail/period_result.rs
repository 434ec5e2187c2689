//! How somebody stands in a period that was closed, for whoever wants to be told.

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Config;
use crate::mail::{PeriodOutcome, PeriodResult, Recorded};
use crate::rules::mail::MailKind;
use crate::rules::{Assessment, EmployeeId, Period};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, Store, closed_results, closings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Of what was closed longer ago nobody is told any more.
const FRESH: TimeDelta = TimeDelta::days(3);
/// Mails put in by one statement.
const BATCH: u64 = 1_000;

/// Puts in the results of what was closed of late, for whoever wants them and has them not. Returns how many.
pub async fn queue_results(store: &Store, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    let mut queued = 0;
    for closing in closings::closed_since(store.reader(), now - FRESH).await? {
        let period = closing.period();
        let mut after = EmployeeId::NONE;
        loop {
            let wanting = closed_results::wanting(store.reader(), &period, after, BATCH).await?;
            let Some(last) = wanting.last() else { break };
            after = *last;
            queued += wanting.len();
            put_in(store, &period, wanting, now).await?;
        }
    }
    Ok(queued)
}

async fn put_in(
    store: &Store,
    period: &Period,
    wanting: Vec<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let letters = wanting.into_iter().map(|employee| Mail {
        period_kind: Some(period.kind),
        period_start: Some(period.start),
        ..mails::new(MailKind::PeriodResult, employee, now)
    });
    let letters: Vec<Mail> = letters.collect();
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| Ok(mails::insert_many(acting.txn(), letters).await?)))
        .await
}

/// What the mail says; none where they do not want it any more, or nothing was asked of them.
pub(super) async fn period_result(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
) -> store::Result<Option<PeriodResult>> {
    let period = mail.period_kind.zip(mail.period_start);
    let Some((kind, start)) = period.filter(|_| to.wants_results) else { return Ok(None) };
    let (period, rulebook) = (Period::of(kind, start), store.rulebook().await?);
    let found = closed_results::of(store.reader(), &period, &[to.id]).await?.pop();
    let assessment = found.map(|one| one.figures.assessment(&rulebook, &period));
    Ok(assessment.and_then(|assessment| result_of(config, &period, &assessment)))
}

/// The same of what a page knows.
pub(super) fn result_of(
    config: &Config,
    period: &Period,
    assessment: &Assessment<'_>,
) -> Option<PeriodResult> {
    let outcome = PeriodOutcome::of(assessment.status)?;
    let recorded = Recorded {
        period: *period,
        legal_basis: "",
        counted: assessment.counted,
        minimum: assessment.minimum.unwrap_or(0),
        count: assessment.count,
        minimum_count: assessment.minimum_count.unwrap_or(0),
    };
    Some(PeriodResult::new(config, &recorded, outcome))
}
