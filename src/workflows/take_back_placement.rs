//! A transfer or a departure that was noted by mistake is taken back, the last one first: what it
//! ended runs on. The audit keeps what it said.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::amend::{self, Occasion, Span};
use super::{By, Refused, propose_amendments};
use crate::rules::amendment::Cause;
use crate::rules::{Placement, Problem, placement};
use crate::store::{Store, audit, employees, placements};
use crate::txn_job;

/// What was a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The placement that begins on this day.
    Placement(NaiveDate),
    /// That they left. Roles that ended with it do not come back.
    Departure,
}

/// # Errors
/// `NotFound` for what there is not; `Conflict` for a placement that is not the last, or the only one.
pub async fn take_back(
    store: &Store,
    by: &By,
    number: &str,
    mistake: Mistake,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    by.must_administer()?;
    let (author, number) = (by.author(), number.to_owned());
    let id = store
        .write(txn_job!(|txn| {
            let held = amend::hold(txn).await?;
            let id = employees::locked(txn, &number).await?.ok_or(Refused::NotFound)?.id;
            held.keep(txn, &[id]).await?;
            let before = placements::of(txn, id).await?;
            let (after, changed_from, details) = without(&before, mistake)?;
            placements::forget(txn, &[id]).await?;
            let rows = after.into_iter().map(|placement| (id, placement)).collect();
            placements::insert_many(txn, rows).await?;
            let subject = format!("employees/{id}");
            audit::note(txn, now, author, "employee.unplace", subject, details).await?;
            let occasion = Occasion::new(Cause::Placement, author, now);
            amend::facts_changed(txn, &[Span::since(id, changed_from)], &occasion).await?;
            Ok::<_, Refused>(id)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(id), now).await
}

/// The career without the mistake, from when on it differs, and what the audit notes.
fn without(
    career: &[Placement],
    mistake: Mistake,
) -> Result<(Vec<Placement>, NaiveDate, Value), Refused> {
    let last = career.last().ok_or(Refused::NotFound)?;
    match mistake {
        Mistake::Departure => {
            let on = last.to.ok_or(Refused::NotFound)?;
            let mut after = career.to_vec();
            after.iter_mut().filter(|one| one.from == last.from).for_each(|one| one.to = None);
            Ok((after, on.succ_opt().unwrap_or(on), json!({ "on": on })))
        }
        Mistake::Placement(from) if last.from == from && last.to.is_none() => {
            let refused = || conflict("placement-only");
            let after = placement::without_last(career).ok_or_else(refused)?;
            Ok((after, from, json!({ "from": from })))
        }
        Mistake::Placement(from) if career.iter().any(|one| one.from == from) => {
            Err(conflict("placement-not-last"))
        }
        Mistake::Placement(_) => Err(Refused::NotFound),
    }
}

fn conflict(code: &'static str) -> Refused {
    Refused::Conflict(Problem::new("placement", code))
}
