//! Sellers of an import: changed ones are as they were, new ones are gone. Nobody may have bought there since,
//! and nobody may have merged or doubted them.

use super::{before, image, touched};
use crate::rules::SellerId;
use crate::store::imports::Change;
use crate::store::sellers::Seller;
use crate::store::{self, FactsLock, seller_classes, sellers};
use crate::workflows::imports::batch::SellerImage;
use crate::workflows::imports::sellers::write;
use crate::workflows::{Acting, WorkflowError};

pub(super) async fn undo(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    changes: Vec<Change>,
) -> Result<(), WorkflowError> {
    let txn = acting.txn();
    let (mut others, mut restored, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        let (row, after) = (change.sheet_row, image::<SellerImage>(&change.after)?);
        let id: SellerId = change.record_id.into();
        let now: Option<Seller> = sellers::locked(txn, id).await?;
        let classes = seller_classes::of_many(txn, [id]).await?.remove(&id).unwrap_or_default();
        let is_same = now.as_ref().map(|now| SellerImage::of(now, classes)) == Some(after.clone());
        if !is_same {
            others.push((row, after.details.name));
            continue;
        }
        match before::<SellerImage>(&change)? {
            Some(before) => restored.push((id, before)),
            None => new.push((row, id, after.details.name)),
        }
    }
    if !others.is_empty() {
        return Err(touched(&others));
    }
    for (id, before) in restored {
        write(acting, facts, id, (before.details, before.classes)).await?;
    }
    for (row, id, name) in new {
        seller_classes::replace(facts, id, &[]).await?;
        sellers::remove(txn, id).await.map_err(|error| match error {
            store::Error::Referenced(_) => touched(&[(row, name)]),
            other => other.into(),
        })?;
    }
    Ok(())
}
