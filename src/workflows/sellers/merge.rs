//! The same seller, written down twice, becomes one: purchases follow to the one that stays, and what they
//! count for is what that one is. It can be taken back.

use serde_json::json;

use super::recount::{Bearing, Recount};
use super::{Seen, as_seen};
use crate::rules::audit::AuditAction;
use crate::rules::seller::SellerState;
use crate::rules::{Problem, SellerId, SellerMergeId};
use crate::store::facts::lock_for_merge;
use crate::store::seller_merges::{self, Merge};
use crate::store::sellers::{self, Seller};
use crate::store::{Store, Txn, office_purchases, purchases};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Merges one into another. Returns the one that stays.
///
/// # Errors
/// `Conflict` where either is merged already, or somebody doubts the one that goes.
pub async fn merge(
    store: &Store,
    warrant: &Warrant,
    (gone, seen): (SellerId, Seen),
    kept: SellerId,
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            // Nobody else may be buying where it will be no more.
            let facts = lock_for_merge(txn).await?;
            let (mut from, into) = both(txn, (gone, seen), kept).await?;
            let row = Merge {
                id: SellerMergeId::NONE,
                gone_id: gone,
                kept_id: kept,
                merged_by: by,
                merged_at: now,
                undone_by: None,
                undone_at: None,
            };
            let bearings = (&Bearing::of(txn, &from).await?, &Bearing::of(txn, &into).await?);
            let bought = purchases::of_seller(txn, gone).await?;
            let recount = Recount::begin(&facts, bought, bearings).await?;
            let id = seller_merges::insert(txn, row.clone()).await?;
            let moved = seller_merges::move_purchases(&facts, id, &row).await?;
            office_purchases::follow(txn, id, &Merge { id, ..row }).await?;
            seller_merges::lead_on(txn, gone, kept).await?;
            from.merged_into = Some(kept);
            let from = sellers::update(txn, from).await?;
            let into = sellers::update(txn, into).await?;
            recount.finish(acting, &facts).await?;
            let details = json!({ "name": from.name, "seller": into.name, "count": moved });
            let subject = format!("sellers/{gone}");
            acting.note(AuditAction::SellerMerge, subject, details).await?;
            Ok(into)
        }))
        .await
}

/// Both, locked in one order, where they may become one.
async fn both(
    txn: &Txn,
    (gone, seen): (SellerId, Seen),
    kept: SellerId,
) -> Result<(Seller, Seller), WorkflowError> {
    let refused = |code| WorkflowError::Conflict(Problem::new("into", code));
    if gone == kept {
        return Err(refused("merge-same"));
    }
    for id in [gone.min(kept), gone.max(kept)] {
        sellers::locked(txn, id).await?;
    }
    let from = as_seen(txn, gone, seen).await?;
    let into = sellers::by_id(txn, kept).await?;
    let into =
        into.ok_or_else(|| WorkflowError::invalid(Problem::new("into", "seller-unknown")))?;
    match () {
        () if from.merged_into.is_some() || into.merged_into.is_some() => {
            Err(refused("merge-merged"))
        }
        () if from.state == SellerState::Doubted => Err(refused("merge-doubted")),
        () => Ok((from, into)),
    }
}

/// Takes a merge back: what followed goes back, unless somebody has changed its seller since. Returns the
/// seller that is there again.
///
/// # Errors
/// `Conflict` for one that is taken back already, or where what stayed is merged further.
pub async fn undo_merge(
    store: &Store,
    warrant: &Warrant,
    id: SellerMergeId,
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let facts = lock_for_merge(txn).await?;
            let merge = seller_merges::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            let refused = |code| WorkflowError::Conflict(Problem::new("merge", code));
            if merge.undone_at.is_some() {
                return Err(refused("merge-undone"));
            }
            let (gone, kept) = (merge.gone_id, merge.kept_id);
            for id in [gone.min(kept), gone.max(kept)] {
                sellers::locked(txn, id).await?;
            }
            let into = sellers::by_id(txn, kept).await?.ok_or(WorkflowError::NotFound)?;
            let mut from = sellers::by_id(txn, gone).await?.ok_or(WorkflowError::NotFound)?;
            if into.merged_into.is_some() {
                return Err(refused("merge-further"));
            }
            let bearings = (&Bearing::of(txn, &into).await?, &Bearing::of(txn, &from).await?);
            let bought = seller_merges::bought(txn, &merge).await?;
            let recount = Recount::begin(&facts, bought, bearings).await?;
            let moved = seller_merges::take_back_purchases(&facts, &merge).await?;
            office_purchases::take_back(txn, &merge).await?;
            seller_merges::lead_back(txn, gone, kept).await?;
            seller_merges::undone(txn, id, by, now).await?;
            from.merged_into = None;
            let from = sellers::update(txn, from).await?;
            let into = sellers::update(txn, into).await?;
            recount.finish(acting, &facts).await?;
            let details = json!({ "name": from.name, "seller": into.name, "count": moved });
            let subject = format!("sellers/{gone}");
            acting.note(AuditAction::SellerUnmerge, subject, details).await?;
            Ok(from)
        }))
        .await
}
