//! Somebody opens what is another person's: its owner can see it, and the audit says it once a day and pair.

use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::opening::OpeningKind;
use crate::rules::{EmployeeId, OpeningId, RecordId, RoleKind};
use crate::store::Store;
use crate::store::openings::{self, Opening};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// What was opened.
#[derive(Clone, Copy, Debug)]
pub struct Opened {
    pub kind: OpeningKind,
    /// The purchase, exemption or mail.
    pub record: RecordId,
    pub owner: EmployeeId,
}

impl Opened {
    fn noted(&self) -> (AuditAction, String) {
        let record = self.record;
        match self.kind {
            OpeningKind::Receipt => (AuditAction::ReceiptOpen, format!("purchases/{record}")),
            OpeningKind::ExemptionDocument => {
                (AuditAction::DocumentOpen, format!("exemptions/{record}"))
            }
            OpeningKind::Mail => (AuditAction::MailOpen, format!("mails/{record}")),
        }
    }
}

/// By which role somebody reads: the one that is nearest to the record first.
const BY: [RoleKind; 5] = [
    RoleKind::Reviewer,
    RoleKind::Head,
    RoleKind::Operator,
    RoleKind::Auditor,
    RoleKind::Administrator,
];

/// Notes it; one's own is nobody's business.
pub async fn note_opening(
    store: &Store,
    warrant: &Warrant,
    opened: Opened,
) -> Result<(), WorkflowError> {
    if warrant.author() == Some(opened.owner) {
        return Ok(());
    }
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let reader = acting.viewer()?;
            let opening = Opening {
                id: OpeningId::NONE,
                kind: opened.kind,
                record_id: opened.record,
                owner_id: opened.owner,
                reader_id: reader.employee,
                role: BY.into_iter().find(|kind| reader.has(*kind)),
                opened_on: scope_day(acting.now()),
            };
            if openings::note(acting.txn(), opening).await? {
                let (action, subject) = opened.noted();
                acting.note(action, subject, json!({ "employee": opened.owner })).await?;
            }
            Ok(())
        }))
        .await
}
