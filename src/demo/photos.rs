//! Drawn receipts for the newest purchases: through the same door as everybody's.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};

use super::district::District;
use super::rng::Rng;
use super::sellers::{SellerSeed, basket};
use super::{Plan, Progress, Unfilled, receipt_picture};
use crate::receipts::{Kept, Storage};
use crate::rules::{Scope, Zone};
use crate::store::Store;
use crate::store::purchases::{self, Purchase, Search};
use crate::store::receipts::{self, ReceiptRow};
use crate::txn_job;

/// Drawn side by side.
const AT_ONCE: usize = 4;

pub async fn attach(
    store: &Store,
    storage: &Storage,
    district: &District,
    plan: Plan,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<(), Unfilled> {
    let shops: HashMap<i64, SellerSeed> = district.sellers.iter().cloned().collect();
    let today = Zone::Wib.date(now);
    let mut newest = Search {
        from: Some(today - chrono::Days::new(4)),
        limit: plan.photos as u64,
        ..Search::default()
    };
    let mut chosen = purchases::search(store.reader(), &Scope::Everyone, &newest, today).await?;
    newest = Search { employee: Some(district.shown), from: None, limit: 8, ..newest };
    let shown = purchases::search(store.reader(), &Scope::Everyone, &newest, today).await?;
    chosen.retain(|purchase| purchase.row.employee_id != district.shown);
    chosen.extend(shown);
    let all = district.people.len() + chosen.len();
    let kept: Vec<(Purchase, Kept)> = stream::iter(chosen)
        .map(|purchase| photograph(storage, shops.get(&purchase.row.seller_id), purchase))
        .buffer_unordered(AT_ONCE)
        .enumerate()
        .map(|(number, kept)| {
            progress(district.people.len() + number + 1, all);
            kept
        })
        .try_collect()
        .await?;
    store
        .write(txn_job!(|txn| {
            for (purchase, file) in kept {
                receipts::insert(txn, row(&purchase, &file)).await?;
            }
            Ok::<_, Unfilled>(())
        }))
        .await
}

async fn photograph(
    storage: &Storage,
    shop: Option<&SellerSeed>,
    purchase: Purchase,
) -> Result<(Purchase, Kept), Unfilled> {
    let shop = shop.cloned().ok_or(Unfilled::Drawing)?;
    let (day, amount) = (purchase.row.purchased_on, purchase.row.amount);
    let seed = purchase.row.id.unsigned_abs();
    let drawn = tokio::task::spawn_blocking(move || {
        let items = basket(&mut Rng::new(seed), shop.trade, amount);
        receipt_picture::draw(&shop.name, shop.district, day, &items, amount, seed)
    });
    let bytes = drawn.await.map_err(|_| Unfilled::Drawing)?;
    Ok((purchase, storage.keep_bytes(&bytes).await?))
}

fn row(purchase: &Purchase, file: &Kept) -> ReceiptRow {
    let owner = purchase.row.employee_id;
    ReceiptRow {
        id: 0,
        employee_id: owner,
        uploaded_by: owner,
        purchase_id: Some(purchase.row.id),
        upload_sha256: file.upload_sha256.clone(),
        stored_sha256: file.stored_sha256.clone(),
        media_type: file.media_type.mime().into(),
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        width: file.width.and_then(|width| i32::try_from(width).ok()),
        height: file.height.and_then(|height| i32::try_from(height).ok()),
        created_at: purchase.row.recorded_at,
        released: false,
    }
}
