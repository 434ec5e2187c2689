//! People from a table: new ones are added, known ones changed or moved, all or nothing.
//!
//! A known person's empty cell stays as it was. Another office, position, grade or employment type
//! is a transfer, and begins on the row's `from`. Nothing is mailed to new people: who looks after them
//! invites them when everything is ready.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::batch::Applied;
use super::existing::ExistingRecords;
use super::report::ImportReport;
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::employee::{self, Change, Draft, NewEmployee, PlaceDraft};
use crate::rules::{EmployeeId, Placement, Problem, RecordId, nip, problem};
use crate::store::employees::{self, Employee};
use crate::store::{self, ConnectionTrait, FactsLock, links, placements};
use crate::workflows::WorkflowError;
use crate::workflows::closing::amend::Span;
use crate::workflows::employees::add::row as person;
use crate::workflows::employees::edit::changed;
use crate::workflows::employees::place::follow_all;

pub(super) const NUMBER: Column =
    column("number", &["nip", "nomor", "nomorpegawai", "number", "employeenumber"]);
pub(super) const EMPLOYMENT_TYPE: Column = column(
    "employment_type",
    &["jenis", "jeniskepegawaian", "statuskepegawaian", "jenispegawai", "employmenttype"],
);
pub(super) const GRADE: Column =
    column("grade", &["golongan", "gol", "golruang", "grade"]).optional();
pub(super) const POSITION_LEVEL: Column =
    column("position_level", &["jabatan", "jenjangjabatan", "eselon", "positionlevel"]).optional();
pub(super) const OFFICE: Column = column(
    "office",
    &["unit", "kodeunit", "unitbaru", "unitkerja", "opd", "perangkatdaerah", "office"],
);
pub(super) const FROM: Column = column("from", &["mulai", "tmt", "tanggalmulai", "sejak", "from"]);

pub(super) static COLUMNS: [Column; 9] = [
    NUMBER,
    column("name", &["nama", "namalengkap", "namapegawai", "name"]),
    column("email", &["email", "surel", "alamatemail", "alamatsurel"]).optional(),
    column("phone", &["telepon", "hp", "nohp", "nomorhp", "notelepon", "phone"]).optional(),
    EMPLOYMENT_TYPE,
    GRADE,
    POSITION_LEVEL,
    OFFICE,
    FROM,
];

