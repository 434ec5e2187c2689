//! How offices hung together when a period was closed.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;

use crate::rules::{Office, OfficeId, OfficeTree, Period, PeriodKind, Rulebook};
use crate::store::closed_offices::{self, ClosedOffice};
use crate::store::{self, ConnectionTrait};

/// What is stored of some offices, and of all that hung below them, in the periods of a kind that begin within one
/// of some spans of days.
pub async fn below(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    (kind, spans): (PeriodKind, &[(NaiveDate, NaiveDate)]),
) -> store::Result<Vec<ClosedOffice>> {
    let below = |office: &OfficeId| rulebook.offices.subtree(*office);
    let mut known: HashSet<OfficeId> = offices.iter().flat_map(below).collect();
    loop {
        let ids: Vec<OfficeId> = known.iter().copied().collect();
        let rows = closed_offices::with_children(db, &ids, kind, spans).await?;
        // What hung below them then and has moved away since has offices of its own below it.
        let relocated: Vec<OfficeId> =
            rows.iter().map(|row| row.office_id).filter(|id| !known.contains(id)).collect();
        if relocated.is_empty() {
            return Ok(rows);
        }
        known.extend(relocated.iter().flat_map(below));
        known.extend(relocated);
    }
}

/// An office and all that hung below it when a period was closed.
pub async fn subtree(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
) -> store::Result<Vec<OfficeId>> {
    let span = [(period.start, period.start)];
    let rows = below(db, rulebook, &[office], (period.kind, &span)).await?;
    Ok(as_of(&rulebook.offices, &rows).subtree(office))
}

/// The offices with what was above them, and their zones, when a period was closed.
pub fn as_of<'a>(today: &'a OfficeTree, stored: &[ClosedOffice]) -> Cow<'a, OfficeTree> {
    let mut tree = Cow::Borrowed(today);
    for row in stored {
        let Some(office) = today.get(row.office_id) else { continue };
        let zone = row.time_zone;
        if office.parent != row.parent_id || office.zone != zone {
            let then = Office { parent: row.parent_id, zone, ..office.clone() };
            tree.to_mut().put(then);
        }
    }
    tree
}
