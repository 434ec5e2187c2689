//! A public holiday or joint leave day, new or changed.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{By, Refused};
use crate::rules::problem::{self, Problems};
use crate::store::holidays::{self, Holiday};
use crate::store::{Store, audit};
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
            holidays::put(txn, holiday.clone()).await?;
            let details = json!({ "name": holiday.name, "kind": holiday.kind });
            let subject = format!("holidays/{}", holiday.day);
            audit::note(txn, now, author, "holiday.put", subject, details).await?;
            Ok(holiday)
        }))
        .await
}

impl Draft {
    fn check(&self) -> Result<Holiday, Vec<crate::rules::Problem>> {
        let mut problems = Problems::default();
        let day = problems.take(problem::date("date", &self.date));
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let known = KINDS.into_iter().find(|kind| *kind == self.kind.trim());
        let kind = problems.take(match self.kind.trim() {
            "" => Err(crate::rules::Problem::new("kind", "missing")),
            kind => known.ok_or_else(|| problem::shown("kind", "unknown-choice", kind)),
        });
        match (day, name, kind) {
            (Some(day), Some(name), Some(kind)) => Ok(Holiday { day, name, kind: kind.into() }),
            _ => Err(problems.into_vec()),
        }
    }
}
