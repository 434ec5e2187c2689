//! A public holiday or joint leave day, new or changed: everybody's, or that of an office and all
//! below it.

use chrono::NaiveDate;
use serde_json::json;

use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::calendar::HolidayKind;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::{OfficeId, OfficeTree};
use crate::store::holidays::{self, Holiday};
use crate::store::{FactsLock, Store, offices};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

const LONGEST_NAME: usize = 120;

/// A holiday as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub date: String,
    pub name: String,
    pub kind: String,
    /// The code of an office, for a day on which only that one and those below it are closed.
    pub office: Option<String>,
}

pub async fn put(store: &Store, warrant: &Warrant, draft: Draft) -> Result<Holiday, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let facts = acting.lock_facts().await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            let holiday = draft.check(&tree).map_err(WorkflowError::Invalid)?;
            let known = holidays::between(txn, holiday.day, holiday.day).await?;
            if known.iter().all(|other| other.office != holiday.office) {
                day_changes(acting, &facts, holiday.day).await?;
            }
            holidays::put(&facts, holiday.clone()).await?;
            let details = json!({
                "name": holiday.name,
                "kind": holiday.kind,
                "office": draft.office,
            });
            let subject = format!("holidays/{}", holiday.day);
            acting.note(AuditAction::HolidaySet, subject, details).await?;
            Ok(holiday)
        }))
        .await
}

/// A day becomes a holiday, or is one no more, also in closed periods.
pub(super) async fn day_changes(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    day: NaiveDate,
) -> Result<(), WorkflowError> {
    let occasion = ChangeContext::new(acting, Cause::Holiday);
    Ok(amend::facts_changed(facts, &[changed(facts, day)?], &occasion).await?)
}

/// The day of everybody. Not while a period is being closed that holds it, for part of its people
/// are stored already.
pub(in crate::workflows) fn changed(
    facts: &FactsLock<'_>,
    day: NaiveDate,
) -> Result<Span, WorkflowError> {
    let closing = amend::being_closed(facts);
    if let Some(period) = closing.into_iter().find(|period| period.contains(day)) {
        let busy = Problem::new("date", "period-being-closed");
        return Err(WorkflowError::Conflict(busy.with("period", period)));
    }
    Ok(Span { employee: None, from: day, to: Some(day) })
}

impl Draft {
    pub(in crate::workflows) fn check(&self, tree: &OfficeTree) -> Result<Holiday, Vec<Problem>> {
        let mut problems = Problems::default();
        let day = problems.take(problem::date("date", &self.date));
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let kind = problems.take(match self.kind.trim() {
            "" => Err(Problem::new("kind", "missing")),
            kind => HolidayKind::from_name(kind)
                .ok_or_else(|| problem::problem_with_value("kind", "unknown-choice", kind)),
        });
        let office = problems.take(office(tree, self.office.as_deref()));
        match (day, name, kind, office) {
            (Some(day), Some(name), Some(kind), Some(office)) => {
                Ok(Holiday { day, office, name, kind })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// The office of a code; none for everybody's.
pub(super) fn office(tree: &OfficeTree, code: Option<&str>) -> Result<Option<OfficeId>, Problem> {
    match code.map(str::trim) {
        None | Some("") => Ok(None),
        Some(code) => match tree.by_code(code) {
            Some(office) => Ok(Some(office.id)),
            None => Err(problem::problem_with_value("office", "office-unknown", code)),
        },
    }
}
