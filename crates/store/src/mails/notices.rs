//! What the page of its receiver says instead of a mail.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use serde::Deserialize;

use super::{Column, Entity, Mail};
use crate::entities::{mails::Relation, purchases, remindings, sellers};
use crate::gather::Rows;
use crate::{Result, Txn};
use pekan_rules::mail::{MailKind, MailState};
use pekan_rules::purchase::State;
use pekan_rules::{EmployeeId, ExemptionId, MailId, OfficeId, Period, PeriodKind, PurchaseId};

/// More than anybody has not read.
const MOST: u64 = 20;

/// One of them, with what it is about as that is now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Notice {
    pub id: MailId,
    pub kind: MailKind,
    pub period_kind: Option<PeriodKind>,
    pub period_start: Option<NaiveDate>,
    pub purchase_id: Option<PurchaseId>,
    pub exemption_id: Option<ExemptionId>,
    /// When it was read.
    pub put_aside_at: Option<DateTime<Utc>>,
    /// The office that has asked for a reminder by hand.
    pub asked_by: Option<OfficeId>,
    pub purchase_state: Option<State>,
    pub purchased_on: Option<NaiveDate>,
    /// Rupiah, of the purchase.
    pub amount: Option<i64>,
    /// Why the purchase was rejected.
    pub reason: Option<String>,
    /// The name of the seller.
    pub seller: Option<String>,
}

impl Notice {
    pub fn period(&self) -> Option<Period> {
        Some(Period::of(self.period_kind?, self.period_start?))
    }
}

/// The newest first, to be gathered; those that were read among them.
pub(crate) fn shown_rows(employee: EmployeeId, now: DateTime<Utc>) -> Rows {
    let shown = Entity::find()
        .join(JoinType::LeftJoin, Relation::Reminding.def())
        .join(JoinType::LeftJoin, Relation::Purchase.def())
        .join(JoinType::LeftJoin, purchases::Relation::Seller.def())
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::ShownFrom.is_not_null())
        .filter(Column::ShownFrom.lte(now))
        .filter(Column::State.ne(MailState::Obsolete))
        .order_by_desc(Column::Id)
        .limit(MOST);
    let own = [
        Column::Id,
        Column::Kind,
        Column::PeriodKind,
        Column::PeriodStart,
        Column::PurchaseId,
        Column::ExemptionId,
        Column::PutAsideAt,
    ];
    Rows::of(shown, own)
        .with("asked_by", remindings::Column::OfficeId.into_expr())
        .with("purchase_state", purchases::Column::State.into_expr())
        .with_column(purchases::Column::PurchasedOn)
        .with_column(purchases::Column::Amount)
        .with_column(purchases::Column::Reason)
        .with("seller", sellers::Column::Name.into_expr())
}

/// What somebody's own page says and they have not read, the oldest first.
pub async fn unread(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Vec<Mail>> {
    Ok(Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::ShownFrom.lte(now))
        .filter(Column::PutAsideAt.is_null())
        .filter(Column::State.ne(MailState::Obsolete))
        .order_by_asc(Column::Id)
        .limit(MOST)
        .all(db)
        .await?)
}

/// Notes that something else has said some: no page says them any more.
pub async fn told(txn: &Txn, ids: &[MailId], now: DateTime<Utc>) -> Result<()> {
    let told = Entity::update_many().col_expr(Column::PutAsideAt, Expr::value(now));
    let told = told.filter(Column::Id.is_in(ids.iter().copied()));
    told.filter(Column::PutAsideAt.is_null()).exec(txn).await?;
    Ok(())
}

/// Notes that somebody has read one of theirs, and with it what came earlier about the same. Returns
/// whether there is such a one.
pub async fn put_aside(
    txn: &Txn,
    employee: EmployeeId,
    id: MailId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let own = Entity::find_by_id(id).filter(Column::EmployeeId.eq(employee));
    let Some(mail) = own.filter(Column::ShownFrom.is_not_null()).one(txn).await? else {
        return Ok(false);
    };
    let same = match (mail.period_kind, mail.period_start, mail.purchase_id) {
        (Some(kind), Some(start), _) => {
            Column::PeriodKind.eq(kind).and(Column::PeriodStart.eq(start))
        }
        (_, _, Some(purchase)) => Column::PurchaseId.eq(purchase),
        _ => Column::Id.eq(id),
    };
    Entity::update_many()
        .col_expr(Column::PutAsideAt, Expr::value(now))
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::ShownFrom.is_not_null())
        .filter(Column::PutAsideAt.is_null())
        .filter(Column::Id.lte(id))
        .filter(same)
        .exec(txn)
        .await?;
    Ok(true)
}
