//! Purchases: recorded, reviewed, voided, never deleted.

pub(crate) mod counting;
pub mod judging;
mod lists;
mod queue;
pub mod submissions;

use chrono::{DateTime, NaiveDate, Utc};
pub use lists::{
    Search, at_seller, of_employee, of_seller, search, visible, visible_some,
    visible_with_placements, without_evidence,
};
pub(super) use lists::{own_rows, read};
pub(crate) use queue::counted_rows;
pub use queue::{
    MOST_COUNTED, Next, Place, ReviewSearch, next_to_review, one_to_review, page_to_review,
};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    QueryFilter, QueryTrait, TryInsertResult,
};

pub use crate::entities::purchases::Model as PurchaseRow;
use crate::entities::purchases::{Column, Entity, Relation};
use crate::entities::receipts::Model as ReceiptRow;
use crate::entities::sellers::Model as Seller;
use crate::shared_parts::Part;
use crate::{FactsLock, Result, Txn, broken};
use pekan_rules::media::MediaType;
use pekan_rules::purchase::{self, Countable, State, Uncounted};
use pekan_rules::purchase_access::Subject;
use pekan_rules::sample::Attention;
use pekan_rules::shared_part::PartState;
use pekan_rules::{
    ClassSpan, EmployeeId, Placement, Policy, PurchaseId, Rulebook, SellerId, seller_class,
};

/// A purchase with all that a page or an answer shows of it.
#[derive(Clone, Debug)]
pub struct Purchase {
    pub row: PurchaseRow,
    pub seller: Seller,
    /// Those of the seller, whenever it carried them.
    pub classes: Vec<ClassSpan>,
    pub employee: Buyer,
    pub receipts: Vec<ReceiptRow>,
    /// Whose the purchase is that this one looks like.
    pub looks_like_of: Option<EmployeeId>,
    /// All parts of its receipt, where several people share it.
    pub parts: Vec<Part>,
    /// Who else has one of them.
    pub sharers: Vec<EmployeeId>,
    /// Those of others from the same seller, on the same day and for the same amount, as far as reviewers look.
    pub equals: Vec<PurchaseId>,
}

#[derive(Clone, Debug)]
pub struct Buyer {
    pub number: String,
    pub name: String,
}

impl Purchase {
    /// What it depends on who may do what with it; the placements are those of its owner.
    pub fn subject<'a>(&'a self, placements: &'a [Placement]) -> Subject<'a> {
        Subject {
            owner: self.row.employee_id,
            recorded_by: self.row.recorded_by,
            sharers: &self.sharers,
            placements,
            purchased_on: self.row.purchased_on,
            state: self.row.state,
            decided: self.row.decided_by.zip(self.row.decided_at),
        }
    }

    /// Whether it is the one with which the receipt came, of which others have parts.
    pub fn is_first_of_parts(&self) -> bool {
        self.parts.iter().any(|part| part.row.purchase_id == self.row.id)
    }

    /// Whether it has a photo that is kept and that nobody can open.
    pub fn has_undrawn(&self) -> bool {
        self.receipts.iter().any(|receipt| receipt.media_type == MediaType::Undrawn)
    }

    /// The other purchases of its receipt: what is decided about one is decided about all.
    pub fn shared(&self) -> Vec<PurchaseId> {
        let confirmed = self.parts.iter().filter(|part| part.row.state == PartState::Confirmed);
        let mut all: Vec<_> = confirmed
            .flat_map(|part| [Some(part.row.purchase_id), part.row.recorded_id])
            .flatten()
            .filter(|id| *id != self.row.id)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What keeps it from counting, if anything does (rules.md §5).
    pub fn uncounted(&self) -> Option<Uncounted> {
        let (row, seller) = (&self.row, &self.seller);
        let ineligible = seller.is_marked(row.purchased_on);
        purchase::uncounted(row.state, row.funding, ineligible)
    }

    /// Whether it counts for the policy that asks something of its owner, whose the placements are.
    pub fn counts_for<'a>(
        &self,
        rulebook: &'a Rulebook,
        placements: &[Placement],
    ) -> Option<(&'a Policy, Option<Uncounted>)> {
        let on = self.row.purchased_on;
        let classes = &seller_class::carried(&self.classes, on);
        let countable = Countable { on, uncounted: self.uncounted(), classes };
        purchase::counts_for(rulebook, placements, countable)
    }
}

