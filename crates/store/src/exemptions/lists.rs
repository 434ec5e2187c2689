//! Lists of exemptions in the viewer's sight.

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Column, Entity, ExemptionRow};
use crate::Result;
use crate::entities::employees::{Entity as Employees, Model as Employee};
use crate::scope::{in_sight, in_sight_of_others};
use pekan_rules::{EmployeeId, ExemptionId, ExemptionState, Sight};

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search {
    pub state: Option<ExemptionState>,
    pub employee: Option<EmployeeId>,
    /// Whose are left out: nobody decides on their own.
    pub but: Option<EmployeeId>,
    /// Ids below this one.
    pub after: Option<ExemptionId>,
}

/// What waits for a decision, in the words of its index: SQLite takes no bound value for them.
fn is_waiting() -> Expr {
    Expr::cust(format!("exemptions.state = '{}'", ExemptionState::Requested.name()))
}

impl Search {
    fn within(&self, sight: &Sight) -> Condition {
        // Who is left out is who asks.
        let seen = match self.but {
            Some(_) => in_sight_of_others(sight, Column::EmployeeId),
            None => in_sight(sight, Column::EmployeeId),
        };
        Condition::all()
            .add(seen)
            .add_option(self.state.map(|state| match state {
                ExemptionState::Requested => is_waiting(),
                other => Column::State.eq(other),
            }))
            .add_option(self.employee.map(|employee| Column::EmployeeId.eq(employee)))
            .add_option(self.but.map(|employee| Column::EmployeeId.ne(employee)))
            .add_option(self.after.map(|id| Column::Id.lt(id)))
    }
}

/// Those in sight, the newest first, with whose they are; from the row `offset` on.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &Sight,
    search: &Search,
    (offset, limit): (u64, u64),
) -> Result<Vec<(ExemptionRow, Option<Employee>)>> {
    let found = Entity::find().find_also_related(Employees).filter(search.within(sight));
    Ok(found.order_by_desc(Column::Id).offset(offset).limit(limit).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, sight: &Sight, search: &Search) -> Result<u64> {
    Ok(Entity::find().filter(search.within(sight)).count(db).await?)
}
