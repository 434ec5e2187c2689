//! What is there already of the people that a table names.

use std::collections::HashMap;

use crate::reports::sheet::Sheet;
use crate::rules::{OfficeTree, employee};
use crate::store::employees::{self, Employee};
use crate::store::placements::PlacementsOf;
use crate::store::{self, ConnectionTrait, offices, placements};

/// Rows asked for with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

pub(super) struct ExistingRecords {
    pub offices: OfficeTree,
    pub by_number: HashMap<String, Employee>,
    /// Numbers with a leading zero, by what a spreadsheet leaves of them.
    pub zeroless: HashMap<String, String>,
    pub placements: PlacementsOf,
}

impl ExistingRecords {
    pub async fn read(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let mut known = Self {
            offices: OfficeTree::new(offices::all(db).await?),
            by_number: HashMap::new(),
            zeroless: HashMap::new(),
            placements: PlacementsOf::new(),
        };
        for number in employees::numbers_with_leading_zero(db).await? {
            known.zeroless.insert(number.trim_start_matches('0').to_owned(), number);
        }
        let rows: Vec<_> = sheet.rows().collect();
        for batch in rows.chunks(BATCH) {
            let numbers: Vec<_> =
                batch.iter().filter_map(|row| employee::number(&row.text("number")).ok()).collect();
            let found = employees::by_numbers(db, &numbers).await?;
            let ids = found.iter().map(|employee| employee.id);
            known.placements.extend(placements::of_many(db, ids).await?);
            for employee in found {
                known.by_number.insert(employee.number.clone(), employee);
            }
        }
        Ok(known)
    }
}
