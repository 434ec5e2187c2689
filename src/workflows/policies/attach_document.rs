//! The circular of a policy as a PDF: kept for a form, or given to a policy that has none.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::files::{MediaType, StoredFile};
use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeId, PolicyDocumentId, PolicyId, Problem};
use crate::store::policy_documents::{self, DocumentRow};
use crate::store::{self, Store, Txn, audit, policies};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

/// Keeps one for a form that is still being filled in. Returns by what it is known there.
pub async fn store_unattached(
    store: &Store,
    by: &By,
    stored: &StoredFile,
    now: DateTime<Utc>,
) -> Result<PolicyDocumentId, WorkflowError> {
    by.must_administer()?;
    let row = row(stored, None, by.author(), now)?;
    store.write(txn_job!(|txn| Ok(policy_documents::insert(txn, row).await?))).await
}

/// Gives one to a policy. What a policy has already is never replaced.
pub async fn attach(
    store: &Store,
    by: &By,
    policy: PolicyId,
    stored: &StoredFile,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    let row = row(stored, Some(policy), author, now)?;
    store
        .write_reference(txn_job!(|txn| {
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
            note(txn, policy, &sha256, author, now).await?;
            Ok(())
        }))
        .await
}

/// Gives one that was kept for a form to the policy that came of it.
pub(super) async fn accept(
    txn: &Txn,
    document: PolicyDocumentId,
    policy: PolicyId,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let gone = || WorkflowError::invalid(Problem::new("document", "document-gone"));
    let author_id = author.ok_or_else(gone)?;
    let row = policy_documents::waiting(txn, document, author_id).await?.ok_or_else(gone)?;
    if !policy_documents::attach(txn, document, author_id, policy).await? {
        return Err(gone());
    }
    note(txn, policy, &row.stored_sha256, author, now).await?;
    Ok(())
}

async fn note(
    txn: &Txn,
    policy: PolicyId,
    sha256: &str,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    let (subject, details) = (format!("policies/{policy}"), json!({ "sha256": sha256 }));
    audit::note(txn, now, author, AuditAction::PolicyAttachDocument, subject, details).await
}

fn row(
    stored: &StoredFile,
    policy_id: Option<PolicyId>,
    uploaded_by: Option<EmployeeId>,
    created_at: DateTime<Utc>,
) -> Result<DocumentRow, WorkflowError> {
    if stored.media_type != MediaType::Pdf {
        return Err(WorkflowError::invalid(Problem::new("document", "document-not-pdf")));
    }
    Ok(DocumentRow {
        id: PolicyDocumentId::NONE,
        policy_id,
        stored_sha256: stored.stored_sha256.clone(),
        bytes: i64::try_from(stored.bytes).unwrap_or(i64::MAX),
        uploaded_by,
        created_at,
    })
}
