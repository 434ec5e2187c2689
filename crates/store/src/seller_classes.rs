//! The classes that sellers carry: of a purchase, those of its day.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoCondition};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

pub(super) use super::entities::seller_classes::Model as ClassRow;
use super::entities::seller_classes::{ActiveModel, Column, Entity, Relation};
use super::entities::sellers;
use super::gather::Rows;
use super::{FactsLock, Result};
use pekan_rules::seller_class::Curation;
use pekan_rules::{ClassSpan, SellerId};

/// Those of the sellers of a query around it.
pub(super) fn of_sellers() -> Expr {
    Column::SellerId.into_expr().equals((sellers::Entity, sellers::Column::Id))
}

/// To be gathered, and [`read`].
pub(super) fn rows(narrowed: impl IntoCondition) -> Rows {
    Rows::all(Entity::find().filter(narrowed))
}

/// In the order of their first days.
pub(super) fn read(mut rows: Vec<ClassRow>) -> Vec<ClassSpan> {
    rows.sort_unstable_by(|a, b| (a.from_on, &a.class).cmp(&(b.from_on, &b.class)));
    rows.into_iter().map(span).collect()
}

fn span(row: ClassRow) -> ClassSpan {
    ClassSpan { class: row.class, from: row.from_on, to: row.to_on, curation: row.curation }
}

/// Those of some sellers, each in the order of their first days.
pub async fn of_many(
    db: &impl ConnectionTrait,
    sellers: impl IntoIterator<Item = SellerId>,
) -> Result<HashMap<SellerId, Vec<ClassSpan>>> {
    let found = Entity::find()
        .filter(Column::SellerId.is_in(sellers))
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Class);
    let mut classes: HashMap<SellerId, Vec<ClassSpan>> = HashMap::new();
    for row in found.all(db).await? {
        classes.entry(row.seller_id).or_default().push(span(row));
    }
    Ok(classes)
}

/// How many sellers carry each of some classes on a day, and count on it.
pub async fn count_on(
    db: &impl ConnectionTrait,
    classes: &[String],
    day: NaiveDate,
) -> Result<HashMap<String, u64>> {
    if classes.is_empty() {
        return Ok(HashMap::new());
    }
    let eligible = Condition::any()
        .add(sellers::Column::IneligibleFrom.is_null())
        .add(sellers::Column::IneligibleFrom.gt(day))
        .add(sellers::Column::IneligibleUntil.lt(day));
    let counted: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Class)
        .column_as(Column::SellerId.count(), "count")
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .filter(Column::Class.is_in(classes.iter().map(String::as_str)))
        .filter(Column::Curation.eq(Curation::Accepted))
        .filter(Column::FromOn.lte(day))
        .filter(Column::ToOn.is_null().or(Column::ToOn.gte(day)))
        .filter(sellers::Column::MergedInto.is_null())
        .filter(eligible)
        .group_by(Column::Class)
        .into_tuple()
        .all(db)
        .await?;
    let count = |(class, count): (String, i64)| (class, u64::try_from(count).unwrap_or_default());
    Ok(counted.into_iter().map(count).collect())
}

/// Writes all classes of a seller anew.
pub async fn replace(facts: &FactsLock<'_>, seller: SellerId, classes: &[ClassSpan]) -> Result<()> {
    let txn = facts.txn();
    Entity::delete_many().filter(Column::SellerId.eq(seller)).exec(txn).await?;
    if classes.is_empty() {
        return Ok(());
    }
    let rows = classes.iter().map(|span| ActiveModel {
        id: NotSet,
        seller_id: Set(seller),
        class: Set(span.class.clone()),
        from_on: Set(span.from),
        to_on: Set(span.to),
        curation: Set(span.curation),
    });
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}
