//! A new person with their first placement. Nothing is mailed to them by this.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::employee::{Draft, NewEmployee};
use crate::rules::mail::MailChoice;
use crate::rules::{EmployeeId, Problem, nip};
use crate::store::employees::{self, Employee};
use crate::store::{self, Store, Txn, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A person who was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: EmployeeId,
    /// As it is stored.
    pub number: String,
    /// What is odd about the number; it was accepted all the same.
    pub warnings: Vec<Problem>,
}

/// # Errors
/// Besides what the draft itself lacks: `Conflict` on `number` where it is taken.
pub async fn add(store: &Store, warrant: &Warrant, draft: Draft) -> Result<Added, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let added = warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let facts = acting.lock_facts().await?;
            let tree = crate::rules::OfficeTree::new(offices::all(txn).await?);
            let new = draft.check(&tree).map_err(WorkflowError::Invalid)?;
            acting.by().must_manage_office(&tree, new.place.office)?;
            must_be_free(txn, None, &new.number).await?;
            let id = employees::insert(txn, row(&new, now)).await?;
            placements::insert(&facts, id, &new.place).await?;
            let details = json!({
                "number": new.number,
                "office": draft.place.office,
                "from": new.place.from,
            });
            let subject = format!("employees/{id}");
            acting.note(AuditAction::EmployeeAdd, subject, details).await?;
            let occasion = ChangeContext::new(acting, Cause::Placement);
            let span = Span { employee: Some(id), from: new.place.from, to: None };
            amend::facts_changed(&facts, &[span], &occasion).await?;
            let warnings = nip::doubt("number", &new.number).into_iter().collect();
            Ok(Added { id, number: new.number, warnings })
        }))
        .await
        .map_err(taken)?;
    propose_amendments::catch_up(store, Some(added.id), warrant.now()).await?;
    Ok(added)
}

/// The row of a new person, who cannot sign in yet.
pub(in crate::workflows) fn row(new: &NewEmployee, now: DateTime<Utc>) -> Employee {
    Employee {
        id: EmployeeId::NONE,
        number: new.number.clone(),
        name: new.name.clone(),
        name_key: String::new(),
        email: new.email.clone(),
        phone: new.phone.clone(),
        login: None,
        password_hash: None,
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: None,
        erased_at: None,
        created_at: now,
    }
}

/// Nobody else (`me` is who keeps theirs) may have the number.
pub(in crate::workflows) async fn must_be_free(
    txn: &Txn,
    me: Option<EmployeeId>,
    number: &str,
) -> Result<(), WorkflowError> {
    match employees::by_number(txn, number).await? {
        Some(found) if Some(found.id) != me => {
            Err(WorkflowError::Conflict(Problem::new("number", "number-taken")))
        }
        _ => Ok(()),
    }
}

/// Two requests at the same moment both find the number free; the database lets one through.
pub(in crate::workflows) fn taken(refused: WorkflowError) -> WorkflowError {
    let WorkflowError::Store(error) = &refused else { return refused };
    match error {
        store::Error::Unique(constraint) if constraint.contains("number") => {
            WorkflowError::Conflict(Problem::new("number", "number-taken"))
        }
        _ => refused,
    }
}
