//! Who helps the people of an office, as an administrator says it.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::contact::Contact;
use crate::store::{Store, offices, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Gives an office a contact of its own; with both texts empty it has that of the office above.
pub async fn set_contact(
    store: &Store,
    warrant: &Warrant,
    code: &str,
    (name, telephone): (&str, &str),
) -> Result<(), WorkflowError> {
    warrant.must(Right::Administer)?;
    let contact = Contact::check(name, telephone).map_err(WorkflowError::Invalid)?;
    let code = code.to_owned();
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let tree = offices::locked(txn).await?;
            let office = tree.by_code(&code).ok_or(WorkflowError::NotFound)?.id;
            let mut contacts = settings::read(txn).await?.contacts;
            if contacts.own(office) == contact.as_ref() {
                return Ok(());
            }
            let details = json!({ "before": contacts.own(office), "after": contact });
            contacts.set(office, contact);
            settings::put_part(txn, settings::CONTACTS, &contacts).await?;
            let subject = format!("offices/{office}");
            acting.note(AuditAction::OfficeContact, subject, details).await?;
            Ok(())
        }))
        .await
}
