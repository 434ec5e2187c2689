//! Many transfers and promotions from one table ("mutasi"): what each row leaves empty stays as it
//! was, and each begins on the row's `from`.

use std::collections::HashMap;

use super::batch::Applied;
use super::columns::{
    EMPLOYMENT_TYPE, FROM, GRADE, NUMBER, OFFICE, OFFICE_ABOVE, POSITION_KIND, POSITION_LEVEL,
    POSITION_TITLE,
};
use super::employees::{next_place, one, unique_number};
use super::existing::ExistingRecords;
use super::report::{ImportReport, PersonChange};
use chrono::{DateTime, Utc};

use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::problem::{Problem, problem_with_value};
use crate::rules::{EmployeeId, OfficeTree, Placement, RecordId};
use crate::store::{ConnectionTrait, FactsLock};
use crate::workflows::closing::amend::Span;
use crate::workflows::employees::place::place_next;
use crate::workflows::{Acting, By, WorkflowError};

pub(super) static COLUMNS: [Column; 9] = [
    NUMBER,
    // Whoever is promoted stays where they are.
    OFFICE.optional(),
    GRADE,
    POSITION_LEVEL,
    EMPLOYMENT_TYPE.optional(),
    FROM,
    POSITION_KIND,
    POSITION_TITLE,
    OFFICE_ABOVE,
];

pub(super) struct Plan {
    pub report: ImportReport,
    offices: OfficeTree,
    moves: Vec<(u64, EmployeeId, Placement)>,
}

impl Plan {
    pub async fn make(
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let known = ExistingRecords::read(db, sheet, by, now).await?;
        let mut report = ImportReport { rows: sheet.len(), ..ImportReport::default() };
        let (mut numbers, mut moves) = (HashMap::new(), Vec::new());
        for row in sheet.rows() {
            match transferred(&known, &mut numbers, &row) {
                Err(problems) => report.refuse(row.number, problems),
                Ok(None) => report.unchanged += 1,
                Ok(Some((id, next, person))) => {
                    report.changed += 1;
                    moves.push((row.number, id, next));
                    report.show(person);
                }
            }
        }
        Ok(Self { report, offices: known.offices, moves })
    }

    /// Who is placed anew.
    pub fn transferred(&self) -> Vec<EmployeeId> {
        self.moves.iter().map(|(_, id, _)| *id).collect()
    }

    /// The same, with the row of each.
    pub fn touched(&self) -> Vec<(u64, RecordId)> {
        self.moves.iter().map(|(row, id, _)| (*row, (*id).into())).collect()
    }

    pub async fn apply(
        self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
    ) -> Result<Applied, WorkflowError> {
        for (_, id, next) in &self.moves {
            place_next(acting, facts, *id, next, &self.offices).await?;
        }
        let spans = self.moves.iter().map(|(_, id, next)| Span::since(*id, next.from));
        Ok(spans.collect::<Vec<_>>().into())
    }
}

/// Whom a row moves, and how; nothing if they are there already.
fn transferred(
    known: &ExistingRecords,
    numbers: &mut HashMap<String, u64>,
    row: &Row<'_>,
) -> Result<Option<(EmployeeId, Placement, PersonChange)>, Vec<Problem>> {
    let number = unique_number(numbers, row)?;
    let unknown = || vec![problem_with_value("number", "employee-unknown", &number)];
    let person = known.by_number.get(&number).ok_or_else(unknown)?;
    known.within.must_hold_person(person.id, &number).map_err(one)?;
    let placements = known.placements.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let next = row.judged(next_place(known, row, placements))?;
    if let Some(next) = &next {
        known.within.must_hold_office(&known.offices, next.office).map_err(one)?;
    }
    Ok(next.map(|next| {
        let (number, name) = (person.number.clone(), person.name.clone());
        let before = placements.last().cloned();
        let (id, fields) = (Some(person.id), Vec::new());
        let after = Some(next.clone());
        (person.id, next, PersonChange { row: row.number, id, number, name, before, after, fields })
    }))
}