pub async fn by_id(db: &impl ConnectionTrait, id: PurchaseId) -> Result<Option<PurchaseRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Inserts one; the `id` is ignored. `None` when its idempotency key is there already.
pub async fn insert(facts: &FactsLock<'_>, row: PurchaseRow) -> Result<Option<PurchaseId>> {
    let txn = facts.txn();
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    // Not an error that is caught: on PostgreSQL that would spoil the transaction.
    let same =
        OnConflict::columns([Column::RecordedBy, Column::IdempotencyKey]).do_nothing().to_owned();
    let insert = Entity::insert(row).on_conflict(same);
    if txn.get_database_backend() == DbBackend::Postgres {
        return match insert.try_insert().exec(txn).await? {
            TryInsertResult::Inserted(inserted) => Ok(Some(inserted.last_insert_id)),
            TryInsertResult::Conflicted | TryInsertResult::Empty => Ok(None),
        };
    }
    // With RETURNING, SQLite looks through the tables that refer to this one.
    let done = txn.execute(&insert.into_query()).await?;
    let id = || i64::try_from(done.last_insert_id()).map_err(|_| broken("id", "of a purchase"));
    if done.rows_affected() == 0 { Ok(None) } else { id().map(|id| Some(PurchaseId(id))) }
}

/// Inserts many at once; their `id`s are ignored.
pub async fn insert_many(facts: &FactsLock<'_>, rows: Vec<PurchaseRow>) -> Result<()> {
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model().reset_all();
        row.id = NotSet;
        row
    });
    Entity::insert_many(rows).exec_without_returning(facts.txn()).await?;
    Ok(())
}

/// What the seller has said, where it still is of this seller, day and amount.
fn still_said((seller, on, amount): (SellerId, NaiveDate, i64)) -> Expr {
    let same =
        Column::SellerId.eq(seller).and(Column::PurchasedOn.eq(on)).and(Column::Amount.eq(amount));
    CaseStatement::new().case(same, Column::SellerAnswer.into_expr()).into()
}

/// Writes what was edited, if nobody else did meanwhile. Returns whether it did.
pub async fn update(facts: &FactsLock<'_>, mut row: PurchaseRow) -> Result<bool> {
    let (id, version) = (row.id, row.version);
    let answered = (row.seller_id, row.purchased_on, row.amount);
    row.version += 1;
    let mut active = row.into_active_model().reset_all();
    active.id = NotSet;
    active.seller_answer = NotSet;
    let updated = Entity::update_many()
        .set(active)
        .col_expr(Column::SellerAnswer, still_said(answered))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(facts.txn())
        .await?;
    Ok(updated.rows_affected > 0)
}

/// Notes that one looks like another, if nothing of the kind is noted yet.
pub async fn flag(txn: &Txn, id: PurchaseId, looks_like: PurchaseId) -> Result<()> {
    let unflagged =
        Entity::update_many().filter(Column::Id.eq(id)).filter(Column::LooksLike.is_null());
    unflagged
        .col_expr(Column::LooksLike, looks_like.into())
        .col_expr(Column::Attention, Expr::value(Attention::Flagged))
        .exec(txn)
        .await?;
    Ok(())
}

/// Counts a change of what a purchase has besides its row, while nobody has decided about it. Returns whether.
pub async fn touch(txn: &Txn, id: PurchaseId) -> Result<bool> {
    let touched = Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Recorded));
    Ok(touched.exec(txn).await?.rows_affected > 0)
}

/// Takes back what was decided about one that is as it was read. Returns whether it was.
pub async fn reopen(facts: &FactsLock<'_>, id: PurchaseId, version: i32) -> Result<bool> {
    let reopened = Entity::update_many()
        .set(crate::entities::purchases::ActiveModel {
            version: Set(version + 1),
            state: Set(State::Recorded),
            decided_by: Set(None),
            decided_at: Set(None),
            reason: Set(None),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(facts.txn())
        .await?;
    Ok(reopened.rows_affected > 0)
}

/// Verifies, rejects or voids one that is in one of these states and is as it was read. Returns whether it
/// was.
pub async fn decide(
    facts: &FactsLock<'_>,
    (id, version): (PurchaseId, i32),
    from: &[State],
    to: State,
    by: EmployeeId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let decided = Entity::update_many()
        .col_expr(Column::Version, Expr::value(version + 1))
        .set(crate::entities::purchases::ActiveModel {
            state: Set(to),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(now)),
            reason: Set(reason.map(str::to_owned)),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::State.is_in(from.iter().copied()))
        .exec(facts.txn())
        .await?;
    Ok(decided.rows_affected > 0)
}
