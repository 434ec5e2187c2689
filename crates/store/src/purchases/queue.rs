//! What reviewers are to look at: what is proposed to them, in its order.

use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;

use super::lists::{newest, read, rows as whole_rows};
use super::{Column, Entity, Purchase};
use crate::entities::{employees, receipts, sellers};
use crate::gather::{Lists, Rows};
use crate::scope::{belonging_to, in_sight, in_sight_of_others};
use crate::{Result, pattern, seller_search, shared_parts};
use pekan_rules::purchase::State;
use pekan_rules::sample::{Attention, Mark};
use pekan_rules::{EmployeeId, OfficeId, PurchaseId, Sight, keys};

/// So many that wait are counted; more are "more".
pub const MOST_COUNTED: u64 = 100;

/// Who looks, at what, and where in the queue they are.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub sight: &'a Sight,
    pub reviewer: EmployeeId,
    /// The first day that no closed week holds; none while nothing is closed.
    pub open_from: Option<NaiveDate>,
    /// What they have just decided about or passed over.
    pub after: Option<PurchaseId>,
}

/// What waits next.
#[derive(Debug)]
pub struct Next {
    pub purchase: Option<Purchase>,
    /// Whether it stands before what they were at: what they passed over comes again.
    pub is_from_start: bool,
}

#[derive(Deserialize)]
struct Id {
    id: PurchaseId,
}

/// What a reviewer may decide about: nothing of their own, nothing that they recorded for somebody, and nothing
/// of a receipt in which they have a part.
pub(super) fn is_theirs_to_review(sight: &Sight, reviewer: EmployeeId) -> Condition {
    Condition::all()
        .add(in_sight_of_others(sight, Column::EmployeeId))
        .add(Column::EmployeeId.ne(reviewer))
        .add(Column::RecordedBy.ne(reviewer))
        .add(Column::Id.not_in_subquery(shared_parts::shared_with(reviewer)))
}

/// What nobody has decided about, in the words of its index: SQLite takes no bound value for them.
pub(super) fn is_waiting() -> Expr {
    Expr::cust(format!("purchases.state = '{}'", State::Recorded.name()))
}

/// What is flagged or drawn, in the words of its index.
fn is_proposed() -> Expr {
    Expr::cust(format!("purchases.attention <> '{}'", Attention::Ordinary.name()))
}

fn proposed(sight: &Sight, reviewer: EmployeeId) -> sea_orm::Select<Entity> {
    let theirs = is_theirs_to_review(sight, reviewer).add(is_waiting()).add(is_proposed());
    Entity::find().filter(theirs)
}

/// Ids of what is proposed to a reviewer, as many as are counted; to be gathered.
pub(crate) fn counted_rows(sight: &Sight, reviewer: EmployeeId) -> Rows {
    Rows::of(proposed(sight, reviewer).limit(MOST_COUNTED), [Column::Id])
}

/// The flagged before the drawn; of both, those of open weeks before those of closed ones, for they can still
/// be mended.
fn rank(open_from: Option<NaiveDate>) -> Expr {
    let drawn: Expr =
        Expr::case(Column::Attention.eq(Attention::Flagged), Expr::value(0)).finally(2).into();
    let Some(open_from) = open_from else { return drawn };
    let closed: Expr =
        Expr::case(Column::PurchasedOn.lt(open_from), Expr::value(1)).finally(0).into();
    drawn.add(closed)
}

/// The same of one.
fn rank_of(row: &super::PurchaseRow, open_from: Option<NaiveDate>) -> i32 {
    let drawn = if row.attention == Some(Attention::Flagged) { 0 } else { 2 };
    drawn + i32::from(open_from.is_some_and(|day| row.purchased_on < day))
}

/// What waits next for a reviewer: after what they were at, or from the start where nothing does.
pub async fn next_to_review(db: &impl ConnectionTrait, place: Place<'_>) -> Result<Next> {
    let Place { sight, reviewer, open_from, after } = place;
    let first =
        proposed(sight, reviewer).order_by_asc(rank(open_from)).order_by_asc(Column::Id).limit(1);
    let mut lists = Lists::new(db).with("first", Rows::of(first.clone(), [Column::Id]));
    let after = match after {
        Some(id) => super::by_id(db, id).await?,
        None => None,
    };
    if let Some(row) = &after {
        let at = rank_of(row, open_from);
        let later = Condition::any()
            .add(rank(open_from).gt(at))
            .add(rank(open_from).eq(at).and(Column::Id.gt(row.id)));
        lists = lists.with("later", Rows::of(first.filter(later), [Column::Id]));
    }
    let answer = lists.ask(db).await?;
    let later = if after.is_some() { answer.list::<Id>("later")?.pop() } else { None };
    let is_from_start = after.is_some() && later.is_none();
    let id = match later {
        Some(later) => Some(later.id),
        None => answer.list::<Id>("first")?.pop().map(|first| first.id),
    };
    let purchase = match id {
        Some(id) => with_equals(db, Condition::all().add(Column::Id.eq(id)), None).await?.pop(),
        None => None,
    };
    Ok(Next { purchase, is_from_start })
}

