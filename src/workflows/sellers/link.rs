//! The link with which a seller says what was sold: made and ended by those who keep the sellers, used by
//! whoever has it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::problem::Problem;
use crate::rules::seller_confirmation::{SellerAnswer, first_day};
use crate::rules::{PurchaseId, SellerId, SellerLinkId, Zone};
use crate::secret;
use crate::store::seller_links::{self, SellerLink, Sold};
use crate::store::sellers::{self, Seller};
use crate::store::{ConnectionTrait, Store, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Makes the link of a seller, which ends the one before. Returns its token, which is stored nowhere.
///
/// # Errors
/// `NotFound` for a seller that there is not, or where the installation asks no sellers.
pub async fn make_link(
    store: &Store,
    warrant: &Warrant,
    id: SellerId,
) -> Result<String, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let token = secret::token();
    let token_hash = secret::hash(&token);
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            must_be_on(txn).await?;
            let seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if seller.merged_into.is_some() {
                return Err(WorkflowError::Conflict(Problem::new("", "seller-merged-away")));
            }
            seller_links::end(txn, id, now).await?;
            let link = SellerLink {
                id: SellerLinkId::NONE,
                seller_id: id,
                token_hash,
                created_by: acting.viewer()?.employee,
                created_at: now,
                ended_at: None,
            };
            seller_links::insert(txn, link).await?;
            let details = json!({ "name": seller.name });
            Ok(acting.note(AuditAction::SellerLink, format!("sellers/{id}"), details).await?)
        }))
        .await?;
    Ok(token)
}

/// Ends the link of a seller.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn end_link(store: &Store, warrant: &Warrant, id: SellerId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if !seller_links::end(txn, id, now).await? {
                return Err(WorkflowError::NotFound);
            }
            let details = json!({ "name": seller.name });
            Ok(acting.note(AuditAction::SellerUnlink, format!("sellers/{id}"), details).await?)
        }))
        .await
}

async fn must_be_on(db: &impl ConnectionTrait) -> Result<(), WorkflowError> {
    if settings::read(db).await?.sellers_confirm { Ok(()) } else { Err(WorkflowError::NotFound) }
}

/// The seller of a link, with what was bought there lately.
#[derive(Clone, Debug)]
pub struct Opened {
    pub seller: Seller,
    pub sold: Vec<Sold>,
}

/// # Errors
/// `NotFound` for a link that works no more or never was, or where the installation asks no sellers.
pub async fn open_link(
    store: &Store,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Opened, WorkflowError> {
    let db = store.reader();
    must_be_on(db).await?;
    let seller = of_link(db, token).await?;
    let sold = seller_links::sold(db, seller.id, asked_from(store, now).await?).await?;
    Ok(Opened { seller, sold })
}

/// The seller that the one of a link is now.
async fn of_link(db: &impl ConnectionTrait, token: &str) -> Result<Seller, WorkflowError> {
    let link = seller_links::by_hash(db, &secret::hash(token)).await?;
    let link = link.ok_or(WorkflowError::NotFound)?;
    sellers::standing(db, link.seller_id).await?.ok_or(WorkflowError::NotFound)
}

/// The first day that a seller is asked about, in the zone of the institution.
async fn asked_from(store: &Store, now: DateTime<Utc>) -> Result<NaiveDate, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let zone = rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone);
    Ok(first_day(zone.date(now)))
}

/// What a seller says of some purchases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub confirmed: Vec<PurchaseId>,
    pub denied: Vec<PurchaseId>,
}

/// Writes what a seller says. What is not theirs, or too long ago, they say nothing about.
///
/// # Errors
/// `NotFound` as [`open_link`]; `Invalid` where nothing of what was asked was there.
pub async fn answer(
    store: &Store,
    warrant: &Warrant,
    token: &str,
    said: Said,
) -> Result<(), WorkflowError> {
    let (token, from) = (token.to_owned(), asked_from(store, warrant.now()).await?);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            must_be_on(txn).await?;
            let seller = of_link(txn, &token).await?;
            let asked = seller_links::sold(txn, seller.id, from).await?;
            let theirs = |ids: Vec<PurchaseId>| -> Vec<_> {
                ids.into_iter().filter(|id| asked.iter().any(|sold| sold.id == *id)).collect()
            };
            let (confirmed, denied) = (theirs(said.confirmed), theirs(said.denied));
            if confirmed.is_empty() && denied.is_empty() {
                return Err(WorkflowError::invalid(Problem::new("purchase", "missing")));
            }
            seller_links::answer(txn, seller.id, &confirmed, SellerAnswer::Confirmed).await?;
            seller_links::answer(txn, seller.id, &denied, SellerAnswer::Denied).await?;
            let details = json!({ "name": seller.name, "confirmed": confirmed, "denied": denied });
            let subject = format!("sellers/{}", seller.id);
            Ok(acting.note(AuditAction::SellerAnswer, subject, details).await?)
        }))
        .await
}
