//! Receipts that several people share, so that every state of a part can be seen.

use chrono::{DateTime, Utc};

use super::DemoError;
use super::district::District;
use crate::rules::purchase::State;
use crate::rules::shared_part::PartState;
use crate::rules::{EmployeeId, PurchaseId, ReceiptId, SharedPartId, Sight, Zone, placement};
use crate::store::employees::{self, Colleagues};
use crate::store::facts::{FactsLock, lock_for_fact_change};
use crate::store::purchases::{self, Purchase, PurchaseRow, Search};
use crate::store::receipts::{self, ReceiptRow};
use crate::store::shared_parts::{self, PartRow};
use crate::store::{Txn, placements, totals};

/// What became of the parts of a receipt of the employee whose login is shown, and each part in rupiah.
const ANSWERS: [(PartState, i64); 3] =
    [(PartState::Confirmed, 20_000), (PartState::Declined, 15_000), (PartState::Withdrawn, 10_000)];
const PROPOSED: i64 = 18_000;

/// The employee whose login is shown has shared a receipt with colleagues, and is asked about one of theirs.
pub async fn share(txn: &Txn, district: &District, now: DateTime<Utc>) -> Result<(), DemoError> {
    let (me, today) = (district.featured, Zone::Wib.date(now));
    let places = placements::of(txn, me).await?;
    let Some(here) = placement::current(&places, today) else { return Ok(()) };
    let everybody = Colleagues::Named("");
    let most = ANSWERS.len() as u64;
    let mates = employees::colleagues(txn, (here.office, today), me, everybody, most).await?;
    let facts = lock_for_fact_change(txn).await?;
    if let Some(first) = newest(txn, me, now).await? {
        let answers = mates.iter().map(|mate| mate.id).zip(ANSWERS);
        let answers: Vec<_> =
            answers.map(|(mate, (state, amount))| (mate, state, amount)).collect();
        divide(&facts, first, &answers).await?;
    }
    for mate in &mates {
        if let Some(first) = newest(txn, mate.id, now).await?.filter(|one| one.parts.is_empty()) {
            return divide(&facts, first, &[(me, PartState::Proposed, PROPOSED)]).await;
        }
    }
    Ok(())
}

/// The last purchase of somebody that counts.
async fn newest(
    txn: &Txn,
    whose: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Purchase>, DemoError> {
    let everyone = Sight::of_everyone(Zone::Wib.date(now));
    let search = Search {
        employee: Some(whose),
        state: Some(State::Recorded),
        limit: 1,
        ..Search::default()
    };
    Ok(purchases::search(txn, &everyone, &search).await?.pop())
}

async fn divide(
    facts: &FactsLock<'_>,
    first: Purchase,
    answers: &[(EmployeeId, PartState, i64)],
) -> Result<(), DemoError> {
    let (txn, first) = (facts.txn(), first.row);
    let shared: i64 = answers.iter().map(|(.., amount)| amount).sum();
    let whole = PurchaseRow { receipt_amount: Some(first.amount + shared), ..first };
    purchases::update(facts, whole.clone()).await?;
    let mut parts = Vec::new();
    for (mate, state, amount) in answers {
        let recorded_id = match state {
            PartState::Confirmed => Some(record(facts, &whole, *mate, *amount).await?),
            _ => None,
        };
        let settled_at = (*state != PartState::Proposed).then_some(whole.recorded_at);
        parts.push(PartRow {
            id: SharedPartId::NONE,
            purchase_id: whole.id,
            proposed_by: whole.employee_id,
            employee_id: *mate,
            amount: *amount,
            state: *state,
            proposed_at: whole.recorded_at,
            settled_at,
            recorded_id,
        });
    }
    Ok(shared_parts::insert_many(txn, parts).await?)
}

/// What somebody has confirmed.
async fn record(
    facts: &FactsLock<'_>,
    first: &PurchaseRow,
    whose: EmployeeId,
    amount: i64,
) -> Result<PurchaseId, DemoError> {
    let row = PurchaseRow {
        id: PurchaseId::NONE,
        employee_id: whose,
        recorded_by: whose,
        amount,
        idempotency_key: format!("demo-part-{whose}"),
        version: 1,
        ..first.clone()
    };
    let day = row.purchased_on;
    let id = purchases::insert(facts, row).await?.unwrap_or(PurchaseId::NONE);
    totals::recompute(facts.txn(), whose, &[day]).await?;
    Ok(id)
}

/// Gives what was confirmed the receipts that were drawn for the purchase with which it came.
pub async fn hand_on(txn: &Txn, district: &District) -> Result<(), DemoError> {
    for part in shared_parts::of_person(txn, district.featured).await? {
        let Some(recorded) = part.recorded_id else { continue };
        for photo in receipts::of_purchase(txn, part.purchase_id).await? {
            let copy = ReceiptRow {
                id: ReceiptId::NONE,
                employee_id: part.employee_id,
                purchase_id: Some(recorded),
                ..photo
            };
            receipts::insert(txn, copy).await?;
        }
    }
    Ok(())
}