const fn column(field: &'static str, headings: &'static [&'static str]) -> Column {
    Column { field, headings, required: true }
}

/// Rows written with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

#[derive(Default)]
pub(super) struct Plan {
    pub report: ImportReport,
    /// Who is new, and in which row.
    people: Vec<(u64, NewEmployee)>,
    /// Who is there and changes, and in which row.
    touched: Vec<(u64, RecordId)>,
    /// As they are afterwards; whether the address is another.
    changes: Vec<(Employee, bool)>,
    moves: Vec<(EmployeeId, Placement)>,
    /// The row in which a number came first.
    numbers: HashMap<String, u64>,
}

impl Plan {
    pub async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let known = ExistingRecords::read(db, sheet).await?;
        let mut plan = Self::default();
        plan.report.rows = sheet.len();
        for row in sheet.rows() {
            if let Err(problems) = plan.add(&known, &row) {
                plan.report.refuse(row.number, problems);
            }
        }
        Ok(plan)
    }

    fn add(&mut self, known: &ExistingRecords, row: &Row<'_>) -> Result<(), Vec<Problem>> {
        let number = unique_number(&mut self.numbers, row)?;
        match known.by_number.get(&number) {
            None => self.add_new(known, row),
            Some(before) => self.add_known(known, row, before),
        }
    }

    fn add_new(&mut self, known: &ExistingRecords, row: &Row<'_>) -> Result<(), Vec<Problem>> {
        let draft = Draft {
            number: row.text("number"),
            name: row.text("name"),
            email: row.text("email"),
            phone: row.optional("phone"),
            place: place(row),
        };
        let new = draft.check(&known.offices)?;
        if let Some(whole) = known.zeroless.get(&new.number) {
            return Err(vec![problem::problem_with_value("number", "number-lost-zero", whole)]);
        }
        self.report.warn(row.number, nip::doubt("number", &new.number));
        self.report.warn(row.number, employee::phone_doubt(new.phone.as_deref()));
        self.report.created += 1;
        self.people.push((row.number, new));
        Ok(())
    }

    fn add_known(
        &mut self,
        known: &ExistingRecords,
        row: &Row<'_>,
        before: &Employee,
    ) -> Result<(), Vec<Problem>> {
        let change = Change {
            name: row.optional("name"),
            email: row.optional("email").filter(|text| !employee::says_nothing(text)),
            phone: row.optional("phone"),
            ..Change::default()
        };
        let after = changed(before, &change)?;
        let placements = known.placements.get(&before.id).map(Vec::as_slice).unwrap_or_default();
        let next = next_place(known, row, placements)?;
        if after == *before && next.is_none() {
            self.report.unchanged += 1;
            return Ok(());
        }
        self.report.changed += 1;
        self.touched.push((row.number, before.id.into()));
        if after != *before {
            if after.phone != before.phone {
                self.report.warn(row.number, employee::phone_doubt(after.phone.as_deref()));
            }
            let moved = after.email != before.email;
            self.changes.push((after, moved));
        }
        self.moves.extend(next.map(|next| (before.id, next)));
        Ok(())
    }

    /// Who is placed anew.
    pub fn moved(&self) -> Vec<EmployeeId> {
        self.moves.iter().map(|(id, _)| *id).collect()
    }

    /// Who is there and changes, and in which row.
    pub fn touched(&self) -> Vec<(u64, RecordId)> {
        self.touched.clone()
    }

    pub async fn apply(
        self,
        facts: &FactsLock<'_>,
        now: DateTime<Utc>,
    ) -> Result<Applied, WorkflowError> {
        let txn = facts.txn();
        let mut applied = Applied::default();
        for batch in self.people.chunks(BATCH) {
            let rows = batch.iter().map(|(_, new)| person(new, now)).collect();
            employees::insert_many(txn, rows).await?;
            let numbers: Vec<_> = batch.iter().map(|(_, new)| new.number.clone()).collect();
            let ids: HashMap<_, _> = employees::by_numbers(txn, &numbers)
                .await?
                .into_iter()
                .map(|employee| (employee.number, employee.id))
                .collect();
            let places: Vec<_> =
                batch.iter().map(|(_, new)| (ids[&new.number], new.place.clone())).collect();
            applied.created.extend(batch.iter().map(|(row, new)| (*row, ids[&new.number].into())));
            applied.spans.extend(places.iter().map(|(id, place)| Span::since(*id, place.from)));
            placements::insert_many(facts, places).await?;
        }
        for (changed, moved) in self.changes {
            if moved {
                // A link that went to the old address must not open the account any more.
                links::end_all(txn, changed.id, now).await?;
            }
            employees::update(txn, changed).await?;
        }
        applied.spans.extend(self.moves.iter().map(|(id, next)| Span::since(*id, next.from)));
        follow_all(facts, self.moves).await?;
        Ok(applied)
    }
}

fn place(row: &Row<'_>) -> PlaceDraft {
    PlaceDraft {
        office: row.optional("office"),
        position_level: row.optional("position_level"),
        grade: row.optional("grade"),
        employment_type: row.optional("employment_type"),
        from: row.date("from"),
        ..PlaceDraft::default()
    }
}

/// The placement that follows if the row says another than the last one.
pub(super) fn next_place(
    known: &ExistingRecords,
    row: &Row<'_>,
    placements: &[Placement],
) -> Result<Option<Placement>, Vec<Problem>> {
    let draft = place(row);
    let Some(last) = placements.last() else {
        return draft.check(&known.offices, None).map(Some);
    };
    // Compared as it would be if it followed, whatever the day is.
    let eve = Placement { from: chrono::NaiveDate::MIN, ..last.clone() };
    let any_day = PlaceDraft { from: last.from.to_string(), ..draft.clone() };
    let told = any_day.check(&known.offices, Some(&eve));
    let same = told.is_ok_and(|told| Placement { from: last.from, to: last.to, ..told } == *last);
    let returns = last.to.is_some_and(|to| to.to_string() < draft.from);
    match draft.from.as_str() {
        "" if same => Ok(None),
        day if same && !returns => {
            problem::date("from", day).map(|_| None).map_err(|fault| vec![fault])
        }
        _ => draft.check(&known.offices, Some(last)).map(Some),
    }
}

/// The number of a row that holds no formula; each number comes once.
pub(super) fn unique_number(
    numbers: &mut HashMap<String, u64>,
    row: &Row<'_>,
) -> Result<String, Vec<Problem>> {
    let formulas = row.formulas();
    if !formulas.is_empty() {
        return Err(formulas.into_iter().map(|fault| fault.problem).collect());
    }
    let number = employee::number(&row.text("number")).map_err(|fault| vec![fault])?;
    first_time(numbers, "number", &number, row.number)?;
    Ok(number)
}

fn first_time(
    seen: &mut HashMap<String, u64>,
    field: &str,
    value: &str,
    row: u64,
) -> Result<(), Vec<Problem>> {
    match seen.insert(value.to_owned(), row) {
        None => Ok(()),
        Some(first) => Err(vec![Problem::new(field, "twice-in-file").with("row", first)]),
    }
}
