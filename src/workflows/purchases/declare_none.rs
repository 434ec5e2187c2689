//! "Tidak belanja pekan ini", said by oneself of a period, and taken back (rules.md §6).

use serde_json::json;

use crate::rules::Period;
use crate::rules::audit::AuditAction;
use crate::rules::declaration::{self, Reason};
use crate::store::declarations::{self, Declaration};
use crate::store::{Store, placements};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Says it, in the place of what was said of the same period before.
pub async fn declare(
    store: &Store,
    warrant: &Warrant,
    period: Period,
    reason: &str,
) -> Result<Declaration, WorkflowError> {
    let reason = reason.to_owned();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, employee) = (acting.txn(), acting.viewer()?.employee);
            let placements = placements::of(txn, employee).await?;
            let (rulebook, now) = (acting.rulebook(), acting.now());
            let today = rulebook.today(&placements, now);
            declaration::check(rulebook, &placements, &period, today)
                .map_err(WorkflowError::invalid)?;
            let reason = Reason::parse("reason", &reason).map_err(WorkflowError::invalid)?;
            let declared = Declaration {
                employee_id: employee,
                kind: period.kind,
                start_on: period.start,
                reason,
                declared_at: now,
            };
            declarations::put(txn, declared.clone()).await?;
            let subject = format!("periods/{period}");
            let details = json!({ "employee": declared.employee_id, "reason": declared.reason });
            acting.note(AuditAction::DeclarationMake, subject, details).await?;
            Ok(declared)
        }))
        .await
}

/// # Errors
/// `NotFound` where nothing was declared.
pub async fn take_back(
    store: &Store,
    warrant: &Warrant,
    period: Period,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, employee) = (acting.txn(), acting.viewer()?.employee);
            if !declarations::remove(txn, employee, &period).await? {
                return Err(WorkflowError::NotFound);
            }
            let (subject, details) = (format!("periods/{period}"), json!({ "employee": employee }));
            Ok(acting.note(AuditAction::DeclarationWithdraw, subject, details).await?)
        }))
        .await
}