/// What a reviewer's list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ReviewSearch {
    /// Of the people who belong to one of these offices.
    pub offices: Option<Vec<OfficeId>>,
    /// From one day to another.
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub state: Option<State>,
    pub mark: Option<Mark>,
    /// In the name of the buyer, or beginning words of the seller.
    pub words: Option<String>,
}

impl ReviewSearch {
    fn narrowed(&self, sight: &Sight, reviewer: EmployeeId) -> Condition {
        let mut all = is_theirs_to_review(sight, reviewer);
        if let Some(offices) = &self.offices {
            let people = belonging_to(offices.iter().copied(), sight.day);
            all = all.add(Column::EmployeeId.in_subquery(people));
        }
        if let Some((from, to)) = self.days {
            all = all.add(Column::PurchasedOn.between(from, to));
        }
        all = match self.state {
            Some(State::Recorded) => all.add(is_waiting()),
            Some(state) => all.add(Column::State.eq(state)),
            None => all,
        };
        all = match self.mark {
            Some(Mark::Flagged) => all.add(Column::Attention.eq(Attention::Flagged)),
            Some(Mark::Drawn) => all.add(Column::Attention.eq(Attention::Drawn)),
            Some(Mark::NoReceipt) => all.add(has_receipt().not()),
            None => all,
        };
        all.add_option(self.words.as_deref().map(of_words))
    }
}

fn has_receipt() -> Expr {
    let own = Query::select()
        .expr(Expr::val(1))
        .from(receipts::Entity)
        .and_where(
            Expr::col((receipts::Entity, receipts::Column::PurchaseId))
                .equals((Entity, Column::Id)),
        )
        .and_where(Expr::col((receipts::Entity, receipts::Column::ReplacedAt)).is_null())
        .take();
    Expr::exists(own)
}

fn of_words(words: &str) -> Condition {
    let named = Query::select()
        .column(employees::Column::Id)
        .from(employees::Entity)
        .and_where(
            Expr::col((employees::Entity, employees::Column::NameKey))
                .like(pattern::containing(&keys::name(words))),
        )
        .take();
    let any = Condition::any().add(Column::EmployeeId.in_subquery(named));
    any.add_option(seller_search::matching(words).map(|ids| Column::SellerId.in_subquery(ids)))
}

/// Those of others that a reviewer may look at, the newest record first, from an offset on; with how many there
/// are in all.
pub async fn page_to_review(
    db: &impl ConnectionTrait,
    sight: &Sight,
    reviewer: EmployeeId,
    search: &ReviewSearch,
    (offset, limit): (u64, u64),
) -> Result<(Vec<Purchase>, u64)> {
    let found = Entity::find().filter(search.narrowed(sight, reviewer));
    let count = Rows::blank(found.clone()).with("count", Column::Id.count());
    let page = found.order_by_desc(Column::Id).offset(offset).limit(limit);
    let answer =
        Lists::new(db).with("purchases", whole_rows(page)).with("count", count).ask(db).await?;
    let count = answer.list::<Count>("count")?.pop().map_or(0, |found| found.count);
    Ok((read(answer.list("purchases")?), count))
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

/// One purchase, if it is in sight, with its [`Purchase::equals`].
pub async fn one_to_review(
    db: &impl ConnectionTrait,
    sight: &Sight,
    id: PurchaseId,
) -> Result<Option<Purchase>> {
    let narrowed = Condition::all().add(Column::Id.eq(id)).add(in_sight(sight, Column::EmployeeId));
    Ok(with_equals(db, narrowed, None).await?.pop())
}

/// The newest record first.
pub(super) async fn with_equals(
    db: &impl ConnectionTrait,
    narrowed: Condition,
    most: Option<u64>,
) -> Result<Vec<Purchase>> {
    let found = newest(narrowed, most).with_list("equals", equals());
    let answer = Lists::new(db).with("purchases", found).ask(db).await?;
    Ok(read(answer.list("purchases")?))
}

/// More of them say nothing more.
const MOST_EQUALS: u64 = 20;

/// What others have bought of a seller of the same name, on the same day and for the same amount.
fn equals() -> Rows {
    let other = Alias::new("other");
    let of = |column: Column| Expr::col((other.clone(), column));
    let this = |column: Column| (Entity, column);
    let called_the_same = Query::select()
        .column((Alias::new("called"), sellers::Column::Id))
        .from_as(sellers::Entity, Alias::new("called"))
        .and_where(
            Expr::col((Alias::new("called"), sellers::Column::NameKey))
                .equals((sellers::Entity, sellers::Column::NameKey)),
        )
        .take();
    let found = Query::select()
        .expr_as(of(Column::Id), "id")
        .from_as(Entity, other.clone())
        .and_where(of(Column::PurchasedOn).equals(this(Column::PurchasedOn)))
        .and_where(of(Column::Amount).equals(this(Column::Amount)))
        .and_where(of(Column::EmployeeId).not_equals(this(Column::EmployeeId)))
        .and_where(of(Column::State).is_in([State::Recorded, State::Verified]))
        .and_where(of(Column::SellerId).in_subquery(called_the_same))
        .order_by((other.clone(), Column::Id), sea_orm::Order::Asc)
        .limit(MOST_EQUALS)
        .take();
    Rows::selected(found, "id")
}
