//! Somebody opens what is another person's: its owner can see it, and the audit says it once a day and pair.

use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::opening::OpeningKind;
use crate::rules::{EmployeeId, OpeningId, PurchaseId, RecordId, RoleKind};
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

/// Notes that somebody takes along receipts of others, so that their owners see it; that they do is one entry of
/// the audit ([`super::note_export()`]).
pub async fn note_taken_receipts(
    store: &Store,
    warrant: &Warrant,
    purchases: Vec<(PurchaseId, EmployeeId)>,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let reader = acting.viewer()?;
            let of_others = purchases.iter().filter(|(_, owner)| *owner != reader.employee);
            let openings = of_others.map(|(purchase, owner)| Opening {
                id: OpeningId::NONE,
                kind: OpeningKind::Receipt,
                record_id: RecordId(purchase.0),
                owner_id: *owner,
                reader_id: reader.employee,
                role: BY.into_iter().find(|kind| reader.has(*kind)),
                opened_on: scope_day(acting.now()),
            });
            Ok(openings::note_many(acting.txn(), openings.collect()).await?)
        }))
        .await
}
