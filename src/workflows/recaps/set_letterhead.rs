//! What stands above the recaps of an office, and who signs them.

use serde_json::json;

use super::office_to_issue;
use crate::rules::audit::AuditAction;
use crate::rules::recap::Letterhead;
use crate::store::{Store, letterheads};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Saves it for the recaps that are printed and issued from now on.
pub async fn set_letterhead(
    store: &Store,
    warrant: &Warrant,
    office_code: &str,
    letterhead: Letterhead,
) -> Result<(), WorkflowError> {
    let code = office_code.to_owned();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let office = office_to_issue(acting.by(), acting.rulebook(), &code)?;
            let before = letterheads::of(txn, office.id).await?;
            if before.as_ref() == Some(&letterhead) {
                return Ok(());
            }
            // Who signs is a person: only which fields have changed is noted.
            let details =
                json!({ "office": code, "fields": changed(before.as_ref(), &letterhead) });
            letterheads::put(txn, office.id, letterhead, (acting.author(), acting.now())).await?;
            let subject = format!("offices/{}", office.id);
            Ok(acting.note(AuditAction::RecapLetterhead, subject, details).await?)
        }))
        .await
}

fn changed(before: Option<&Letterhead>, after: &Letterhead) -> Vec<&'static str> {
    let unset = Letterhead::default();
    let (old, new) = (values(before.unwrap_or(&unset)), values(after));
    let pairs = Letterhead::FIELDS.into_iter().zip(old.into_iter().zip(new));
    pairs.filter(|(_, (old, new))| old != new).map(|(field, _)| field).collect()
}

/// In the order of their fields.
fn values(letterhead: &Letterhead) -> [Option<&str>; 7] {
    let Letterhead { address, contact, place, position, signer, rank, signer_number } = letterhead;
    [
        address.as_deref(),
        contact.as_deref(),
        Some(place),
        Some(position),
        Some(signer),
        rank.as_deref(),
        signer_number.as_deref(),
    ]
}
