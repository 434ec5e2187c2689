//! Somebody says what is wrong about them. It waits on the desk of those who look after them, who are told by
//! mail once a day at the most.

use chrono::TimeDelta;
use serde_json::json;

use crate::rules::access::{RoleKind, scope_day};
use crate::rules::audit::AuditAction;
use crate::rules::correction::{CorrectionState, Draft, MOST_OPEN};
use crate::rules::mail::{AccountChange, AccountNotice, MailKind};
use crate::rules::{CorrectionId, EmployeeId, OfficeTree, Problem, placement};
use crate::store::corrections::{self, Correction};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, Store, offices, placements, roles};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Who is told of it, at the most.
const MOST_TOLD: usize = 20;

/// # Errors
/// `Invalid` with every fault, and where too many of theirs wait.
pub async fn ask(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
) -> Result<Correction, WorkflowError> {
    let asked = draft.check().map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, me) = (acting.txn(), acting.viewer()?.employee);
            // Two at once wait for each other, so that there are never more.
            store::employees::lock(txn, me).await?;
            if corrections::open_of(txn, me).await? >= MOST_OPEN {
                let problem = Problem::new("field", "too-many-corrections").with("most", MOST_OPEN);
                return Err(WorkflowError::invalid(problem));
            }
            let mut row = Correction {
                id: CorrectionId::NONE,
                employee_id: me,
                field: asked.field,
                wanted: asked.wanted,
                note: asked.note,
                state: CorrectionState::Open,
                asked_at: acting.now(),
                decided_by: None,
                decided_at: None,
                reason: None,
            };
            row.id = corrections::insert(txn, row.clone()).await?;
            tell_those_who_answer(acting, me).await?;
            let details = json!({ "employee": me, "field": row.field });
            let subject = format!("corrections/{}", row.id);
            acting.note(AuditAction::CorrectionAsk, subject, details).await?;
            Ok(row)
        }))
        .await
}

/// Operators of their office and of those above it; administrators where there is none.
async fn tell_those_who_answer(acting: &Acting<'_>, me: EmployeeId) -> store::Result<()> {
    let (txn, now) = (acting.txn(), acting.now());
    let tree = OfficeTree::new(offices::all(txn).await?);
    let today = scope_day(now);
    let career = placements::of(txn, me).await?;
    let above: Vec<_> = placement::current(&career, today)
        .map(|place| tree.upwards(place.office).map(|office| office.id).collect())
        .unwrap_or_default();
    let operators = roles::holders(txn, RoleKind::Operator, today).await?;
    let of_theirs = operators.into_iter().filter(|(role, _)| {
        role.employee_id != me && role.office_id.is_some_and(|office| above.contains(&office))
    });
    let mut told: Vec<Employee> = of_theirs.filter_map(|(_, person)| person).collect();
    if told.is_empty() {
        let all = roles::holders(txn, RoleKind::Administrator, today).await?;
        told.extend(all.into_iter().filter_map(|(_, person)| person).filter(|one| one.id != me));
    }
    let notice = AccountNotice { change: AccountChange::CorrectionAsked, by: None };
    let change = serde_json::to_string(&notice)
        .map_err(|error| store::broken("change", &error.to_string()))?;
    let mut letters = Vec::new();
    for person in told.into_iter().take(MOST_TOLD) {
        let open = person.password_hash.is_some() && person.disabled_at.is_none();
        let (true, Some(address)) = (open, person.email) else { continue };
        // It says that there are some, not which: once a day is enough.
        if mails::said_since(txn, person.id, &change, now - TimeDelta::days(1)).await? {
            continue;
        }
        letters.push(Mail {
            address: Some(address),
            change: Some(change.clone()),
            ..mails::new(MailKind::AccountChanged, person.id, now)
        });
    }
    mails::insert_addressed(txn, letters).await
}
