//! Public holidays and joint leave days: of everybody, or of an office and all below it.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, Expr, OnConflict, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::holidays::{ActiveModel, Column, Entity, Model};
use super::{FactsLock, Result};
use pekan_rules::OfficeId;
use pekan_rules::calendar::{HolidayKind, Holidays};

/// A day that counts for nobody of an office, or (`None`) for nobody at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub day: NaiveDate,
    pub office: Option<OfficeId>,
    pub name: String,
    pub kind: HolidayKind,
}

impl From<Model> for Holiday {
    fn from(row: Model) -> Self {
        let Model { id: _, day, office_id, name, kind } = row;
        Self { day, office: office_id, name, kind }
    }
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Holidays> {
    let mut holidays = Holidays::default();
    for row in Entity::find().all(db).await? {
        holidays.add(row.day, row.office_id);
    }
    Ok(holidays)
}

/// Those of some days, both ends included, in order: of a day everybody's first.
pub async fn between(
    db: &impl ConnectionTrait,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Holiday>> {
    let found = Entity::find().filter(Column::Day.between(from, to));
    let found = found.order_by_asc(Column::Day).order_by_asc(nobody_first()).all(db).await?;
    Ok(found.into_iter().map(Holiday::from).collect())
}

/// As the index has it, in which an office may be empty once a day only.
fn nobody_first() -> SimpleExpr {
    Expr::cust("coalesce(office_id, 0)")
}

/// Puts one in the place of that of the same day and office.
pub async fn put(facts: &FactsLock<'_>, holiday: Holiday) -> Result<()> {
    let replace = OnConflict::new()
        .exprs([Expr::cust("day"), nobody_first()])
        .update_columns([Column::Name, Column::Kind])
        .to_owned();
    let Holiday { day, office, name, kind } = holiday;
    let row = ActiveModel {
        id: NotSet,
        day: Set(day),
        office_id: Set(office),
        name: Set(name),
        kind: Set(kind),
    };
    Entity::insert(row).on_conflict(replace).exec_without_returning(facts.txn()).await?;
    Ok(())
}

/// Whether there was one.
pub async fn remove(
    facts: &FactsLock<'_>,
    day: NaiveDate,
    office: Option<OfficeId>,
) -> Result<bool> {
    let owner = match office {
        None => Column::OfficeId.is_null(),
        Some(office) => Column::OfficeId.eq(office),
    };
    let removed = Entity::delete_many()
        .filter(Condition::all().add(Column::Day.eq(day)).add(owner))
        .exec(facts.txn())
        .await?;
    Ok(removed.rows_affected > 0)
}
