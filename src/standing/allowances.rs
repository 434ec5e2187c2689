//! What was decided in a closed period, by person and number.

use chrono::{DateTime, Utc};

use super::hung::as_of;
use crate::rules::allowance::Decision;
use crate::rules::{OfficeId, Period, Rulebook};
use crate::store::closed_offices::ClosedOffice;
use crate::store::{self, ConnectionTrait, allowances, closings};

/// In the order of the numbers; those without a NIP are left out. None while the period is not closed.
pub async fn decided(
    db: &impl ConnectionTrait,
    period: &Period,
    offices: Option<&[OfficeId]>,
) -> store::Result<Option<Vec<Decision>>> {
    let Some(closed_at) = closed_at(db, period).await? else { return Ok(None) };
    let amended_at = allowances::amended_at(db, period).await?;
    let rows = allowances::decided(db, period, offices).await?.into_iter();
    let decisions = rows.map(|row| Decision {
        at: row.amendment.and_then(|number| amended_at.get(&number)).copied().unwrap_or(closed_at),
        amendment: row.amendment.and_then(|number| u32::try_from(number).ok()),
        number: row.number,
        status: row.status,
        counted: row.counted,
    });
    let mut decisions: Vec<Decision> = decisions.filter(Decision::has_nip).collect();
    decisions.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(Some(decisions))
}

async fn closed_at(
    db: &impl ConnectionTrait,
    period: &Period,
) -> store::Result<Option<DateTime<Utc>>> {
    let closing = closings::of(db, period).await?.filter(closings::Closing::is_closed);
    Ok(closing.map(|closing| closing.closed_at.unwrap_or(closing.begun_at)))
}

/// An office with all that hung below it when a period was closed.
///
/// # Errors
/// Where the offices that are stored hang together in a circle.
pub fn below(
    rulebook: &Rulebook,
    stored: &[ClosedOffice],
    office: OfficeId,
) -> store::Result<Vec<OfficeId>> {
    Ok(as_of(&rulebook.offices, stored).subtree(office))
}
