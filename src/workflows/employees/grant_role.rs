//! A role for somebody: dated, over an office and all below it.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::mail::AccountChange;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::{EmployeeId, EmployeeRef, OfficeId, OfficeTree, RoleId, RoleKind};
use crate::store::roles::{self, RoleRow};
use crate::store::{Store, employees, offices};
use crate::txn_job;
use crate::workflows::accounts::tell_owner::tell_owner;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A role as it came in: plain text, nothing believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub employee: EmployeeRef,
    pub role: String,
    /// An office's code, for the roles that have one.
    pub office: Option<String>,
    pub from: String,
    pub to: Option<String>,
    pub acting: bool,
}

/// Returns the new role.
///
/// # Errors
/// `Conflict` where the person has the same role at the same office in some of the days.
pub async fn grant(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
) -> Result<RoleRow, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let tree = OfficeTree::new(offices::all(txn).await?);
            let employee = employees::locked(txn, &draft.employee).await?;
            let id = employee.as_ref().map(|employee| employee.id);
            let mut row = draft.check(&tree, id, now).map_err(WorkflowError::Invalid)?;
            let same = |other: &RoleRow| {
                other.kind == row.kind
                    && other.office_id == row.office_id
                    && row.to_on.is_none_or(|to| other.from_on <= to)
            };
            let eve = row.from_on.pred_opt().unwrap_or(row.from_on);
            if roles::lasting(txn, row.employee_id, eve).await?.iter().any(same) {
                return Err(WorkflowError::Conflict(Problem::new("role", "role-exists")));
            }
            row.id = roles::insert(txn, row.clone()).await?;
            let details = json!({
                "employee": row.employee_id,
                "role": row.kind,
                "office": draft.office,
                "from": row.from_on,
                "to": row.to_on,
                "acting": row.acting,
            });
            let subject = format!("roles/{}", row.id);
            acting.note(AuditAction::RoleGrant, subject, details).await?;
            if let Some(owner) = employee {
                let change = AccountChange::RoleGranted { role: row.kind, office: row.office_id };
                tell_owner(acting, &owner, change).await?;
            }
            Ok(row)
        }))
        .await
}

impl Draft {
    fn check(
        &self,
        tree: &OfficeTree,
        employee: Option<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<RoleRow, Vec<Problem>> {
        let mut problems = Problems::default();
        let named = self.employee.to_string();
        if named.is_empty() {
            problems.add(Problem::new("employee", "missing"));
        } else if employee.is_none() {
            problems.add(problem::problem_with_value("employee", "employee-unknown", &named));
        }
        let kind = problems.take(match self.role.trim() {
            "" => Err(Problem::new("role", "missing")),
            role => RoleKind::from_name(role)
                .ok_or_else(|| problem::problem_with_value("role", "unknown-choice", role)),
        });
        let office = problems.take(self.office(tree, kind)).flatten();
        let from = problems.take(problem::date("from", &self.from));
        let to = match self.to.as_deref().filter(|to| !to.trim().is_empty()) {
            None => None,
            Some(to) => problems.take(problem::date("to", to)),
        };
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            problems.add(Problem::new("to", "ends-before-start"));
        }
        match (employee, kind, from) {
            (Some(employee), Some(kind), Some(from)) if problems.is_empty() => Ok(RoleRow {
                id: RoleId::NONE,
                employee_id: employee,
                kind,
                office_id: office,
                from_on: from,
                to_on: to,
                acting: self.acting,
                created_at: now,
                revoked_at: None,
            }),
            _ => Err(problems.into_vec()),
        }
    }

    fn office(
        &self,
        tree: &OfficeTree,
        kind: Option<RoleKind>,
    ) -> Result<Option<OfficeId>, Problem> {
        match self.office.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
            None if kind.is_some_and(RoleKind::needs_office) => {
                Err(Problem::new("office", "missing"))
            }
            None => Ok(None),
            Some(code) if kind.is_some_and(|kind| !kind.may_have_office()) => {
                Err(problem::problem_with_value("office", "role-without-office", code))
            }
            Some(code) => match tree.by_code(code) {
                Some(office) => Ok(Some(office.id)),
                None => Err(problem::problem_with_value("office", "office-unknown", code)),
            },
        }
    }
}
