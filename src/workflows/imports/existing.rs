//! What is there already of the people that a table names.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::within::Within;
use crate::reports::sheet::Sheet;
use crate::rules::{OfficeTree, employee};
use crate::store::employees::{self, Employee};
use crate::store::placements::PlacementsOf;
use crate::store::{ConnectionTrait, offices, placements};
use crate::workflows::{By, WorkflowError};

/// Rows asked for with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

pub(super) struct ExistingRecords {
    pub offices: OfficeTree,
    pub by_number: HashMap<String, Employee>,
    /// Numbers with a leading zero, by what a spreadsheet leaves of them.
    pub zeroless: HashMap<String, String>,
    pub placements: PlacementsOf,
    pub within: Within,
}

impl ExistingRecords {
    pub async fn read(
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let (mut by_number, mut zeroless) = (HashMap::new(), HashMap::new());
        let mut placements = PlacementsOf::new();
        for number in employees::numbers_with_leading_zero(db).await? {
            zeroless.insert(number.trim_start_matches('0').to_owned(), number);
        }
        let rows: Vec<_> = sheet.rows().collect();
        for batch in rows.chunks(BATCH) {
            let numbers: Vec<_> =
                batch.iter().filter_map(|row| employee::number(&row.text("number")).ok()).collect();
            let found = employees::by_numbers(db, &numbers).await?;
            let ids = found.iter().map(|employee| employee.id);
            placements.extend(placements::of_many(db, ids).await?);
            for employee in found {
                by_number.insert(employee.number.clone(), employee);
            }
        }
        let offices = OfficeTree::new(offices::all(db).await?);
        let people = by_number.values().map(|employee: &Employee| employee.id);
        let within = Within::records(db, by, &offices, (people, &placements), now).await?;
        Ok(Self { offices, by_number, zeroless, placements, within })
    }
}
