//! What an operator imports lies within the offices that they manage: every other row is a fault, and
//! says nothing of the person whom it names.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::rules::access::{Offices, scope_day};
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, ImportKind, OfficeId, OfficeTree, Problem, placement};
use crate::store::{ConnectionTrait, placements};
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{By, Right, WorkflowError};

/// Operators import people, their placements and their leave.
pub fn right_to_import(kind: ImportKind) -> Right {
    match kind {
        ImportKind::Employees | ImportKind::Placements | ImportKind::Exemptions => {
            Right::ManagePeople
        }
        ImportKind::Offices | ImportKind::Holidays => Right::Administer,
    }
}

/// Which people and offices the rows of a table may name.
pub(super) struct Within {
    managed: Offices,
    /// Those of the table who are managed by others.
    others: HashSet<EmployeeId>,
}

impl Within {
    /// Whose record and placements the caller may change.
    pub async fn records(
        db: &impl ConnectionTrait,
        by: &By,
        tree: &OfficeTree,
        people: Vec<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let managed = by.managed_offices(tree);
        let mut others = HashSet::new();
        if managed != Offices::All {
            for id in people {
                match must_manage(db, by, tree, id, now).await {
                    Err(WorkflowError::NotFound | WorkflowError::Forbidden) => others.insert(id),
                    asked => asked.map(|()| false)?,
                };
            }
        }
        Ok(Self { managed, others })
    }

    /// For whom the caller may enter leave.
    pub async fn leave(
        db: &impl ConnectionTrait,
        by: &By,
        tree: &OfficeTree,
        people: Vec<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let managed = by.managed_offices(tree);
        let mut others = HashSet::new();
        if managed != Offices::All {
            let places = placements::of_many(db, people.iter().copied()).await?;
            let is_managed = |id: &EmployeeId| {
                let today = places.get(id).and_then(|all| placement::current(all, scope_day(now)));
                today.is_some_and(|place| managed.holds(place.office))
            };
            others.extend(people.into_iter().filter(|id| !is_managed(id)));
        }
        Ok(Self { managed, others })
    }

    /// Refuses a row about somebody who is managed by others.
    pub fn must_hold_person(&self, id: EmployeeId, number: &str) -> Result<(), Problem> {
        if self.others.contains(&id) {
            return Err(problem_with_value("number", "person-outside", number));
        }
        Ok(())
    }

    /// Refuses a row that leads to an office of others.
    pub fn must_hold_office(&self, tree: &OfficeTree, office: OfficeId) -> Result<(), Problem> {
        if self.managed.holds(office) {
            return Ok(());
        }
        let code = tree.get(office).map(|office| office.code.as_str()).unwrap_or_default();
        Err(problem_with_value("office", "office-outside", code))
    }
}
