//! What an operator imports lies within the offices that they manage: every other row is a fault.

use chrono::{DateTime, Utc};

use super::report::ImportReport;
use crate::rules::access::Offices;
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, ImportKind, OfficeId, OfficeTree, Problem};
use crate::store::{ConnectionTrait, employees, offices};
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{By, WorkflowError};

/// Whom a row of a table is about, if they are there already, and the office that it leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowSubject {
    pub row: u64,
    pub employee: Option<EmployeeId>,
    pub office: Option<OfficeId>,
}

/// Operators import people, their placements and their leave.
pub fn must_import(by: &By, kind: ImportKind) -> Result<(), WorkflowError> {
    match kind {
        ImportKind::Employees | ImportKind::Placements | ImportKind::Exemptions => {
            by.must_manage_people()
        }
        ImportKind::Offices | ImportKind::Holidays => by.must_administer(),
    }
}

/// Refuses the rows about people or offices that the caller does not manage, and shows nothing of them.
pub(super) async fn refuse_others(
    db: &impl ConnectionTrait,
    by: &By,
    report: &mut ImportReport,
    rows: &[RowSubject],
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let tree = OfficeTree::new(offices::all(db).await?);
    let managed = by.managed_offices(&tree);
    if managed == Offices::All {
        return Ok(());
    }
    for subject in rows {
        let outside = subject.office.filter(|office| !managed.holds(*office));
        let problem = if let Some(office) = outside {
            let code = tree.get(office).map(|office| office.code.as_str()).unwrap_or_default();
            Some(problem_with_value("office", "office-outside", code))
        } else if let Some(employee) = subject.employee {
            outside_person(db, by, &tree, employee, now).await?
        } else {
            None
        };
        if let Some(problem) = problem {
            report.refuse(subject.row, [problem]);
            report.people.retain(|person| person.row != subject.row);
        }
    }
    report.errors.sort_by_key(|fault| fault.row);
    Ok(())
}

async fn outside_person(
    db: &impl ConnectionTrait,
    by: &By,
    tree: &OfficeTree,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Problem>, WorkflowError> {
    match must_manage(db, by, tree, employee, now).await {
        Ok(()) => Ok(None),
        Err(WorkflowError::NotFound | WorkflowError::Forbidden) => {
            let found = employees::by_id(db, employee).await?;
            let number = found.map(|found| found.number).unwrap_or_default();
            Ok(Some(problem_with_value("number", "person-outside", &number)))
        }
        Err(error) => Err(error),
    }
}
