//! Tables of people, offices, transfers, exemptions, holidays and sellers: looked at first (a dry run), then
//! written whole or not at all.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::batch::{self, Applied};
use super::meaning::Questions;
use super::report::ImportReport;
use super::table;
use super::within::right_to_import;
use super::{employees, exemptions, holidays, offices, reading, sellers, transfers};
use crate::reports::sheet::Sheet;
use crate::rules::reading::Mapping;
use crate::rules::{EmployeeId, ImportKind, RecordId};
use crate::store::{self, ConnectionTrait, FactsLock, Store};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::employees::add::taken;
use crate::workflows::{Acting, By, Warrant, WorkflowError};

/// Reads a table as it is proposed, or as was said of an earlier one of its shape.
pub async fn import(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
    dry_run: bool,
) -> Result<ImportReport, WorkflowError> {
    import_mapped(store, warrant, kind, file, None, dry_run).await
}

/// Reads a table as a mapping says.
pub async fn import_mapped(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
    mapping: Option<Mapping>,
    dry_run: bool,
) -> Result<ImportReport, WorkflowError> {
    if dry_run {
        return Ok(check(store, warrant, kind, file, mapping).await?.1);
    }
    warrant.must(right_to_import(kind))?;
    let table = table::of(kind);
    let said = mapping.is_some();
    let (sheet, questions) =
        match reading::read(store, file, kind, mapping, warrant.author()).await? {
            Ok(read) => read,
            Err(faults) => return Ok(ImportReport::unreadable(faults)),
        };
    if !sheet.column_problems.is_empty() {
        return Ok(without_columns(&sheet, &questions));
    }
    // The write may run twice, and a table is large.
    let sheet = Arc::new(sheet);
    warrant
        .on(store, right_to_import(kind))
        .write_reference(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            let facts = acting.lock_facts().await?;
            if matches!(kind, ImportKind::Offices | ImportKind::Exemptions) {
                // The tree changes in one piece; and two tables of leave come one after the other.
                store::offices::locked(txn).await?;
            }
            let plan = Plan::make(kind, txn, &sheet, acting.by(), now).await?;
            let mut report = plan.report().clone().about(&sheet, &questions);
            if !report.errors.is_empty() {
                return Ok(report.as_written());
            }
            amend::store_before_change(&facts, &plan.affected_people()).await?;
            let touched = batch::before(txn, kind, plan.touched()).await?;
            let applied = plan.apply(acting, &facts).await?;
            let occasion = ChangeContext::new(acting, table.cause);
            amend::facts_changed(&facts, &applied.spans, &occasion).await?;
            report.import = touched.record(txn, &report, applied, author, now).await?;
            if said {
                reading::remember(acting, kind, &sheet).await?;
            }
            let details = json!({
                "import": report.import,
                "rows": report.rows,
                "created": report.created,
                "changed": report.changed,
            });
            acting.note(table.action, kind.name().into(), details).await?;
            Ok(report)
        }))
        .await
        .map_err(taken)
}

/// What a table would come to, and the table as it was read; none if it could not be read.
pub(super) async fn check(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
    mapping: Option<Mapping>,
) -> Result<(Option<Sheet>, ImportReport), WorkflowError> {
    warrant.must(right_to_import(kind))?;
    let (sheet, questions) =
        match reading::read(store, file, kind, mapping, warrant.author()).await? {
            Ok(read) => read,
            Err(faults) => return Ok((None, ImportReport::unreadable(faults))),
        };
    let report = if sheet.column_problems.is_empty() {
        let (by, now) = (warrant.by(), warrant.now());
        let mut plan = Plan::make(kind, store.reader(), &sheet, by, now).await?;
        plan.look_around(store.reader(), now).await?;
        plan.report().clone().about(&sheet, &questions)
    } else {
        without_columns(&sheet, &questions)
    };
    Ok((Some(sheet), report))
}

/// Columns that are missing say more than what every row then lacks.
fn without_columns(sheet: &Sheet, questions: &Questions) -> ImportReport {
    let mut report = ImportReport { rows: sheet.len(), ..ImportReport::default() };
    report.refuse(sheet.heading_row, sheet.column_problems.iter().cloned());
    report.about(sheet, questions)
}

/// What a table changes.
enum Plan {
    Employees(employees::Plan),
    Offices(offices::Plan),
    Placements(transfers::Plan),
    Exemptions(exemptions::Plan),
    Holidays(holidays::Plan),
    Sellers(sellers::Plan),
}

impl Plan {
    async fn make(
        kind: ImportKind,
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        Ok(match kind {
            ImportKind::Employees => {
                Self::Employees(employees::Plan::make(db, sheet, by, now).await?)
            }
            ImportKind::Offices => Self::Offices(offices::Plan::make(db, sheet).await?),
            ImportKind::Placements => {
                Self::Placements(transfers::Plan::make(db, sheet, by, now).await?)
            }
            ImportKind::Exemptions => {
                Self::Exemptions(exemptions::Plan::make(db, sheet, by, now).await?)
            }
            ImportKind::Holidays => Self::Holidays(holidays::Plan::make(db, sheet).await?),
            ImportKind::Sellers => Self::Sellers(sellers::Plan::make(db, sheet).await?),
        })
    }

    /// What a check says besides: who is not in the list, and whom which tier fits.
    async fn look_around(
        &mut self,
        db: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> store::Result<()> {
        match self {
            Self::Employees(plan) => plan.look_around(db, now).await,
            _ => Ok(()),
        }
    }

    fn report(&self) -> &ImportReport {
        match self {
            Self::Employees(plan) => &plan.report,
            Self::Offices(plan) => &plan.report,
            Self::Placements(plan) => &plan.report,
            Self::Exemptions(plan) => &plan.report,
            Self::Holidays(plan) => &plan.report,
            Self::Sellers(plan) => &plan.report,
        }
    }

    /// Whose placements or exemptions change.
    fn affected_people(&self) -> Vec<EmployeeId> {
        match self {
            Self::Employees(plan) => plan.transferred(),
            Self::Offices(_) | Self::Holidays(_) | Self::Sellers(_) => Vec::new(),
            Self::Placements(plan) => plan.transferred(),
            Self::Exemptions(plan) => plan.exempted(),
        }
    }

    /// What is there and changes, and in which row: what can be undone.
    fn touched(&self) -> Vec<(u64, RecordId)> {
        match self {
            Self::Employees(plan) => plan.touched(),
            Self::Offices(plan) => plan.touched(),
            Self::Placements(plan) => plan.touched(),
            Self::Sellers(plan) => plan.touched(),
            // Withdrawn and removed one by one.
            Self::Exemptions(_) | Self::Holidays(_) => Vec::new(),
        }
    }

    async fn apply(
        self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
    ) -> Result<Applied, WorkflowError> {
        let (author, now) = (acting.author(), acting.now());
        match self {
            Self::Employees(plan) => plan.apply(acting, facts).await,
            Self::Offices(plan) => Ok(plan.apply(facts.txn()).await?),
            Self::Placements(plan) => plan.apply(acting, facts).await,
            Self::Exemptions(plan) => Ok(plan.apply(facts, author, now).await?.into()),
            Self::Holidays(plan) => Ok(plan.apply(facts).await?.into()),
            Self::Sellers(plan) => plan.apply(acting, facts).await,
        }
    }
}
