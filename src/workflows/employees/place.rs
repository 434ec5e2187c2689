//! A transfer, a promotion, or a return: the running placement ends on the day before, and the
//! next begins (rules.md §3).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::managed::must_manage;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::{EmployeeId, EmployeeRef, OfficeTree, Placement};
use crate::store::{FactsLock, Store, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// People written with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

/// Returns the new placement. What the draft leaves out stays as in the last one.
pub async fn place(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    draft: PlaceDraft,
) -> Result<Placement, WorkflowError> {
    let whom = whom.into();
    let (id, placement) = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (facts, id) = amend::lock_person(acting, &whom).await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, id, now).await?;
            let before = placements::of(txn, id).await?;
            let next = draft.check(&tree, before.last()).map_err(WorkflowError::Invalid)?;
            acting.by().must_manage_office(&tree, next.office)?;
            place_next(acting, &facts, id, &next, &tree).await?;
            let occasion = ChangeContext::new(acting, Cause::Placement);
            let span = Span::since(id, next.from);
            amend::facts_changed(&facts, &[span], &occasion).await?;
            Ok::<_, WorkflowError>((id, next))
        }))
        .await?;
    propose_amendments::catch_up(store, Some(id), warrant.now()).await?;
    Ok(placement)
}

/// Begins the next placement, and notes it.
pub(in crate::workflows) async fn place_next(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    id: EmployeeId,
    next: &Placement,
    tree: &OfficeTree,
) -> Result<(), WorkflowError> {
    follow(facts, id, next).await?;
    let (subject, details) = (format!("employees/{id}"), noted(next, tree));
    Ok(acting.note(AuditAction::EmployeePlace, subject, details).await?)
}

/// A placement as the audit keeps it for ever: without the reference amount and without the title, which says whose
/// post it is; and with `to` only where it has ended.
pub(super) fn noted(placement: &Placement, tree: &OfficeTree) -> Value {
    let mut details = json!({
        "office": tree.get(placement.office).map(|office| &office.code),
        "position_level": placement.position_level,
        "grade": placement.grade,
        "employment_type": placement.employment_type,
        "from": placement.from,
    });
    if let Some(to) = placement.to {
        details["to"] = json!(to);
    }
    details
}

/// Ends what runs on the day before, and begins the next.
pub(super) async fn follow(
    facts: &FactsLock<'_>,
    id: EmployeeId,
    next: &Placement,
) -> Result<(), WorkflowError> {
    if let Some(eve) = next.from.pred_opt() {
        placements::end(facts, id, eve).await?;
    }
    Ok(placements::insert(facts, id, next).await?)
}

/// The same for many people at once.
pub(in crate::workflows) async fn follow_all(
    facts: &FactsLock<'_>,
    moves: Vec<(EmployeeId, Placement)>,
) -> Result<(), WorkflowError> {
    let mut leaving: BTreeMap<NaiveDate, Vec<EmployeeId>> = BTreeMap::new();
    for (id, next) in &moves {
        leaving.entry(next.from).or_default().push(*id);
    }
    for (from, people) in leaving {
        let Some(eve) = from.pred_opt() else { continue };
        for some in people.chunks(BATCH) {
            placements::end_all(facts, some, eve).await?;
        }
    }
    for some in moves.chunks(BATCH) {
        placements::insert_many(facts, some.to_vec()).await?;
    }
    Ok(())
}
