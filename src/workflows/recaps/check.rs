//! Whether the totals of an issued recap still hold: asked by its code, by anybody.

use chrono::{DateTime, Utc};

use crate::rules::Summary;
use crate::rules::recap::typed_code;
use crate::standing::sums::{self, Sum};
use crate::store::Store;
use crate::store::recaps::{self, RecapRow};
use crate::workflows::WorkflowError;

/// What is said of a recap.
#[derive(Clone, Debug)]
pub struct Checked {
    pub row: RecapRow,
    /// What it comes to now, with the number of the last amendment; none while nothing has changed.
    pub changed: Option<(Summary, Option<u32>)>,
    /// The number of a recap that was issued later of the same.
    pub newer: Option<String>,
}

/// # Errors
/// `NotFound` for a code that no recap has.
pub async fn check(
    store: &Store,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Checked, WorkflowError> {
    let (db, rulebook) = (store.reader(), store.rulebook().await?);
    let code = typed_code(typed).ok_or(WorkflowError::NotFound)?;
    let row = recaps::by_code(db, &code).await?.ok_or(WorkflowError::NotFound)?;
    let period = row.period();
    let sums = sums::sums(db, &rulebook, &[row.office_id], &[period], now).await?;
    let then = row.amendment.and_then(|number| u32::try_from(number).ok());
    let is_other = |sum: &Sum| sum.summary != row.totals().summary || sum.amendment != then;
    let changed = sums.into_iter().find(is_other).map(|sum| (sum.summary, sum.amendment));
    let newer = recaps::of_office(db, row.office_id, &period).await?;
    let newer = newer.into_iter().next().filter(|newest| newest.id != row.id);
    Ok(Checked { row, changed, newer: newer.map(|newest| newest.number) })
}
