//! A public holiday or joint leave day, new or changed.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::amend::{self, Occasion, Span};
use super::{By, Refused};
use crate::rules::EmployeeId;
use crate::rules::amendment::Cause;
use crate::rules::problem::{self, Problem, Problems};
use crate::store::holidays::{self, Holiday};
use crate::store::{Store, Txn, audit};
use crate::txn_job;

pub const KINDS: [&str; 2] = ["public", "joint_leave"];
const LONGEST_NAME: usize = 120;

/// A holiday as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub date: String,
    pub name: String,
    pub kind: String,
}

pub async fn put(
    store: &Store,
    by: &By,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<Holiday, Refused> {
    by.must_administer()?;
    let holiday = draft.check().map_err(Refused::Invalid)?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
            let known = !holidays::between(txn, holiday.day, holiday.day).await?.is_empty();
            if !known {
                day_changes(txn, holiday.day, author, now).await?;
            }
            holidays::put(txn, holiday.clone()).await?;
            let details = json!({ "name": holiday.name, "kind": holiday.kind });
            let subject = format!("holidays/{}", holiday.day);
            audit::note(txn, now, author, "holiday.put", subject, details).await?;
            Ok(holiday)
        }))
        .await
}

/// A day becomes a holiday, or is one no more: for everybody, also in closed periods. Not while one
/// is being closed that holds it, for part of its people are stored already.
pub(super) async fn day_changes(
    txn: &Txn,
    day: NaiveDate,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    if let Some(period) = amend::hold(txn).await?.being_closed(day)? {
        let busy = Problem::new("date", "period-being-closed");
        return Err(Refused::Conflict(busy.with("period", period)));
    }
    let occasion = Occasion::new(Cause::Holiday, author, now);
    let span = Span { employee: None, from: day, to: Some(day) };
    Ok(amend::facts_changed(txn, &[span], &occasion).await?)
}

impl Draft {
    fn check(&self) -> Result<Holiday, Vec<Problem>> {
        let mut problems = Problems::default();
        let day = problems.take(problem::date("date", &self.date));
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let known = KINDS.into_iter().find(|kind| *kind == self.kind.trim());
        let kind = problems.take(match self.kind.trim() {
            "" => Err(Problem::new("kind", "missing")),
            kind => known.ok_or_else(|| problem::shown("kind", "unknown-choice", kind)),
        });
        match (day, name, kind) {
            (Some(day), Some(name), Some(kind)) => Ok(Holiday { day, name, kind: kind.into() }),
            _ => Err(problems.into_vec()),
        }
    }
}
