//! What an import changes, written down so that it can be undone: each record as it was right before
//! and right after.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::report::ImportReport;
use crate::rules::seller::{Details, SellerState};
use crate::rules::{
    ClassSpan, EmployeeId, ImportId, ImportKind, Office, Placement, RecordId, SellerId,
};
use crate::store::employees::{self, Employee};
use crate::store::imports::{self, Change, Import};
use crate::store::sellers::Seller;
use crate::store::{self, Txn, offices, placements, seller_classes, sellers};
use crate::workflows::closing::amend::Span;

/// Records asked for with one statement.
const BATCH: usize = 500;

/// What a table came to.
#[derive(Default)]
pub(super) struct Applied {
    /// Whose days have changed.
    pub spans: Vec<Span>,
    /// The records that are new, and the row of each: what can be undone.
    pub created: Vec<(u64, RecordId)>,
}

impl From<Vec<Span>> for Applied {
    fn from(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// What imports change of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonImage {
    pub number: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub placements: Vec<Placement>,
}

impl PersonImage {
    pub fn of(employee: &Employee, placements: Vec<Placement>) -> Self {
        let Employee { number, name, email, phone, .. } = employee.clone();
        Self { number, name, email, phone, placements }
    }
}

/// What an import changes of a seller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SellerImage {
    pub details: Details,
    pub classes: Vec<ClassSpan>,
    pub state: SellerState,
    pub merged_into: Option<SellerId>,
}

impl SellerImage {
    pub fn of(seller: &Seller, classes: Vec<ClassSpan>) -> Self {
        Self {
            details: sellers::details(seller),
            classes,
            state: seller.state,
            merged_into: seller.merged_into,
        }
    }
}

/// The records that an import is about to change.
pub(super) struct Touched {
    kind: ImportKind,
    rows: Vec<(u64, RecordId)>,
    before: HashMap<RecordId, String>,
}

/// Looks at records before an import changes them.
pub(super) async fn before(
    txn: &Txn,
    kind: ImportKind,
    rows: Vec<(u64, RecordId)>,
) -> store::Result<Touched> {
    let before = images(txn, kind, &rows).await?;
    Ok(Touched { kind, rows, before })
}

impl Touched {
    /// Writes the import down. Returns its number; none if there is nothing to undo.
    pub async fn record(
        mut self,
        txn: &Txn,
        report: &ImportReport,
        applied: Applied,
        author: Option<EmployeeId>,
        now: DateTime<Utc>,
    ) -> store::Result<Option<ImportId>> {
        self.rows.extend(applied.created);
        if self.rows.is_empty() {
            return Ok(None);
        }
        let mut after = images(txn, self.kind, &self.rows).await?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let import = Import {
            id: ImportId::NONE,
            kind: self.kind,
            imported_by: author,
            imported_at: now,
            row_count: count(report.rows),
            created: count(report.created),
            changed: count(report.changed),
            undone_by: None,
            undone_at: None,
            rows_removed_at: None,
        };
        let id = imports::insert(txn, import).await?;
        let changes = self.rows.iter().map(|(row, record)| Change {
            import_id: id,
            sheet_row: i64::try_from(*row).unwrap_or(i64::MAX),
            record_id: *record,
            before: self.before.remove(record),
            after: after.remove(record).unwrap_or_default(),
        });
        imports::insert_changes(txn, changes.collect()).await?;
        Ok(Some(id))
    }
}

/// Records as JSON.
async fn images(
    txn: &Txn,
    kind: ImportKind,
    rows: &[(u64, RecordId)],
) -> store::Result<HashMap<RecordId, String>> {
    let ids: Vec<_> = rows.iter().map(|(_, id)| *id).collect();
    let mut found = HashMap::with_capacity(ids.len());
    if kind == ImportKind::Offices {
        let all: Vec<Office> = offices::all(txn).await?;
        let some = all.into_iter().filter(|office| ids.contains(&office.id.into()));
        found.extend(some.map(|office| (office.id.into(), json(&office))));
        return Ok(found);
    }
    if kind == ImportKind::Sellers {
        for some in ids.chunks(BATCH) {
            let mut classes =
                seller_classes::of_many(txn, some.iter().map(|id| (*id).into())).await?;
            for seller in sellers::by_ids(txn, some.iter().map(|id| (*id).into())).await? {
                let own = classes.remove(&seller.id).unwrap_or_default();
                found.insert(seller.id.into(), json(&SellerImage::of(&seller, own)));
            }
        }
        return Ok(found);
    }
    for some in ids.chunks(BATCH) {
        let mut places = placements::of_many(txn, some.iter().map(|id| (*id).into())).await?;
        for employee in employees::by_ids(txn, some.iter().map(|id| (*id).into())).await? {
            let places = places.remove(&employee.id).unwrap_or_default();
            found.insert(employee.id.into(), json(&PersonImage::of(&employee, places)));
        }
    }
    Ok(found)
}

fn json(image: &impl Serialize) -> String {
    serde_json::to_string(image).expect("texts, numbers and dates are JSON")
}
