//! Moves between offices that one side has proposed.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::form_values::FormValues;
use super::{OfficeChoice, View};
use crate::rules::TransferId;
use crate::rules::transfer::{Action, TransferState};
use crate::store;
use crate::store::transfers;
use crate::web::AppState;
use crate::web::guards::viewer::SignedIn;
use crate::web::views::people;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TransfersPage {
    /// Those that are known everywhere, then those of the district's own.
    pub levels: Vec<String>,
    /// What waits for the viewer's decision.
    pub waiting: Vec<TransferView>,
    /// The others, the newest first.
    pub others: Vec<TransferView>,
    /// Into which the viewer may ask somebody.
    pub offices: Vec<OfficeChoice>,
    pub form: FormValues,
}

impl View for TransfersPage {
    const TEMPLATE: &'static str = "admin/transfers/index.html";
}

/// A proposed move, on pages and through the API.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TransferView {
    #[schema(value_type = i64)]
    pub id: TransferId,
    /// The number of who is to move.
    pub employee: String,
    /// Their name, where they are in sight.
    pub name: Option<String>,
    /// The name of the office that they come from.
    pub before: Option<String>,
    /// The name of the office that they go to.
    pub office: Option<String>,
    /// The first day there.
    pub from: NaiveDate,
    #[schema(value_type = String)]
    pub state: TransferState,
    /// Whether the person has moved since, so that it cannot be accepted any more.
    pub is_void: bool,
    /// The name of who proposed it.
    pub proposed_by: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Whether the caller may accept or refuse it.
    pub can_decide: bool,
    /// Whether the caller may take it back.
    pub can_withdraw: bool,
}

/// Those of which the viewer manages a side: what is open first, then the newest.
pub async fn list(app: &AppState, user: &SignedIn, limit: u64) -> store::Result<Vec<TransferView>> {
    let db = app.store.reader();
    let tree = &user.rulebook.offices;
    let managed = user.managed_offices();
    let found = transfers::of_offices(db, managed.as_deref(), limit).await?;
    let ids = found.iter().map(|(row, _)| row.employee_id);
    let careers = store::placements::of_many(db, ids).await?;
    let proposers = people::by_id(&app.store, found.iter().map(|(row, _)| row.proposed_by)).await?;
    let scope = user.scope();
    let mut views = Vec::with_capacity(found.len());
    for (row, employee) in found {
        let career = careers.get(&row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let subject = row.subject(career)?;
        let (before, next) = row.placements()?;
        let today = user.rulebook.today(career, user.now);
        let here = crate::rules::placement::current(career, today).map(|place| place.office);
        let may = |action: Action| action.check(tree, &user.viewer, &subject).is_ok();
        let name = |id| tree.get(id).map(|office| office.name.clone());
        let is_in_sight = scope.holds(row.employee_id, here);
        let Some(employee) = employee else { continue };
        views.push(TransferView {
            id: row.id,
            employee: employee.number,
            name: Some(employee.name).filter(|_| is_in_sight),
            before: name(before.office),
            office: name(next.office),
            from: next.from,
            state: row.state,
            is_void: subject.is_void,
            proposed_by: proposers.get(&row.proposed_by).map(|one| one.name.clone()),
            reason: row.reason,
            can_decide: may(Action::Decide),
            can_withdraw: may(Action::Withdraw),
        });
    }
    Ok(views)
}
