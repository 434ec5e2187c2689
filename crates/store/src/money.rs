//! Where people's own money went on some days: what was bought at each seller and by each channel. What nobody has
//! rejected or voided, at sellers that were not marked on that day: what counts where a policy asks for no more.

use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

use super::Result;
use super::entities::purchases::{Column, Entity, Relation};
use super::entities::sellers::{Column as Seller, Entity as Sellers};
use super::placements::present;
use pekan_rules::channel::Channel;
use pekan_rules::purchase::{Funding, State};
use pekan_rules::seller::Goods;
use pekan_rules::{OfficeId, SellerId};

/// Whose purchases, of which days.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Both included.
    pub days: (NaiveDate, NaiveDate),
    /// Of those who are in one of these offices on the last day; of everybody where it is none.
    pub offices: Option<&'a [OfficeId]>,
}

/// What was bought at one seller by one channel.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Bought {
    pub seller_id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub goods: Option<Goods>,
    pub channel: Channel,
    pub count: i64,
    /// Rupiah.
    pub amount: i64,
}

/// In no order. One pass over the purchases of those days, or of those people.
pub async fn by_seller(db: &impl ConnectionTrait, question: Question<'_>) -> Result<Vec<Bought>> {
    let (first, last) = question.days;
    let marked_from = || Expr::col((Sellers, Seller::IneligibleFrom));
    let day = || Expr::col((Entity, Column::PurchasedOn));
    let eligible = Condition::any()
        .add(marked_from().is_null())
        .add(marked_from().gt(day()))
        .add(Expr::col((Sellers, Seller::IneligibleUntil)).lt(day()));
    let theirs =
        question.offices.map(|ids| Column::EmployeeId.in_subquery(present(ids, last, last)));
    let found = Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .filter(Column::State.is_in([State::Recorded, State::Verified]))
        .filter(Column::Funding.eq(Funding::Personal))
        .filter(Column::PurchasedOn.between(first, last))
        .filter(Condition::all().add_option(theirs))
        .filter(eligible)
        .column_as(Seller::Id, "seller_id")
        .column(Seller::Name)
        .column(Seller::District)
        .column(Seller::Goods)
        .column(Column::Channel)
        .column_as(Column::Id.count(), "count")
        .column_as(Column::Amount.sum().cast_as(Alias::new("bigint")), "amount")
        // All that is said of a seller follows from its id, which both databases know.
        .group_by(Seller::Id)
        .group_by(Column::Channel);
    Ok(found.into_model().all(db).await?)
}
