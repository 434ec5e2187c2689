//! Tables of people, offices, transfers, exemptions and holidays: looked at first (a dry run), then
//! written whole or not at all.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::batch::{self, Applied};
use super::report::ImportReport;
use super::table::{self, ImportTable};
use super::{employees, exemptions, holidays, offices, transfers};
use crate::reports::sheet::{RowProblem, Sheet};
use crate::rules::{EmployeeId, ImportKind, Problem, RecordId};
use crate::store::facts::lock_for_fact_change;
use crate::store::{self, ConnectionTrait, FactsLock, Store, audit};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::employees::add::taken;
use crate::workflows::{By, WorkflowError};

pub async fn import(
    store: &Store,
    by: &By,
    kind: ImportKind,
    file: &[u8],
    dry_run: bool,
    now: DateTime<Utc>,
) -> Result<ImportReport, WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    let table = table::of(kind);
    let sheet = match read(file, table).await {
        Ok(sheet) => sheet,
        Err(faults) => return Ok(ImportReport::unreadable(faults)),
    };
    if dry_run {
        let plan = Plan::make(kind, store.reader(), &sheet, author).await?;
        return Ok(plan.report().clone().about(&sheet));
    }
    store
        .write_reference(txn_job!(|txn| {
            let facts = lock_for_fact_change(txn).await?;
            if matches!(kind, ImportKind::Offices | ImportKind::Exemptions) {
                // The tree changes in one piece; and two tables of leave come one after the other.
                store::offices::locked(txn).await?;
            }
            let plan = Plan::make(kind, txn, &sheet, author).await?;
            let mut report = plan.report().clone().about(&sheet);
            if !report.errors.is_empty() {
                return Ok(report.as_written());
            }
            amend::store_before_change(&facts, &plan.whose()).await?;
            let touched = batch::before(txn, kind, plan.touched()).await?;
            let applied = plan.apply(&facts, author, now).await?;
            let occasion = ChangeContext::new(table.cause, author, now);
            amend::facts_changed(&facts, &applied.spans, &occasion).await?;
            report.import = touched.record(txn, &report, applied, author, now).await?;
            let details = json!({
                "import": report.import,
                "rows": report.rows,
                "created": report.created,
                "changed": report.changed,
            });
            audit::note(txn, now, author, table.action, kind.name().into(), details).await?;
            Ok(report)
        }))
        .await
        .map_err(taken)
}

/// Reads the table where it holds up nobody else. Whatever a reader stumbles over is a fault of the
/// file.
async fn read(file: &[u8], table: &'static ImportTable) -> Result<Sheet, Vec<RowProblem>> {
    let file = file.to_vec();
    let sheet = tokio::task::spawn_blocking(move || Sheet::read(&file, table.columns)).await;
    sheet.unwrap_or_else(|error| {
        tracing::warn!(%error, "a table that could not be read");
        let problem = Problem::new("file", "file-unreadable");
        Err(vec![RowProblem { row: 1, problem }])
    })
}

/// What a table changes.
enum Plan {
    Employees(employees::Plan),
    Offices(offices::Plan),
    Placements(transfers::Plan),
    Exemptions(exemptions::Plan),
    Holidays(holidays::Plan),
}

impl Plan {
    async fn make(
        kind: ImportKind,
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        author: Option<EmployeeId>,
    ) -> store::Result<Self> {
        Ok(match kind {
            ImportKind::Employees => Self::Employees(employees::Plan::make(db, sheet).await?),
            ImportKind::Offices => Self::Offices(offices::Plan::make(db, sheet).await?),
            ImportKind::Placements => Self::Placements(transfers::Plan::make(db, sheet).await?),
            ImportKind::Exemptions => {
                Self::Exemptions(exemptions::Plan::make(db, sheet, author).await?)
            }
            ImportKind::Holidays => Self::Holidays(holidays::Plan::make(db, sheet).await?),
        })
    }

    fn report(&self) -> &ImportReport {
        match self {
            Self::Employees(plan) => &plan.report,
            Self::Offices(plan) => &plan.report,
            Self::Placements(plan) => &plan.report,
            Self::Exemptions(plan) => &plan.report,
            Self::Holidays(plan) => &plan.report,
        }
    }

    /// Whose placements or exemptions change.
    fn whose(&self) -> Vec<EmployeeId> {
        match self {
            Self::Employees(plan) => plan.moved(),
            Self::Offices(_) | Self::Holidays(_) => Vec::new(),
            Self::Placements(plan) => plan.moved(),
            Self::Exemptions(plan) => plan.whose(),
        }
    }

    /// What is there and changes, and in which row: what can be undone.
    fn touched(&self) -> Vec<(u64, RecordId)> {
        match self {
            Self::Employees(plan) => plan.touched(),
            Self::Offices(plan) => plan.touched(),
            Self::Placements(plan) => plan.touched(),
            // Withdrawn and removed one by one.
            Self::Exemptions(_) | Self::Holidays(_) => Vec::new(),
        }
    }

    async fn apply(
        self,
        facts: &FactsLock<'_>,
        author: Option<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<Applied, WorkflowError> {
        match self {
            Self::Employees(plan) => plan.apply(facts, now).await,
            Self::Offices(plan) => Ok(plan.apply(facts.txn()).await?),
            Self::Placements(plan) => plan.apply(facts, author, now).await,
            Self::Exemptions(plan) => Ok(plan.apply(facts, author, now).await?.into()),
            Self::Holidays(plan) => Ok(plan.apply(facts).await?.into()),
        }
    }
}
