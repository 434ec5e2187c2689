//! One exemption for everybody of an office: looked at first (a dry run), then given in one piece,
//! a row for each person (rules.md §4).

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::request::span;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::exemption_draft::{self, Checked};
use crate::rules::problem::{Problem, problem_with_value};
use crate::rules::{EmployeeId, Exemption, OfficeId, OfficeTree, placement};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{self, ConnectionTrait, FactsLock, Store, employees, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, By, Right, Warrant, WorkflowError};

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub office: String,
    /// Also everybody below it.
    pub below: bool,
    pub days: exemption_draft::Draft,
}

/// Somebody who is exempted, for the days on which they are placed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempted {
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
    /// Where they are placed last in these days.
    pub office: OfficeId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Who is exempted, by name, and how many are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub people: Vec<Exempted>,
    /// Those who are exempt on all of these days already.
    pub covered: usize,
    /// The administrator is one of them: nobody exempts themselves.
    pub oneself: bool,
}

/// Rows asked for, or written, with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

/// Exempts everybody who is placed in the office on one of the days; who is there for a part of
/// them is exempt for that part.
pub async fn exempt(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
    dry_run: bool,
) -> Result<Report, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    // The database wants to know who decided.
    let author = warrant.viewer()?.employee;
    if dry_run {
        let tree = OfficeTree::new(offices::all(store.reader()).await?);
        let plan = Plan::check(&draft, warrant.by(), &tree)?;
        return Ok(plan.report(store.reader(), author).await?);
    }
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let facts = acting.lock_facts().await?;
            // Two at once come one after the other, and the second finds all of them covered.
            let plan = Plan::check(&draft, acting.by(), &offices::locked(txn).await?)?;
            let report = plan.report(txn, author).await?;
            if !report.people.is_empty() {
                let ids: Vec<EmployeeId> = report.people.iter().map(|one| one.id).collect();
                amend::store_before_change(&facts, &ids).await?;
                plan.apply(acting, &facts, &report).await?;
            }
            Ok(report)
        }))
        .await
}

/// What is given, and where.
struct Plan {
    office: OfficeId,
    offices: Vec<OfficeId>,
    given: Checked,
}

impl Plan {
    fn check(draft: &Draft, by: &By, tree: &OfficeTree) -> Result<Self, WorkflowError> {
        let code = draft.office.trim();
        let office = match tree.by_code(code) {
            Some(office) => Ok(office.id),
            None if code.is_empty() => Err(Problem::new("office", "missing")),
            None => Err(problem_with_value("office", "office-unknown", code)),
        };
        match (office, draft.days.check()) {
            (Ok(office), Ok(given)) => {
                by.must_manage_office(tree, office)?;
                let offices = if draft.below { tree.subtree(office) } else { vec![office] };
                Ok(Self { office, offices, given })
            }
            (Err(problem), Ok(_)) => Err(WorkflowError::invalid(problem)),
            (office, Err(mut problems)) => {
                problems.extend(office.err());
                Err(WorkflowError::Invalid(problems))
            }
        }
    }

    async fn report(&self, db: &impl ConnectionTrait, author: EmployeeId) -> store::Result<Report> {
        let (from, to) = self.given.0;
        let there = placements::roster(db, Some(&self.offices), from, to).await?;
        let exempt = exemptions::roster(db, Some(&self.offices), from, to).await?;
        let mut report = Report::default();
        let mut found: HashMap<EmployeeId, (OfficeId, NaiveDate, NaiveDate)> = HashMap::new();
        for (id, placements) in there {
            let there = placement::stay(&placements, &self.offices, (from, to));
            let Some((office, from, to)) = there else { continue };
            let covers = |one: &Exemption| one.from <= from && to <= one.to;
            if id == author {
                report.oneself = true;
            } else if exempt.get(&id).is_some_and(|own| own.iter().any(covers)) {
                report.covered += 1;
            } else {
                found.insert(id, (office, from, to));
            }
        }
        let ids: Vec<EmployeeId> = found.keys().copied().collect();
        for batch in ids.chunks(BATCH) {
            for person in employees::by_ids(db, batch.iter().copied()).await? {
                let (office, from, to) = found[&person.id];
                let (id, number, name) = (person.id, person.number, person.name);
                report.people.push(Exempted { id, number, name, office, from, to });
            }
        }
        report.people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(report)
    }

    async fn apply(
        &self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
        report: &Report,
    ) -> Result<(), WorkflowError> {
        let (author, now) = (acting.viewer()?.employee, acting.now());
        let ((from, to), reason) = self.given;
        let rows = report.people.iter().map(|one| {
            let days = (one.from, one.to);
            ExemptionRow::requested(one.id, days, reason, author, now).approved(author, now)
        });
        let rows: Vec<_> = rows.collect();
        for batch in rows.chunks(BATCH) {
            exemptions::insert_many(facts, batch.to_vec()).await?;
        }
        let spans: Vec<_> = rows.iter().map(span).collect();
        let occasion = ChangeContext::new(acting, Cause::Exemption);
        amend::facts_changed(facts, &spans, &occasion).await?;
        let details = json!({
            "from": from,
            "to": to,
            "reason": reason,
            "offices": self.offices.len(),
            "people": rows.len(),
        });
        let subject = format!("offices/{}", self.office);
        Ok(acting.note(AuditAction::OfficeExempt, subject, details).await?)
    }
}
