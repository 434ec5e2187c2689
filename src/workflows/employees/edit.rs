//! Changing what is known of a person; where they work is `place_employee`.

use serde_json::json;

use super::add::{must_be_free, taken};
use super::managed::must_manage;
use crate::rules::audit::AuditAction;
use crate::rules::employee::{self, Change, LONGEST_NAME};
use crate::rules::problem::{self, Problems};
use crate::rules::{EmployeeRef, OfficeTree, Problem, nip};
use crate::secret;
use crate::store::employees::{self, Employee};
use crate::store::{Store, offices};
use crate::text::Language;
use crate::txn_job;
use crate::workflows::accounts::tell_owner::address_changed;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Returns the person as changed, and what is odd about a new number.
///
/// # Errors
/// `Conflict` on `number` where it is taken; `Stale` where somebody else has changed what
/// the editor saw.
pub async fn edit(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    change: Change,
) -> Result<(Employee, Vec<Problem>), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let before = employees::locked(txn, &whom).await?.ok_or(WorkflowError::NotFound)?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, before.id, now).await?;
            if change.seen.as_ref().is_some_and(|seen| *seen != version(&before)) {
                return Err(WorkflowError::Stale);
            }
            let after = changed(&before, &change).map_err(WorkflowError::Invalid)?;
            let doubt = change.number.as_ref().and_then(|_| nip::doubt("number", &after.number));
            let warnings = doubt.into_iter().collect();
            if after == before {
                return Ok((after, warnings));
            }
            must_be_free(txn, Some(before.id), &after.number).await?;
            employees::update(txn, after.clone()).await?;
            if after.email != before.email {
                address_changed(acting, &before, &after).await?;
            }
            let details = json!({ "before": words(&before), "after": words(&after) });
            let subject = format!("employees/{}", after.id);
            acting.note(AuditAction::EmployeeEdit, subject, details).await?;
            Ok((after, warnings))
        }))
        .await
        .map_err(taken)
}

/// Names what an editor sees of a person: where that has changed, so has the name.
pub fn version(employee: &Employee) -> String {
    let Employee {
        id: _,
        number,
        name,
        name_key: _,
        email,
        phone,
        login: _,
        password_hash: _,
        language: _,
        mute_midweek: _,
        mail_choice: _,
        one_mail_a_day: _,
        wants_results: _,
        disabled_at: _,
        erased_at: _,
        created_at: _,
    } = employee;
    secret::hash(&json!([number, name, email, phone]).to_string())
}

/// The person as they would be; every fault at once.
pub(in crate::workflows) fn changed(
    before: &Employee,
    change: &Change,
) -> Result<Employee, Vec<Problem>> {
    let Change { number, name, email, phone, language, seen: _ } = change;
    let mut problems = Problems::default();
    let mut after = before.clone();
    if let Some(number) = number {
        after.number = problems.take(employee::number(number)).unwrap_or_default();
    }
    if let Some(name) = name {
        after.name = problems.take(problem::line("name", name, LONGEST_NAME)).unwrap_or_default();
    }
    if let Some(email) = email {
        after.email = problems.take(employee::optional_email(email)).flatten();
    }
    if let Some(phone) = phone {
        after.phone = problems.take(employee::phone(Some(phone))).flatten();
    }
    if let Some(language) = language {
        after.language = Language::from_name(language);
        if after.language.is_none() && !language.is_empty() {
            problems.add(problem::problem_with_value("language", "unknown-choice", language));
        }
    }
    if problems.is_empty() { Ok(after) } else { Err(problems.into_vec()) }
}

fn words(employee: &Employee) -> serde_json::Value {
    json!({
        "number": employee.number,
        "name": employee.name,
        "email": employee.email,
        "phone": employee.phone,
        "language": employee.language,
    })
}
