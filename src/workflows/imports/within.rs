//! What an operator imports lies within the offices that they manage: every other row is a fault, and
//! says nothing of the person whom it names.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::rules::access::{Offices, scope_day};
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, ImportKind, OfficeId, OfficeTree, Problem, Viewer, placement};
use crate::store::placements::{self, PlacementsOf};
use crate::store::{self, ConnectionTrait, roles};
use crate::workflows::{By, Right};

/// Operators import people, their placements and their leave; those who keep the sellers, sellers.
pub fn right_to_import(kind: ImportKind) -> Right {
    match kind {
        ImportKind::Employees | ImportKind::Placements | ImportKind::Exemptions => {
            Right::ManagePeople
        }
        ImportKind::Offices | ImportKind::Holidays => Right::Administer,
        ImportKind::Sellers => Right::KeepSellers,
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
        (people, places): (impl Iterator<Item = EmployeeId>, &PlacementsOf),
        now: DateTime<Utc>,
    ) -> store::Result<Self> {
        let roles_of = roles::all_current_and_coming(db, scope_day(now)).await?;
        let roles_of = |id: &EmployeeId| roles_of.get(id).map(Vec::as_slice).unwrap_or_default();
        Ok(Self::of(by, tree, (people, places), now, |viewer, id, office| {
            viewer.may_manage(tree, id, office, roles_of(&id))
        }))
    }

    /// For whom the caller may enter leave.
    pub async fn leave(
        db: &impl ConnectionTrait,
        by: &By,
        tree: &OfficeTree,
        people: Vec<EmployeeId>,
        now: DateTime<Utc>,
    ) -> store::Result<Self> {
        let places = placements::of_many(db, people.iter().copied()).await?;
        Ok(Self::of(by, tree, (people.into_iter(), &places), now, |viewer, id, office| {
            viewer.may_enter_leave(tree, id, office)
        }))
    }

    fn of(
        by: &By,
        tree: &OfficeTree,
        (people, places): (impl Iterator<Item = EmployeeId>, &PlacementsOf),
        now: DateTime<Utc>,
        may: impl Fn(&Viewer, EmployeeId, Option<OfficeId>) -> bool,
    ) -> Self {
        let today = scope_day(now);
        let is_others = |id: &EmployeeId| match by {
            By::System => false,
            By::Stranger => true,
            By::Person(viewer) => {
                let place = places.get(id).and_then(|all| placement::current(all, today));
                !may(viewer, *id, place.map(|place| place.office))
            }
        };
        Self { managed: by.managed_offices(tree), others: people.filter(is_others).collect() }
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
