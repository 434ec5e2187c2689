//! A link that opens an account, to be sent by hand in a message: for people with a telephone and no mail.

use chrono::Duration;
use serde_json::json;

use super::closed::must_be_open;
use super::slips::{notify, purpose_for};
use crate::rules::activation::{Channel, whatsapp_number};
use crate::rules::audit::AuditAction;
use crate::rules::mail::LinkPurpose;
use crate::rules::{EmployeeRef, OfficeTree, Problem};
use crate::store::employees::{self, Employee};
use crate::store::links::{self, Link};
use crate::store::{Store, offices};
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

/// As long as the link of a mail.
const LASTS: Duration = Duration::hours(72);

/// A link for one person, and the number to which it goes.
#[derive(Clone, Debug)]
pub struct MessageLink {
    pub employee: Employee,
    /// With the code of the country, digits only.
    pub telephone: String,
    pub token: String,
    pub purpose: LinkPurpose,
}

/// Makes the link, which ends whatever was handed out before.
///
/// # Errors
/// `Invalid` with `no-telephone` where no message can be sent.
pub async fn message_link(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<MessageLink, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let (whom, token) = (whom.into(), secret::token());
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            let employee = employees::locked(txn, &whom).await?.ok_or(WorkflowError::NotFound)?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, employee.id, now).await?;
            must_be_open(acting, &employee).await?;
            let telephone = employee.phone.as_deref().and_then(whatsapp_number);
            let telephone = telephone
                .ok_or_else(|| WorkflowError::invalid(Problem::new("phone", "no-telephone")))?;
            let purpose = purpose_for(&employee);
            links::end_all(txn, employee.id, now).await?;
            let link = Link {
                token_hash: secret::hash(&token),
                employee_id: employee.id,
                purpose,
                channel: Channel::Whatsapp,
                issued_by: author,
                created_at: now,
                expires_at: now + LASTS,
                used_at: None,
            };
            notify(txn, std::iter::once(&link), now).await?;
            links::insert(txn, link).await?;
            let subject = format!("employees/{}", employee.id);
            let details = json!({ "for": purpose });
            acting.note(AuditAction::MessagePrepare, subject, details).await?;
            Ok(MessageLink { employee, telephone, token, purpose })
        }))
        .await
}
