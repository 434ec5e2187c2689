//! Somebody who keeps the sellers has looked at what a code declares.

use serde_json::json;

use super::by_qris::describe;
use super::{Seen, as_seen, confirmed};
use crate::rules::SellerId;
use crate::rules::audit::AuditAction;
use crate::rules::problem::{Problem, problem_with_value};
use crate::rules::qris::{self, QrisCheck};
use crate::rules::seller::SellerState;
use crate::store::Store;
use crate::store::sellers::{self, Seller};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Accepts or refuses it; what a code declares that has come back with something else holds once it is
/// accepted.
///
/// # Errors
/// `Invalid` on `qris_check` for another word; `Conflict` for a seller without a code.
pub async fn check_code(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (SellerId, Seen),
    decision: &str,
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let decided = QrisCheck::from_name(decision.trim());
    let Some(decided @ (QrisCheck::Accepted | QrisCheck::Refused)) = decided else {
        let unknown = problem_with_value("qris_check", "unknown-choice", decision);
        return Err(WorkflowError::invalid(unknown));
    };
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let mut seller = as_seen(txn, id, seen).await?;
            if seller.qris_check.is_none() {
                return Err(WorkflowError::Conflict(Problem::new("qris_check", "no-qris")));
            }
            // What was refused stays known, so that nobody is asked about it again.
            if let (QrisCheck::Accepted, Some(payload)) = (decided, seller.qris_seen.clone())
                && let Ok(merchant) = qris::parse(&payload)
            {
                describe(&mut seller, &merchant, &payload);
            }
            seller.qris_check = Some(decided);
            // Who looks at the code of one that was proposed has looked at it.
            if decided == QrisCheck::Accepted && seller.state == SellerState::Proposed {
                confirmed(acting, &mut seller)?;
            }
            let seller = sellers::update(txn, seller).await?;
            let details = json!({ "name": seller.name, "decision": decided });
            acting.note(AuditAction::SellerCheck, format!("sellers/{id}"), details).await?;
            Ok(seller)
        }))
        .await
}
