//! Somebody who has left wants to be forgotten (UU 27/2022): whatever names them is replaced or taken away, and
//! what figures are made of stays. Closed figures know people by their ids, so that nothing closed changes.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::account::may_be_erased;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailChoice;
use crate::rules::placement::has_left;
use crate::rules::{EmployeeId, EmployeeRef, Problem, employee};
use crate::store::employees::{self, Employee};
use crate::store::erasure::{self, Goes, Stays};
use crate::store::{ConnectionTrait, Store, Txn, placements, settings};
use crate::txn_job;
use crate::workflows::closing::amend;
use crate::workflows::{Right, Warrant, WorkflowError};

/// What an erasure would do, said before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub person: Employee,
    /// The last day of their last placement; none of who never worked anywhere.
    pub left: Option<NaiveDate>,
    pub goes: Goes,
    pub stays: Stays,
}

/// # Errors
/// `Conflict` while they work here; `NotFound` for nobody, and for who is erased already.
pub async fn preview(
    store: &Store,
    warrant: &Warrant,
    whom: &EmployeeRef,
) -> Result<Preview, WorkflowError> {
    warrant.must(Right::Administer)?;
    let db = store.reader();
    let found = employees::find(db, whom).await?;
    let person = found.filter(|one| one.erased_at.is_none()).ok_or(WorkflowError::NotFound)?;
    let left = must_have_left(db, &person, warrant.now()).await?;
    let id = person.id;
    Ok(Preview {
        person,
        left,
        goes: erasure::goes(db, id).await?,
        stays: erasure::stays(db, id).await?,
    })
}

/// Erases somebody, and returns the number that their row has now. It cannot be undone.
///
/// # Errors
/// As [`preview`].
pub async fn erase(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<String, WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (facts, id) = amend::lock_person(acting, &whom).await?;
            let person = employees::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            must_have_left(txn, &person, now).await?;
            let Goes { receipts, documents, mails, .. } = erasure::goes(txn, id).await?;
            erasure::forget(&facts, id, now).await?;
            forget_settings(txn, &person).await?;
            let nobody = nobody(person, now);
            let number = nobody.number.clone();
            employees::update(txn, nobody).await?;
            // Not even what they were called.
            let details = json!({ "receipts": receipts, "documents": documents, "mails": mails });
            acting.note(AuditAction::EmployeeErase, format!("employees/{id}"), details).await?;
            Ok(number)
        }))
        .await
}

/// Returns their last day.
async fn must_have_left(
    db: &impl ConnectionTrait,
    person: &Employee,
    now: DateTime<Utc>,
) -> Result<Option<NaiveDate>, WorkflowError> {
    let (places, today) = (placements::of(db, person.id).await?, scope_day(now));
    if !may_be_erased(person.disabled_at.is_some(), &places, today) {
        return Err(WorkflowError::Conflict(Problem::new("", "still-employed")));
    }
    Ok(places.last().filter(|_| has_left(&places, today)).and_then(|last| last.to))
}

/// Where settings hold their telephone or address.
async fn forget_settings(txn: &Txn, person: &Employee) -> Result<(), WorkflowError> {
    let chosen = settings::read(txn).await?;
    let mut contacts = chosen.contacts.clone();
    if person.phone.as_deref().is_some_and(|phone| contacts.forget(phone)) {
        settings::put_part(txn, settings::CONTACTS, &contacts).await?;
    }
    if chosen.mail_test.is_some_and(|test| person.email.as_deref() == Some(test.to.as_str())) {
        settings::remove(txn, settings::MAIL_TEST).await?;
    }
    Ok(())
}

fn nobody(person: Employee, now: DateTime<Utc>) -> Employee {
    let Employee { id, disabled_at, created_at, .. } = person;
    let (number, name) = employee::erased(id);
    Employee {
        id,
        number,
        name,
        name_key: String::new(),
        email: None,
        phone: None,
        login: None,
        password_hash: None,
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: disabled_at.or(Some(now)),
        created_at,
        erased_at: Some(now),
    }
}

/// Erases once more those who were erased after the backup was taken that has just been restored: by their
/// id. Returns whether there was anything to erase.
pub async fn erase_again(
    store: &Store,
    warrant: &Warrant,
    id: EmployeeId,
) -> Result<bool, WorkflowError> {
    let found = employees::by_id(store.reader(), id).await?;
    let Some(person) = found.filter(|one| one.erased_at.is_none()) else { return Ok(false) };
    erase(store, warrant, person.id).await.map(|_| true)
}
