//! Drawn receipts for the newest purchases: through the same door as everybody's.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};

use super::district::District;
use super::rng::Rng;
use super::sellers::{SellerSeed, basket};
use super::{DemoError, Plan, Progress, receipt_picture};
use crate::files::{Storage, StoredFile};
use crate::rules::{SellerId, Sight, Zone};
use crate::store::Txn;
use crate::store::purchases::{self, Purchase, PurchaseRow, Search};
use crate::store::receipts;
use crate::workflows::purchases::attach_receipts::{self, ReceiptOwner};

/// Drawn side by side.
const AT_ONCE: usize = 4;

pub async fn attach(
    txn: &Txn,
    storage: &Storage,
    district: &District,
    plan: Plan,
    now: DateTime<Utc>,
    progress: &Progress,
) -> Result<(), DemoError> {
    let shops: HashMap<SellerId, SellerSeed> = district.sellers.iter().cloned().collect();
    let today = Zone::Wib.date(now);
    let everyone = Sight::of_everyone(today);
    let mut newest = Search {
        from: Some(today - chrono::Days::new(4)),
        limit: plan.photos as u64,
        ..Search::default()
    };
    let mut chosen = purchases::search(txn, &everyone, &newest).await?;
    newest = Search { employee: Some(district.featured), from: None, limit: 8, ..newest };
    let newest_purchases = purchases::search(txn, &everyone, &newest).await?;
    chosen.retain(|purchase| purchase.row.employee_id != district.featured);
    chosen.extend(newest_purchases);
    // What was confirmed has the receipt with which it came.
    chosen.retain(|purchase| purchase.parts.is_empty() || purchase.is_first_of_parts());
    let all = district.people.len() + chosen.len();
    let stored: Vec<(Purchase, StoredFile)> = stream::iter(chosen)
        .map(|purchase| photograph(storage, shops.get(&purchase.row.seller_id), purchase))
        .buffer_unordered(AT_ONCE)
        .enumerate()
        .map(|(number, stored)| {
            progress(district.people.len() + number + 1, all);
            stored
        })
        .try_collect()
        .await?;
    for (purchase, file) in stored {
        let PurchaseRow { id, employee_id: owner, recorded_at, .. } = purchase.row;
        let receipt_owner = ReceiptOwner { owner, uploaded_by: owner };
        let row = attach_receipts::row(&file, receipt_owner, Some(id), recorded_at);
        receipts::insert(txn, row).await?;
    }
    Ok(())
}

async fn photograph(
    storage: &Storage,
    shop: Option<&SellerSeed>,
    purchase: Purchase,
) -> Result<(Purchase, StoredFile), DemoError> {
    let shop = shop.cloned().ok_or(DemoError::Drawing)?;
    let row = &purchase.row;
    let (day, amount) = (row.purchased_on, row.receipt_amount.unwrap_or(row.amount));
    let seed = purchase.row.id.0.unsigned_abs();
    let drawn = tokio::task::spawn_blocking(move || {
        let items = basket(&mut Rng::new(seed), shop.trade, amount);
        receipt_picture::draw(&shop.name, shop.district, day, &items, amount, seed)
    });
    let bytes = drawn.await.map_err(|_| DemoError::Drawing)?;
    Ok((purchase, storage.store_bytes(&bytes).await?))
}
