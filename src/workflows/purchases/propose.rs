//! Which purchases are proposed to reviewers, said by the worker: what is flagged, and the sample of each week
//! (decision 103).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::rules::sample::{self, Attention};
use crate::rules::seller::SellerState;
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::{Period, PurchaseId};
use crate::secret;
use crate::store::purchases::judging;
use crate::store::purchases::{Purchase, PurchaseRow};
use crate::store::review_seeds::{self, ReviewSeed};
use crate::store::{Store, Txn, likenesses};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Purchases that are judged in one transaction.
const TOGETHER: u64 = 200;

/// Judges purchases of which nobody knows yet whether somebody should look, as long as `may` says so. Returns how
/// many.
pub async fn propose(
    store: &Store,
    now: DateTime<Utc>,
    may: impl Fn() -> bool,
) -> Result<usize, WorkflowError> {
    let mut done = 0;
    while may() {
        let judged = Warrant::system(now)
            .on(store, Right::None)
            .write(txn_job!(|acting| some(acting.txn(), acting.now()).await))
            .await?;
        if judged == 0 {
            break;
        }
        done += judged;
    }
    Ok(done)
}

async fn some(txn: &Txn, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    let waiting = judging::unjudged(txn, TOGETHER).await?;
    let like = likes(txn, &waiting).await?;
    let is_flagged = |one: &&Purchase| {
        one.row.looks_like.is_some()
            || one.seller.state == SellerState::Doubted
            || one.row.seller_answer == Some(SellerAnswer::Denied)
            || one.has_undrawn()
            || like.contains_key(&one.row.id)
    };
    let (flagged, others): (Vec<&Purchase>, Vec<&Purchase>) = waiting.iter().partition(is_flagged);
    let seeds = seeds(txn, &others, now).await?;
    // What the seller has confirmed needs no look.
    let is_drawn = |one: &&Purchase| {
        one.row.seller_answer.is_none()
            && seeds.get(&week(one)).is_some_and(|seed| is_drawn_by(seed, one.row.id))
    };
    let (drawn, ordinary): (Vec<&Purchase>, Vec<&Purchase>) =
        others.into_iter().partition(is_drawn);
    judging::judge(txn, &rows(&flagged), Attention::Flagged).await?;
    judging::judge(txn, &rows(&drawn), Attention::Drawn).await?;
    judging::judge(txn, &rows(&ordinary), Attention::Ordinary).await?;
    // Whoever looks at one looks at what it is like.
    let also: HashSet<PurchaseId> = like.into_values().flatten().collect();
    judging::flag_some(txn, &also.into_iter().collect::<Vec<_>>()).await?;
    Ok(waiting.len())
}

fn rows<'a>(purchases: &[&'a Purchase]) -> Vec<&'a PurchaseRow> {
    purchases.iter().map(|one| &one.row).collect()
}

/// What each is like, of those that are like any: photos that come again, and the same bought by another; not the
/// others of its own receipt.
async fn likes(
    txn: &Txn,
    waiting: &[Purchase],
) -> Result<HashMap<PurchaseId, Vec<PurchaseId>>, WorkflowError> {
    let receipts: Vec<_> = waiting
        .iter()
        .flat_map(|one| one.receipts.iter().map(|receipt| (receipt.id, one.row.id)))
        .collect();
    let photos = likenesses::pairs_of(txn, &receipts).await?;
    let mut like: HashMap<PurchaseId, Vec<PurchaseId>> = HashMap::new();
    for one in waiting {
        let of_photos = photos.iter().filter(|(id, _)| *id == one.row.id).map(|(_, other)| *other);
        let shared = one.shared();
        let others = of_photos.chain(one.equals.iter().copied());
        let others: Vec<_> = others.filter(|other| !shared.contains(other)).collect();
        if !others.is_empty() {
            like.insert(one.row.id, others);
        }
    }
    Ok(like)
}

fn week(purchase: &Purchase) -> NaiveDate {
    Period::week_of(purchase.row.purchased_on).start
}

/// The seeds of their weeks; one is made where a week has none.
async fn seeds(
    txn: &Txn,
    purchases: &[&Purchase],
    now: DateTime<Utc>,
) -> Result<HashMap<NaiveDate, ReviewSeed>, WorkflowError> {
    let weeks: HashSet<NaiveDate> = purchases.iter().map(|one| week(one)).collect();
    let made = weeks.into_iter().map(|week| ReviewSeed {
        week,
        // In hexadecimal: no spreadsheet and no shell reads anything else in it.
        seed: secret::sha256(secret::token()),
        percent: sample::USUAL_PERCENT,
        made_at: now,
    });
    Ok(review_seeds::of_weeks(txn, made.collect()).await?)
}

/// Whether a purchase is in the sample of the week of a seed.
pub fn is_drawn_by(seed: &ReviewSeed, purchase: PurchaseId) -> bool {
    let digest = secret::sha256(sample::drawn_by(&seed.seed, purchase));
    sample::is_drawn(&digest, seed.percent)
}
