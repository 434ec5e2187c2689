//! Slips with a code, printed for people to whom no mail can be sent, or who have forgotten their
//! password. A code works once, for two weeks; printing again ends whatever was handed out before.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;

use super::closed::must_be_open;
use super::passwords::code_hash;
use crate::rules::activation::{self, CODE_LENGTH, Channel, SLIP_DAYS};
use crate::rules::audit::AuditAction;
use crate::rules::mail::{LinkPurpose, MailKind};
use crate::rules::{EmployeeId, EmployeeRef, OfficeTree, Zone};
use crate::store::employees::{self, Employee};
use crate::store::links::{self, Link};
use crate::store::{self, Store, Txn, mails, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// People in one transaction.
const BATCH: usize = 200;

/// The slip of somebody. The code is shown on paper and never again.
#[derive(Clone, Debug)]
pub struct IssuedSlip {
    pub employee: Employee,
    pub code: String,
    /// For somebody who has a password, it replaces that.
    pub purpose: LinkPurpose,
}

/// Slips that were made together.
#[derive(Clone, Debug)]
pub struct IssuedSlips {
    /// In the order in which they were asked for.
    pub slips: Vec<IssuedSlip>,
    /// They work until this day is over.
    pub last_day: NaiveDate,
    pub expires_at: DateTime<Utc>,
}

/// Makes slips for some people, by whoever may open their accounts.
///
/// # Errors
/// `Forbidden` where one of them is not the caller's to let in, `NotFound` for who is not there.
pub async fn issue_slips(
    store: &Store,
    warrant: &Warrant,
    people: Vec<EmployeeId>,
) -> Result<IssuedSlips, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    // Midnight comes to the west last: nobody's slip ends before their day does.
    let last_day = Zone::Wib.date(warrant.now()) + Duration::days(SLIP_DAYS);
    let expires_at = Zone::Wib.end_of(last_day);
    let mut slips = Vec::with_capacity(people.len());
    for batch in people.chunks(BATCH) {
        let codes = new_codes(batch.to_vec()).await?;
        slips.extend(
            warrant
                .on(store, Right::ManagePeople)
                .write(txn_job!(|acting| write_batch(acting, codes, expires_at).await))
                .await?,
        );
    }
    Ok(IssuedSlips { slips, last_day, expires_at })
}

#[derive(Clone)]
struct NewCode {
    employee: EmployeeId,
    code: String,
    hash: String,
}

/// Codes and their hashes, which take time to compute, so that no transaction waits for them.
async fn new_codes(people: Vec<EmployeeId>) -> Result<Vec<NewCode>, WorkflowError> {
    let make = move || {
        let codes = people.into_iter().map(|employee| {
            let code = random_code();
            NewCode { employee, hash: code_hash(employee, &code), code }
        });
        codes.collect()
    };
    // Nothing in it panics: only a server that stops drops it.
    tokio::task::spawn_blocking(make).await.map_err(|_| store::Error::Stopped.into())
}

pub(super) fn random_code() -> String {
    loop {
        let mut random = [0; CODE_LENGTH];
        getrandom::fill(&mut random).expect("without the system's randomness nothing is safe");
        if let Some(code) = activation::code_of(random) {
            return code;
        }
    }
}

async fn write_batch(
    acting: &Acting<'_>,
    codes: Vec<NewCode>,
    expires_at: DateTime<Utc>,
) -> Result<Vec<IssuedSlip>, WorkflowError> {
    let (txn, now) = (acting.txn(), acting.now());
    let ids: Vec<EmployeeId> = codes.iter().map(|new| new.employee).collect();
    let people = employees::lock_all(txn, &ids).await?;
    let tree = OfficeTree::new(offices::all(txn).await?);
    links::end_all_of(txn, &ids, now).await?;
    let (mut slips, mut rows) = (Vec::new(), Vec::new());
    for NewCode { employee: id, code, hash } in codes {
        let found = people.iter().find(|person| person.id == id);
        let employee = found.cloned().ok_or(WorkflowError::NotFound)?;
        must_manage(txn, acting.by(), &tree, id, now).await?;
        must_be_open(acting, &employee).await?;
        let purpose = purpose_for(&employee);
        rows.push(Link {
            token_hash: hash,
            employee_id: id,
            purpose,
            channel: Channel::Slip,
            issued_by: acting.author(),
            created_at: now,
            expires_at,
            used_at: None,
        });
        let subject = format!("employees/{id}");
        acting.note(AuditAction::SlipIssue, subject, json!({ "for": purpose })).await?;
        slips.push(IssuedSlip { employee, code, purpose });
    }
    notify(txn, rows.iter(), now).await?;
    links::insert_many(txn, rows).await?;
    Ok(slips)
}

/// Tells those who have a password that somebody was handed a way to replace it.
pub(super) async fn notify(
    txn: &Txn,
    handed: impl Iterator<Item = &Link>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    let replaces = handed.filter(|link| link.purpose == LinkPurpose::PasswordReset);
    let owners: Vec<EmployeeId> = replaces.map(|link| link.employee_id).collect();
    // One that still waits tells of the newest.
    let waiting = mails::waiting_of(txn, MailKind::AccessHanded, &owners).await?;
    let new = owners.into_iter().filter(|owner| !waiting.contains(owner));
    let new = new.map(|owner| mails::new(MailKind::AccessHanded, owner, now));
    mails::insert_many(txn, new.collect()).await
}

/// What a link or a code does for somebody now.
pub fn purpose_for(employee: &Employee) -> LinkPurpose {
    match employee.password_hash {
        None => LinkPurpose::Activation,
        Some(_) => LinkPurpose::PasswordReset,
    }
}

/// A slip for one person.
pub async fn issue_slip(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<IssuedSlips, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let found = employees::find(store.reader(), &whom.into()).await?;
    let employee = found.ok_or(WorkflowError::NotFound)?;
    issue_slips(store, warrant, vec![employee.id]).await
}
