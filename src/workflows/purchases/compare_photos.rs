//! Photos are compared once they are kept, by the worker: an upload waits for nothing, and what looks like
//! another photo is shown to reviewers and refused by nobody.

use chrono::{DateTime, TimeDelta, Utc};

use crate::files::{Rendition, Storage, likeness};
use crate::rules::ReceiptId;
use crate::rules::likeness::Alike;
use crate::rules::media::MediaType;
use crate::store::likenesses::{self, Pair, Photo};
use crate::store::receipts::ReceiptRow;
use crate::store::{self, Store};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Photos that are looked at together, and then compared with the others in one go.
const TOGETHER: u64 = 50;
/// Others that are read at a time.
const BATCH: u64 = 10_000;
/// A photo that is handed round among colleagues comes again within weeks; one's own, whenever. Among the
/// photos of years there are always some that happen to have much in common.
const HANDED_ROUND: TimeDelta = TimeDelta::days(35);
/// Of the photos that one is like: the most alike.
const MOST_PAIRS: usize = 20;

/// Compares photos that nobody has compared yet, as long as `may` says so. Returns how many receipts were
/// looked at.
pub async fn compare_photos(
    store: &Store,
    storage: &Storage,
    now: DateTime<Utc>,
    may: impl Fn() -> bool,
) -> Result<usize, WorkflowError> {
    let mut done = 0;
    while may() {
        let waiting = likenesses::uncompared(store.reader(), TOGETHER).await?;
        if waiting.is_empty() {
            break;
        }
        let compared: Vec<_> = waiting.iter().map(|receipt| receipt.id).collect();
        let mut photos = Vec::new();
        for receipt in &waiting {
            photos.extend(photo(storage, receipt).await);
        }
        let pairs = pairs(store, &photos, now).await?;
        done += compared.len();
        Warrant::system(now)
            .on(store, Right::None)
            .write(txn_job!(|acting| {
                let (txn, now) = (acting.txn(), acting.now());
                Ok(likenesses::keep(txn, &compared, &photos, &pairs, now).await?)
            }))
            .await?;
    }
    Ok(done)
}

/// How the photo of a receipt looks; `None` where there is none, or it cannot be read.
async fn photo(storage: &Storage, receipt: &ReceiptRow) -> Option<Photo> {
    if receipt.media_type != MediaType::Jpeg || receipt.file_removed_at.is_some() {
        return None;
    }
    let path = storage.path(&receipt.stored_sha256, MediaType::Jpeg, Rendition::Full).ok()?;
    let read = tokio::task::spawn_blocking(move || likeness(&std::fs::read(path).ok()?));
    let Ok(Some(likeness)) = read.await else {
        tracing::warn!(receipt = %receipt.id, "a photo could not be read to be compared");
        return None;
    };
    Some(Photo { receipt: receipt.id, employee: receipt.employee_id, likeness })
}

/// Which of these look like another, among themselves or among those that were compared before.
async fn pairs(store: &Store, new: &[Photo], now: DateTime<Utc>) -> store::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for (number, one) in new.iter().enumerate() {
        pairs.extend(new[..number].iter().filter_map(|earlier| pair(one, earlier)));
    }
    if new.is_empty() {
        return Ok(pairs);
    }
    let db = store.reader();
    let mut compare = |earlier: &[Photo]| {
        for one in new {
            pairs.extend(earlier.iter().filter_map(|earlier| pair(one, earlier)));
        }
    };
    compare(&likenesses::of_people(db, new.iter().map(|photo| photo.employee)).await?);
    let mut next = likenesses::first_since(db, now - HANDED_ROUND).await?;
    while let Some(first) = next {
        let batch = likenesses::starting_at(db, first, BATCH).await?;
        next = batch.last().map(|last| ReceiptId(last.receipt.0 + 1));
        compare(&batch);
        tokio::task::yield_now().await;
    }
    Ok(most_alike(pairs))
}

/// Of two people only the same photo is worth a word: what is similar is so by chance more often than not.
fn pair(one: &Photo, earlier: &Photo) -> Option<Pair> {
    let distance = one.likeness.distance(&earlier.likeness);
    let alike = Alike::at(distance)?;
    let is_said = one.employee == earlier.employee || alike == Alike::SamePhoto;
    is_said.then_some(Pair { receipt: one.receipt, earlier: earlier.receipt, distance })
}

fn most_alike(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_by_key(|pair| (pair.receipt, pair.distance, pair.earlier));
    pairs.dedup();
    let of_one = pairs.chunk_by(|one, other| one.receipt == other.receipt);
    of_one.flat_map(|pairs| &pairs[..pairs.len().min(MOST_PAIRS)]).copied().collect()
}
