//! Whether somebody is the caller's to manage: asked by pages before they show a record, by workflows
//! before they change it.

use chrono::{DateTime, Utc};

use crate::rules::access::scope_day;
use crate::rules::{EmployeeId, OfficeTree, placement};
use crate::store::{ConnectionTrait, placements, roles};
use crate::workflows::{By, WorkflowError};

/// # Errors
/// `NotFound` for somebody out of sight; `Forbidden` for somebody who is seen and managed by others.
pub async fn must_manage(
    db: &impl ConnectionTrait,
    by: &By,
    tree: &OfficeTree,
    id: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let viewer = match by {
        By::System => return Ok(()),
        other => other.viewer()?,
    };
    if viewer.is_administrator() {
        return Ok(());
    }
    let today = scope_day(now);
    let places = placements::of(db, id).await?;
    let office = placement::current(&places, today).map(|place| place.office);
    if !viewer.scope(tree).holds(id, office) {
        return Err(WorkflowError::NotFound);
    }
    let roles = roles::current_and_coming(db, id, today).await?;
    if viewer.may_manage(tree, id, office, &roles) { Ok(()) } else { Err(WorkflowError::Forbidden) }
}
