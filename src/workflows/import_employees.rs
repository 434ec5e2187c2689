//! People from a table: new ones are added, known ones changed or moved, all or nothing.
//!
//! A known person's empty cell stays as it was. Another office, position, grade or employment type
//! is a transfer, and begins on the row's `from`. New people are invited by mail.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::add_employee::{row as person, taken};
use super::amend::{self, Occasion, Span};
use super::edit_employee::changed;
use super::import_report::ImportReport;
use super::place_employee::follow;
use super::{By, Refused};
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::amendment::Cause;
use crate::rules::employee::{self, Change, Draft, NewEmployee, PlaceDraft};
use crate::rules::{EmployeeId, OfficeTree, Placement, Problem, nip};
use crate::store::employees::{self, Employee};
use crate::store::placements::PlacementsOf;
use crate::store::{self, ConnectionTrait, Store, Txn, audit, mails, offices, placements};
use crate::txn_job;

static COLUMNS: [Column; 9] = [
    column("number", &["nip", "nomor", "nomorpegawai", "number", "employeenumber"], true),
    column("name", &["nama", "namalengkap", "namapegawai", "name"], true),
    column("email", &["email", "surel", "alamatemail", "alamatsurel"], true),
    column("phone", &["telepon", "hp", "nohp", "nomorhp", "notelepon", "phone"], false),
    column(
        "employment_type",
        &["jenis", "jeniskepegawaian", "statuskepegawaian", "jenispegawai", "employmenttype"],
        true,
    ),
    column("grade", &["golongan", "gol", "golruang", "grade"], false),
    column("position_level", &["jabatan", "jenjangjabatan", "eselon", "positionlevel"], false),
    column("office", &["unit", "kodeunit", "unitkerja", "opd", "perangkatdaerah", "office"], true),
    column("from", &["mulai", "tmt", "tanggalmulai", "sejak", "from"], true),
];

const fn column(field: &'static str, headings: &'static [&'static str], required: bool) -> Column {
    Column { field, headings, required }
}

/// Rows asked for, or written, with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

pub async fn import(
    store: &Store,
    by: &By,
    file: &[u8],
    dry_run: bool,
    now: DateTime<Utc>,
) -> Result<ImportReport, Refused> {
    by.must_administer()?;
    let sheet = match Sheet::read(file, &COLUMNS) {
        Ok(sheet) => sheet,
        Err(faults) => return Ok(ImportReport::unreadable(faults)),
    };
    if dry_run {
        return Ok(Plan::make(store.reader(), &sheet).await?.report);
    }
    let author = by.author();
    store
        .write(txn_job!(|txn| {
            let held = amend::hold(txn).await?;
            let plan = Plan::make(txn, &sheet).await?;
            if !plan.report.errors.is_empty() {
                return Ok(plan.report.as_written());
            }
            let report = plan.report.clone();
            let moved: Vec<_> = plan.moves.iter().map(|(id, _)| *id).collect();
            held.keep(txn, &moved).await?;
            let spans = plan.apply(txn, now).await?;
            let occasion = Occasion::new(Cause::Placement, author, now);
            amend::facts_changed(txn, &spans, &occasion).await?;
            let details = json!({
                "rows": report.rows,
                "created": report.created,
                "changed": report.changed,
            });
            audit::note(txn, now, author, "import.employees", "employees".into(), details).await?;
            Ok(report)
        }))
        .await
        .map_err(taken)
}

/// What is there already of the people that the file names.
struct Known {
    offices: OfficeTree,
    by_number: HashMap<String, Employee>,
    /// Who has an address.
    emails: HashMap<String, EmployeeId>,
    placements: PlacementsOf,
}

impl Known {
    async fn read(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
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
struct Plan {
    report: ImportReport,
    people: Vec<NewEmployee>,
    changes: Vec<Employee>,
    moves: Vec<(EmployeeId, Placement)>,
    /// The row in which a number or an address came first.
    numbers: HashMap<String, u64>,
    emails: HashMap<String, u64>,
}

impl Plan {
    async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
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
        let formulas = row.formulas();
        if !formulas.is_empty() {
            return Err(formulas.into_iter().map(|fault| fault.problem).collect());
        }
        let number = employee::number(&row.text("number")).map_err(|fault| vec![fault])?;
        first_time(&mut self.numbers, "number", &number, row.number)?;
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

    /// Returns from when on whose placements have changed.
    async fn apply(self, txn: &Txn, now: DateTime<Utc>) -> Result<Vec<Span>, Refused> {
        let span = |id, from| Span { employee: Some(id), from, to: None };
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
            spans.extend(places.iter().map(|(id, place)| span(*id, place.from)));
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
            spans.push(span(id, next.from));
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
fn next_place(
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
    let told = any_day.check(&known.offices, Some(&eve))?;
    let same = Placement { from: last.from, to: last.to, ..told } == *last;
    let returns = last.to.is_some_and(|to| to.to_string() < draft.from);
    if same && !returns {
        return Ok(None);
    }
    draft.check(&known.offices, Some(last)).map(Some)
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
