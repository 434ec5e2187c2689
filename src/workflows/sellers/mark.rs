//! Whether a seller is a micro, small or medium business, from when to when: what was bought there meanwhile
//! does not count.

use chrono::NaiveDate;
use serde_json::json;

use super::recount::{Bearing, Recount};
use super::{Seen, as_seen, confirmed};
use crate::rules::SellerId;
use crate::rules::audit::AuditAction;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::seller::DoubtState;
use crate::store::sellers::Seller;
use crate::store::{Store, purchases, seller_doubts, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

const LONGEST_REASON: usize = 200;

/// From when to when a seller is none, as it came in; without a first day it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub from: Option<String>,
    /// The last day; empty while it lasts.
    pub until: Option<String>,
    pub reason: Option<String>,
}

struct Span {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    reason: Option<String>,
}

impl Mark {
    fn check(&self) -> Result<Span, Vec<Problem>> {
        let Some(from) = problem::given(self.from.as_deref()) else {
            return Ok(Span { from: None, until: None, reason: None });
        };
        let mut problems = Problems::default();
        let from = problems.take(problem::date("ineligible_from", from));
        let until = match problem::given(self.until.as_deref()) {
            None => Some(None),
            Some(text) => problems.take(problem::date("ineligible_until", text)).map(Some),
        };
        let reason = self.reason.as_deref().unwrap_or_default();
        let reason = problems.take(problem::line("ineligible_reason", reason, LONGEST_REASON));
        if let (Some(from), Some(Some(until))) = (from, until)
            && until < from
        {
            problems.add(Problem::new("ineligible_until", "ends-before-start"));
        }
        match (from, until) {
            (Some(from), Some(until)) if problems.is_empty() => {
                Ok(Span { from: Some(from), until, reason })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// What a reviewer said of the seller is decided with it.
///
/// # Errors
/// `NotFound` for a seller that there is not.
pub async fn mark(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (SellerId, Seen),
    mark: &Mark,
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let Span { from, until, reason } = mark.check().map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let facts = acting.lock_facts().await?;
            let before = as_seen(txn, id, seen).await?;
            let mut seller = Seller {
                ineligible_from: from,
                ineligible_until: until,
                ineligible_reason: reason,
                ..before.clone()
            };
            confirmed(acting, &mut seller)?;
            let bearings = (&Bearing::of(txn, &before).await?, &Bearing::of(txn, &seller).await?);
            let bought = purchases::of_seller(txn, id).await?;
            let recount = Recount::begin(&facts, bought, bearings).await?;
            let seller = sellers::update(txn, seller).await?;
            let decided = if from.is_some() { DoubtState::Accepted } else { DoubtState::Refused };
            seller_doubts::decide(txn, id, decided, by, now).await?;
            recount.finish(acting, &facts).await?;
            let action =
                if from.is_some() { AuditAction::SellerMark } else { AuditAction::SellerClear };
            let details = json!({ "name": seller.name, "from": from, "until": until,
                "before": before.ineligible_from, "reason": seller.ineligible_reason });
            acting.note(action, format!("sellers/{id}"), details).await?;
            Ok(seller)
        }))
        .await
}
