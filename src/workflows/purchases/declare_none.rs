//! "Tidak belanja pekan ini", said by oneself of a period, and taken back (rules.md §6).

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::declaration::{self, Reason};
use crate::rules::{Period, Viewer};
use crate::store::declarations::{self, Declaration};
use crate::store::{Store, audit, placements};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Says it, in the place of what was said of the same period before.
pub async fn declare(
    store: &Store,
    viewer: &Viewer,
    period: Period,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Declaration, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let placements = placements::of(store.reader(), viewer.employee).await?;
    let today = rulebook.today(&placements, now);
    declaration::check(&rulebook, &placements, &period, today).map_err(WorkflowError::invalid)?;
    let reason = Reason::parse("reason", reason).map_err(WorkflowError::invalid)?;
    let declared = Declaration {
        employee_id: viewer.employee,
        kind: period.kind,
        start_on: period.start,
        reason,
        declared_at: now,
    };
    store
        .write(txn_job!(|txn| {
            declarations::put(txn, declared.clone()).await?;
            let (author, subject) = (Some(declared.employee_id), format!("periods/{period}"));
            let details = json!({ "employee": declared.employee_id, "reason": declared.reason });
            audit::note(txn, now, author, AuditAction::DeclarationMake, subject, details).await?;
            Ok(declared)
        }))
        .await
}

/// # Errors
/// `NotFound` where nothing was declared.
pub async fn take_back(
    store: &Store,
    viewer: &Viewer,
    period: Period,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let employee = viewer.employee;
    store
        .write(txn_job!(|txn| {
            if !declarations::remove(txn, employee, &period).await? {
                return Err(WorkflowError::NotFound);
            }
            let (author, subject) = (Some(employee), format!("periods/{period}"));
            Ok(audit::note(
                txn,
                now,
                author,
                AuditAction::DeclarationWithdraw,
                subject,
                json!({ "employee": employee }),
            )
            .await?)
        }))
        .await
}
