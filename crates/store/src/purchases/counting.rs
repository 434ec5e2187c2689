//! The purchases that count, as totals are made of them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Condition;
use sea_orm::{EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use serde::Deserialize;

use super::{Column, Entity, Relation};
use crate::entities::sellers;
use crate::gather::{self, Rows};
use crate::seller_classes::{self, ClassRow};
use pekan_rules::purchase::{self, Funding, State};
use pekan_rules::seller::is_marked;
use pekan_rules::seller_class::carried;
use pekan_rules::{Bought, EmployeeId};

/// A purchase that counts.
pub(crate) struct Counting {
    pub employee: EmployeeId,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    pub recorded_at: DateTime<Utc>,
    /// Those of its seller on its day.
    pub classes: Vec<String>,
}

impl Counting {
    pub fn bought(&self) -> Bought {
        Bought {
            on: self.purchased_on,
            amount: self.amount,
            recorded_at: self.recorded_at,
            classes: self.classes.clone(),
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Row {
    employee_id: EmployeeId,
    purchased_on: NaiveDate,
    amount: i64,
    recorded_at: DateTime<Utc>,
    state: State,
    funding: Funding,
    ineligible_from: Option<NaiveDate>,
    ineligible_until: Option<NaiveDate>,
    #[serde(deserialize_with = "gather::nested")]
    classes: Vec<ClassRow>,
}

/// Purchases with what says whether they count, to be gathered.
pub(crate) fn rows(narrowed: Condition) -> Rows {
    let found = Entity::find().join(JoinType::InnerJoin, Relation::Seller.def()).filter(narrowed);
    let columns = [
        Column::EmployeeId,
        Column::PurchasedOn,
        Column::Amount,
        Column::RecordedAt,
        Column::State,
        Column::Funding,
    ];
    Rows::of(found, columns)
        .with_column(sellers::Column::IneligibleFrom)
        .with_column(sellers::Column::IneligibleUntil)
        .with_list("classes", seller_classes::rows(seller_classes::of_sellers()))
}

/// Those that count (rules.md §5).
pub(crate) fn read(rows: Vec<Row>) -> Vec<Counting> {
    let counts = |row: &Row| {
        let marked = (row.ineligible_from, row.ineligible_until);
        let ineligible = is_marked(marked.0, marked.1, row.purchased_on);
        purchase::counts(row.state, row.funding, ineligible)
    };
    let found = rows.into_iter().filter(counts).map(|row| Counting {
        employee: row.employee_id,
        purchased_on: row.purchased_on,
        amount: row.amount,
        recorded_at: row.recorded_at,
        classes: carried(&seller_classes::read(row.classes), row.purchased_on),
    });
    found.collect()
}
