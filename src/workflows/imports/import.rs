//! Tables of people, offices, transfers, exemptions and holidays: looked at first (a dry run), then
//! written whole or not at all.

use chrono::{DateTime, Utc};
use serde_json::json;

pub use super::batch::TableOf;
use super::batch::{self, Applied};
use super::report::ImportReport;
use super::{employees, exemptions, holidays, offices, transfers};
use crate::reports::sheet::{Column, RowProblem, Sheet};
use crate::rules::amendment::Cause;
use crate::rules::import::ImportKind;
use crate::rules::{EmployeeId, Problem};
use crate::store::{self, ConnectionTrait, Store, Txn, audit};
use crate::txn_job;
use crate::workflows::closing::amend::{self, Held, Occasion};
use crate::workflows::employees::add::taken;
use crate::workflows::{By, Refused};

pub async fn import(
    store: &Store,
    by: &By,
    table: TableOf,
    file: &[u8],
    dry_run: bool,
    now: DateTime<Utc>,
) -> Result<ImportReport, Refused> {
    by.must_administer()?;
    let author = by.author();
    let sheet = match read(file, table).await {
        Ok(sheet) => sheet,
        Err(faults) => return Ok(ImportReport::unreadable(faults)),
    };
    if dry_run {
        let plan = Plan::make(table, store.reader(), &sheet, author).await?;
        return Ok(plan.report().clone().about(&sheet));
    }
    store
        .write_reference(txn_job!(|txn| {
            let held = amend::hold(txn).await?;
            if matches!(table, TableOf::Offices | TableOf::Exemptions) {
                // The tree changes in one piece; and two tables of leave come one after the other.
                store::offices::locked(txn).await?;
            }
            let plan = Plan::make(table, txn, &sheet, author).await?;
            let mut report = plan.report().clone().about(&sheet);
            if !report.errors.is_empty() {
                return Ok(report.as_written());
            }
            held.keep(txn, &plan.whose()).await?;
            let touched = batch::before(txn, table, plan.touched()).await?;
            let applied = plan.apply(txn, &held, author, now).await?;
            let occasion = Occasion::new(table.cause(), author, now);
            amend::facts_changed(txn, &applied.spans, &occasion).await?;
            report.import = touched.record(txn, &report, applied, author, now).await?;
            let details = json!({
                "import": report.import,
                "rows": report.rows,
                "created": report.created,
                "changed": report.changed,
            });
            let (action, subject) = table.audited();
            audit::note(txn, now, author, action, subject.into(), details).await?;
            Ok(report)
        }))
        .await
        .map_err(taken)
}

/// Reads the table where it holds up nobody else. Whatever a reader stumbles over is a fault of the
/// file.
async fn read(file: &[u8], table: TableOf) -> Result<Sheet, Vec<RowProblem>> {
    let file = file.to_vec();
    let sheet = tokio::task::spawn_blocking(move || Sheet::read(&file, table.columns())).await;
    sheet.unwrap_or_else(|error| {
        tracing::warn!(%error, "a table that could not be read");
        let problem = Problem::new("file", "file-unreadable");
        Err(vec![RowProblem { row: 1, problem }])
    })
}

impl TableOf {
    pub fn kind(self) -> ImportKind {
        match self {
            Self::Employees => ImportKind::Employees,
            Self::Offices => ImportKind::Offices,
            Self::Placements => ImportKind::Placements,
            Self::Exemptions => ImportKind::Exemptions,
            Self::Holidays => ImportKind::Holidays,
        }
    }

    /// As imports are called in the database, in the API and in addresses.
    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// Action and subject.
    fn audited(self) -> (&'static str, &'static str) {
        match self {
            Self::Employees => ("import.employees", "employees"),
            Self::Offices => ("import.offices", "offices"),
            Self::Placements => ("import.placements", "placements"),
            Self::Exemptions => ("import.exemptions", "exemptions"),
            Self::Holidays => ("import.holidays", "holidays"),
        }
    }

    fn cause(self) -> Cause {
        match self {
            Self::Employees | Self::Offices | Self::Placements => Cause::Placement,
            Self::Exemptions => Cause::Exemption,
            Self::Holidays => Cause::Holiday,
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Employees => &employees::COLUMNS,
            Self::Offices => &offices::COLUMNS,
            Self::Placements => &transfers::COLUMNS,
            Self::Exemptions => &exemptions::COLUMNS,
            Self::Holidays => &holidays::COLUMNS,
        }
    }
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
        table: TableOf,
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        author: Option<EmployeeId>,
    ) -> store::Result<Self> {
        Ok(match table {
            TableOf::Employees => Self::Employees(employees::Plan::make(db, sheet).await?),
            TableOf::Offices => Self::Offices(offices::Plan::make(db, sheet).await?),
            TableOf::Placements => Self::Placements(transfers::Plan::make(db, sheet).await?),
            TableOf::Exemptions => {
                Self::Exemptions(exemptions::Plan::make(db, sheet, author).await?)
            }
            TableOf::Holidays => Self::Holidays(holidays::Plan::make(db, sheet).await?),
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
    fn touched(&self) -> Vec<(u64, i64)> {
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
        txn: &Txn,
        held: &Held,
        author: Option<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<Applied, Refused> {
        match self {
            Self::Employees(plan) => plan.apply(txn, now).await,
            Self::Offices(plan) => Ok(plan.apply(txn).await?),
            Self::Placements(plan) => plan.apply(txn, author, now).await,
            Self::Exemptions(plan) => Ok(plan.apply(txn, author, now).await?.into()),
            Self::Holidays(plan) => Ok(plan.apply(txn, held).await?.into()),
        }
    }
}
