//! People from a table: new ones are added, known ones changed or moved, all or nothing.
//!
//! A known person's empty cell stays as it was. Another office, position, grade or employment type
//! is a transfer, and begins on the row's `from`. New people are invited by mail.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::Refused;
use super::add_employee::row as person;
use super::amend::Span;
use super::edit_employee::changed;
use super::import_report::ImportReport;
use super::place_employee::follow;
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::employee::{self, Change, Draft, NewEmployee, PlaceDraft};
use crate::rules::{EmployeeId, OfficeTree, Placement, Problem, nip, problem};
use crate::store::employees::{self, Employee};
use crate::store::placements::PlacementsOf;
use crate::store::{self, ConnectionTrait, Txn, mails, offices, placements};

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
    column("email", &["email", "surel", "alamatemail", "alamatsurel"]),
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

/// Rows asked for, or written, with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

/// What is there already of the people that the file names.
pub(super) struct Known {
    pub offices: OfficeTree,
    pub by_number: HashMap<String, Employee>,
    /// Who has an address.
    emails: HashMap<String, EmployeeId>,
    pub placements: PlacementsOf,
}

impl Known {
    pub async fn read(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let mut known = Self {
            offices: OfficeTree::new(offices::all(db).await?),
            by_number: HashMap::new(),
            emails: HashMap::new(),
            placements: PlacementsOf::new(),
        };
        let rows: Vec<_> = sheet.rows().collect();
        for batch in rows.chunks(BATCH) {
            let numbers: Vec<_> =
                batch.iter().filter_map(|row| employee::number(&row.text("number")).ok()).collect();
            let emails: Vec<_> =
                batch.iter().map(|row| row.text("email").to_ascii_lowercase()).collect();
            let found = employees::by_numbers_and_emails(db, &numbers, &emails).await?;
            let ids = found.iter().map(|employee| employee.id);
            known.placements.extend(placements::of_many(db, ids).await?);
            for employee in found {
                known.emails.insert(employee.email.clone(), employee.id);
                known.by_number.insert(employee.number.clone(), employee);
            }
        }
        Ok(known)
    }
}

#[derive(Default)]
pub(super) struct Plan {
    pub report: ImportReport,
    people: Vec<NewEmployee>,
    changes: Vec<Employee>,
    moves: Vec<(EmployeeId, Placement)>,
    /// The row in which a number or an address came first.
    numbers: HashMap<String, u64>,
    emails: HashMap<String, u64>,
}

impl Plan {
    pub async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let known = Known::read(db, sheet).await?;
        let mut plan = Self::default();
        plan.report.rows = sheet.len();
        for row in sheet.rows() {
            if let Err(problems) = plan.add(&known, &row) {
                plan.report.refuse(row.number, problems);
            }
        }
        Ok(plan)
    }

    fn add(&mut self, known: &Known, row: &Row<'_>) -> Result<(), Vec<Problem>> {
        let number = whose(&mut self.numbers, row)?;
        match known.by_number.get(&number) {
            None => self.add_new(known, row),
            Some(before) => self.add_known(known, row, before),
        }
    }

    fn add_new(&mut self, known: &Known, row: &Row<'_>) -> Result<(), Vec<Problem>> {
        let draft = Draft {
            number: row.text("number"),
            name: row.text("name"),
            email: row.text("email"),
            phone: row.optional("phone"),
            place: place(row),
        };
        let new = draft.check(&known.offices)?;
        self.must_be_free(known, None, &new.email, row.number)?;
        self.report.warn(row.number, nip::doubt("number", &new.number));
        self.report.created += 1;
        self.people.push(new);
        Ok(())
    }

    fn add_known(
        &mut self,
        known: &Known,
        row: &Row<'_>,
        before: &Employee,
    ) -> Result<(), Vec<Problem>> {
        let change = Change {
            name: row.optional("name"),
            email: row.optional("email"),
            phone: row.optional("phone"),
            ..Change::default()
        };
        let after = changed(before, &change)?;
        self.must_be_free(known, Some(before.id), &after.email, row.number)?;
        let placements = known.placements.get(&before.id).map(Vec::as_slice).unwrap_or_default();
        let next = next_place(known, row, placements)?;
        if after == *before && next.is_none() {
            self.report.unchanged += 1;
            return Ok(());
        }
        self.report.changed += 1;
        if after != *before {
            self.changes.push(after);
        }
        self.moves.extend(next.map(|next| (before.id, next)));
        Ok(())
    }

    fn must_be_free(
        &mut self,
        known: &Known,
        me: Option<EmployeeId>,
        email: &str,
        row: u64,
    ) -> Result<(), Vec<Problem>> {
        first_time(&mut self.emails, "email", email, row)?;
        match known.emails.get(email) {
            Some(owner) if Some(*owner) != me => Err(vec![Problem::new("email", "email-taken")]),
            _ => Ok(()),
        }
    }

    /// Who is placed anew.
    pub fn moved(&self) -> Vec<EmployeeId> {
        self.moves.iter().map(|(id, _)| *id).collect()
    }

    /// Returns from when on whose placements have changed.
    pub async fn apply(self, txn: &Txn, now: DateTime<Utc>) -> Result<Vec<Span>, Refused> {
        let mut spans = Vec::new();
        for batch in self.people.chunks(BATCH) {
            let rows = batch.iter().map(|new| person(new, now)).collect();
            employees::insert_many(txn, rows).await?;
            let numbers: Vec<_> = batch.iter().map(|new| new.number.clone()).collect();
            let ids: HashMap<_, _> = employees::by_numbers_and_emails(txn, &numbers, &[])
                .await?
                .into_iter()
                .map(|employee| (employee.number, employee.id))
                .collect();
            let places: Vec<_> =
                batch.iter().map(|new| (ids[&new.number], new.place.clone())).collect();
            spans.extend(places.iter().map(|(id, place)| Span::since(*id, place.from)));
            placements::insert_many(txn, places).await?;
            for id in ids.into_values() {
                mails::insert(txn, mails::new("activation", id, now)).await?;
            }
        }
        for changed in self.changes {
            employees::update(txn, changed).await?;
        }
        for (id, next) in self.moves {
            follow(txn, id, &next).await?;
            spans.push(Span::since(id, next.from));
        }
        Ok(spans)
    }
}

fn place(row: &Row<'_>) -> PlaceDraft {
    PlaceDraft {
        office: row.optional("office"),
        position_level: row.optional("position_level"),
        grade: row.optional("grade"),
        employment_type: row.optional("employment_type"),
        from: row.date("from"),
    }
}

/// The placement that follows if the row says another than the last one.
pub(super) fn next_place(
    known: &Known,
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
pub(super) fn whose(
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
