//! The circular of a policy as a PDF: kept for a form, or given to a policy that has none.

use serde_json::json;

use crate::files::{MediaType, StoredFile};
use crate::rules::audit::AuditAction;
use crate::rules::{PolicyDocumentId, PolicyId, Problem};
use crate::store::policy_documents::{self, DocumentRow};
use crate::store::{self, Store, policies};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Keeps one for a form that is still being filled in. Returns by what it is known there.
pub async fn store_unattached(
    store: &Store,
    warrant: &Warrant,
    stored: &StoredFile,
) -> Result<PolicyDocumentId, WorkflowError> {
    warrant.must(Right::Administer)?;
    let row = row(stored, None, warrant)?;
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| Ok(policy_documents::insert(acting.txn(), row).await?)))
        .await
}

/// Gives one to a policy. What a policy has already is never replaced.
pub async fn attach(
    store: &Store,
    warrant: &Warrant,
    policy: PolicyId,
    stored: &StoredFile,
) -> Result<(), WorkflowError> {
    warrant.must(Right::Administer)?;
    let row = row(stored, Some(policy), warrant)?;
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let all = policies::all(txn).await?;
            if !all.iter().any(|one| one.id == policy) {
                return Err(WorkflowError::NotFound);
            }
            let taken = || WorkflowError::Conflict(Problem::new("document", "document-exists"));
            if policy_documents::of(txn, policy).await?.is_some() {
                return Err(taken());
            }
            let sha256 = row.stored_sha256.clone();
            // Somebody else may have been quicker by a moment.
            policy_documents::insert(txn, row).await.map_err(|error| match error {
                store::Error::Unique(_) => taken(),
                other => other.into(),
            })?;
            note(acting, policy, &sha256).await?;
            Ok(())
        }))
        .await
}

/// Gives one that was kept for a form to the policy that came of it.
pub(super) async fn accept(
    acting: &Acting<'_>,
    document: PolicyDocumentId,
    policy: PolicyId,
) -> Result<(), WorkflowError> {
    let txn = acting.txn();
    let gone = || WorkflowError::invalid(Problem::new("document", "document-gone"));
    let author_id = acting.author().ok_or_else(gone)?;
    let row = policy_documents::waiting(txn, document, author_id).await?.ok_or_else(gone)?;
    if !policy_documents::attach(txn, document, author_id, policy).await? {
        return Err(gone());
    }
    note(acting, policy, &row.stored_sha256).await?;
    Ok(())
}

async fn note(acting: &Acting<'_>, policy: PolicyId, sha256: &str) -> store::Result<()> {
    let (subject, details) = (format!("policies/{policy}"), json!({ "sha256": sha256 }));
    acting.note(AuditAction::PolicyAttachDocument, subject, details).await
}

fn row(
    stored: &StoredFile,
    policy_id: Option<PolicyId>,
    warrant: &Warrant,
) -> Result<DocumentRow, WorkflowError> {
    if stored.media_type != MediaType::Pdf {
        return Err(WorkflowError::invalid(Problem::new("document", "document-not-pdf")));
    }
    Ok(DocumentRow {
        id: PolicyDocumentId::NONE,
        policy_id,
        stored_sha256: stored.stored_sha256.clone(),
        bytes: i64::try_from(stored.bytes).unwrap_or(i64::MAX),
        uploaded_by: warrant.author(),
        created_at: warrant.now(),
    })
}
