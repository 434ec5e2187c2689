//! A seller by the code on its counter: found by its merchant number, or made known. The code says who the
//! payment's merchant declares to be; it is no proof of a purchase, and anybody can print one. So what is
//! seen for the first time, and what comes back with another declaration, waits for somebody to look at it.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::problem::{self, Problem};
use crate::rules::purchase_draft::LONGEST_SELLER;
use crate::rules::qris::{self, Merchant, QrisCheck, Standing};
use crate::rules::{EmployeeId, keys};
use crate::store::sellers::{self, Seller};
use crate::store::{ConnectionTrait, Store, Txn, employees};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Sellers that one person makes known in a day.
const MOST_NEW_A_DAY: u64 = 100;

/// Whom a code names.
#[derive(Clone, Debug)]
pub struct OfQris {
    /// The one into which it was merged, where it was.
    pub seller: Seller,
    pub merchant: Merchant,
    pub is_new: bool,
    /// Whether the number is known with another name or other criteria.
    pub differs: bool,
}

impl OfQris {
    async fn known(
        db: &impl ConnectionTrait,
        seller: Seller,
        merchant: Merchant,
    ) -> Result<Self, WorkflowError> {
        let differs = differs(&seller, &merchant);
        let seller = match seller.merged_into {
            Some(_) => sellers::standing(db, seller.id).await?.unwrap_or(seller),
            None => seller,
        };
        Ok(Self { seller, merchant, is_new: false, differs })
    }
}

/// # Errors
/// `Invalid` on `payload` with the reason why it names no merchant.
pub async fn by_qris(
    store: &Store,
    warrant: &Warrant,
    payload: &str,
) -> Result<OfQris, WorkflowError> {
    let payload = payload.trim().to_owned();
    let merchant = read(&payload).map_err(WorkflowError::invalid)?;
    let author = warrant.viewer()?.employee;
    if let Some(seller) = known(store.reader(), &merchant).await?
        && !is_news(&seller, &merchant, &payload)
    {
        return OfQris::known(store.reader(), seller, merchant).await;
    }
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            if let Some(seller) = known(txn, &merchant).await? {
                let mut seller =
                    sellers::locked(txn, seller.id).await?.ok_or(WorkflowError::NotFound)?;
                if is_news(&seller, &merchant, &payload) {
                    note_difference(acting, &mut seller, &merchant, &payload).await?;
                }
                return OfQris::known(txn, seller, merchant).await;
            }
            must_not_be_many(txn, author, acting.now()).await?;
            let seller = make_known(txn, &merchant, &payload, (author, acting.now())).await?;
            let details = json!({
                "name": seller.name,
                "nmid": seller.nmid,
                "criteria": seller.qris_criteria,
            });
            let subject = format!("sellers/{}", seller.id);
            acting.note(AuditAction::SellerScan, subject, details).await?;
            Ok::<_, WorkflowError>(OfQris { seller, merchant, is_new: true, differs: false })
        }))
        .await
}

/// The merchant, whose name and place can stand in a list of sellers.
fn read(payload: &str) -> Result<Merchant, Problem> {
    let merchant = qris::parse(payload).map_err(|why| Problem::new("payload", why.name()))?;
    problem::line("payload", payload, payload.len())?;
    Ok(merchant)
}

async fn known(
    db: &impl ConnectionTrait,
    merchant: &Merchant,
) -> Result<Option<Seller>, WorkflowError> {
    Ok(match &merchant.nmid {
        Some(nmid) => sellers::by_nmid(db, nmid).await?,
        // Whoever has no number is known by the same name in the same place, if that has a code, too.
        None => sellers::by_name(db, &shown(&merchant.name), place(merchant).as_deref())
            .await?
            .filter(|seller| seller.qris_name.is_some()),
    })
}

fn differs(seller: &Seller, merchant: &Merchant) -> bool {
    let name = seller.qris_name.as_deref().unwrap_or_default();
    keys::name(name) != keys::name(&merchant.name) || seller.qris_criteria != merchant.declared()
}

/// Whether it differs from what is known and from what was refused, and no other difference waits to be looked
/// at: whoever prints codes fills neither the queue nor the audit.
fn is_news(seller: &Seller, merchant: &Merchant, payload: &str) -> bool {
    let waits = seller.qris_check == Some(QrisCheck::Changed);
    differs(seller, merchant) && !waits && seller.qris_seen.as_deref() != Some(payload)
}

async fn note_difference(
    acting: &Acting<'_>,
    seller: &mut Seller,
    merchant: &Merchant,
    payload: &str,
) -> Result<(), WorkflowError> {
    let details = json!({
        "name": seller.name,
        "before": { "name": seller.qris_name, "criteria": seller.qris_criteria },
        "after": { "name": merchant.name, "criteria": merchant.declared() },
    });
    seller.qris_check = Some(QrisCheck::Changed);
    seller.qris_seen = Some(payload.to_owned());
    *seller = sellers::update(acting.txn(), seller.clone()).await?;
    let subject = format!("sellers/{}", seller.id);
    Ok(acting.note(AuditAction::SellerDiffer, subject, details).await?)
}

/// Anybody can print codes, and each makes a seller known.
async fn must_not_be_many(
    txn: &Txn,
    author: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    // Of two at once one comes after the other.
    employees::lock(txn, author).await?;
    if sellers::count_made(txn, author, now - TimeDelta::days(1)).await? < MOST_NEW_A_DAY {
        return Ok(());
    }
    let problem = Problem::new("payload", "too-many-sellers").with("most", MOST_NEW_A_DAY);
    Err(WorkflowError::Conflict(problem))
}

/// A seller of this name and place that nobody knows by a code gets it; another one is called by its
/// number as well.
async fn make_known(
    txn: &Txn,
    merchant: &Merchant,
    payload: &str,
    (author, now): (EmployeeId, DateTime<Utc>),
) -> Result<Seller, WorkflowError> {
    let (name, place) = (shown(&merchant.name), place(merchant));
    let mut seller = sellers::find_or_insert(txn, &name, place.as_deref(), author, now).await?;
    let nmid = merchant.nmid.as_ref().map(qris::Nmid::as_str);
    if nmid.is_some() && seller.nmid.as_deref() == nmid {
        // Somebody else has scanned it at this moment.
        return Ok(seller);
    }
    if let Some(nmid) = nmid.filter(|_| seller.nmid.is_some()) {
        let name = format!("{name} ({nmid})");
        seller = sellers::find_or_insert(txn, &name, place.as_deref(), author, now).await?;
    }
    describe(&mut seller, merchant, payload);
    seller.qris_check = match merchant.standing() {
        Standing::NotUmkm => Some(QrisCheck::Accepted),
        Standing::Umkm | Standing::ByHand => Some(QrisCheck::Waiting),
    };
    Ok(sellers::update(txn, seller).await?)
}

/// Gives a seller what a code declares.
pub(super) fn describe(seller: &mut Seller, merchant: &Merchant, payload: &str) {
    if let Some(nmid) = &merchant.nmid {
        seller.nmid = Some(nmid.as_str().to_owned());
    }
    seller.qris_name = Some(merchant.name.clone());
    seller.qris_city = Some(merchant.city.clone());
    seller.qris_criteria = merchant.declared();
    seller.qris_payload = Some(payload.to_owned());
    seller.qris_seen = None;
}

/// Names of merchants are leniently long; those of sellers are not.
fn shown(name: &str) -> String {
    keys::single_spaced(&name.chars().take(LONGEST_SELLER).collect::<String>())
}

fn place(merchant: &Merchant) -> Option<String> {
    Some(shown(&merchant.city)).filter(|city| !city.is_empty())
}
