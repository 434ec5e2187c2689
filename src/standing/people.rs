//! Finding people through the viewer: who is out of sight is not found.

use chrono::{DateTime, Utc};

use crate::rules::{EmployeeId, OfficeId, Placement, Rulebook, Viewer, placement};
use crate::store::{self, Store, employees, placements};

/// An employee in the viewer's sight.
#[derive(Clone, Debug)]
pub struct Found {
    pub id: EmployeeId,
    pub placements: Vec<Placement>,
    /// Where they belong today.
    pub office: Option<OfficeId>,
}

/// The employee with this number, or the viewer themselves.
pub async fn owner(
    store: &Store,
    rulebook: &Rulebook,
    viewer: &Viewer,
    number: Option<&str>,
    now: DateTime<Utc>,
) -> store::Result<Option<Found>> {
    let id = match number {
        None => viewer.employee,
        Some(number) => match employees::by_number(store.reader(), number).await? {
            Some(found) => found.id,
            None => return Ok(None),
        },
    };
    by_id(store, rulebook, viewer, id, now).await
}

/// The employee with this id, if in sight.
pub async fn by_id(
    store: &Store,
    rulebook: &Rulebook,
    viewer: &Viewer,
    id: EmployeeId,
    now: DateTime<Utc>,
) -> store::Result<Option<Found>> {
    let placements = placements::of(store.reader(), id).await?;
    Ok(in_sight(rulebook, viewer, (id, placements), now))
}

/// An employee whose placements are known, if in sight.
pub fn in_sight(
    rulebook: &Rulebook,
    viewer: &Viewer,
    (id, placements): (EmployeeId, Vec<Placement>),
    now: DateTime<Utc>,
) -> Option<Found> {
    let today = rulebook.today(&placements, now);
    let office = placement::current(&placements, today).map(|placement| placement.office);
    let is_in_sight = viewer.scope(&rulebook.offices).holds(id, office);
    is_in_sight.then_some(Found { id, placements, office })
}
