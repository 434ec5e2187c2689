//! Exemptions from a table, approved by whoever imports it: all or nothing, and never one's own
//! (rules.md §4). What is asked for already is approved; what is approved already stays.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::columns::{FROM, NUMBER, column};
use super::report::ImportReport;
use super::within::Within;
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_draft::Draft;
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, ExemptionId, ExemptionReason, OfficeTree, Problem, employee};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{self, ConnectionTrait, FactsLock, employees, offices};
use crate::workflows::closing::amend::Span;
use crate::workflows::exemptions::request::span;
use crate::workflows::{By, WorkflowError};

pub(super) static COLUMNS: [Column; 4] = [
    NUMBER,
    FROM,
    column("to", &["sampai", "sampaitanggal", "selesai", "hingga", "to", "until"]).or(&[
        "tanggalselesai",
        "sampaidengan",
        "sd",
        "tanggalakhir",
        "akhir",
        "enddate",
    ]),
    column("reason", &["alasan", "jenis", "jeniscuti", "reason"]).or(&[
        "alasancuti",
        "jenispengecualian",
        "keperluan",
        "keterangan",
    ]),
];

/// Rows asked for, or written, with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

/// Whose, from when to when, and why.
type Key = (EmployeeId, NaiveDate, NaiveDate, ExemptionReason);

/// What is asked for or approved already: the id, and whether it is approved.
type Standing = HashMap<Key, (ExemptionId, bool)>;

pub(super) struct Plan {
    pub report: ImportReport,
    new: Vec<Key>,
    /// Those that are asked for, with their ids.
    approved: Vec<(ExemptionId, Key)>,
}

/// A row that says something by itself.
struct Entry {
    row: u64,
    number: String,
    days: (NaiveDate, NaiveDate),
    reason: ExemptionReason,
}

impl Plan {
    pub async fn make(
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let report = ImportReport { rows: sheet.len(), ..ImportReport::default() };
        let mut plan = Self { report, new: Vec::new(), approved: Vec::new() };
        let mut entries = Vec::with_capacity(sheet.len());
        for row in sheet.rows() {
            match read(&row) {
                Ok(entry) => entries.push(entry),
                Err(problems) => plan.report.refuse(row.number, problems),
            }
        }
        let people = people(db, &entries).await?;
        let tree = OfficeTree::new(offices::all(db).await?);
        let within = Within::leave(db, by, &tree, people.values().copied().collect(), now).await?;
        let known = standing(db, people.values().copied().collect(), &entries).await?;
        let mut seen = HashMap::new();
        for entry in entries {
            if let Err(problem) =
                plan.add((&people, &within, &known), &mut seen, by.author(), &entry)
            {
                plan.report.refuse(entry.row, [problem]);
            }
        }
        plan.report.errors.sort_by_key(|fault| fault.row);
        Ok(plan)
    }

    fn add(
        &mut self,
        (people, within, known): (&HashMap<String, EmployeeId>, &Within, &Standing),
        seen: &mut HashMap<Key, u64>,
        author: Option<EmployeeId>,
        entry: &Entry,
    ) -> Result<(), Problem> {
        let id = *people
            .get(&entry.number)
            .ok_or_else(|| problem_with_value("number", "employee-unknown", &entry.number))?;
        if Some(id) == author {
            return Err(Problem::new("number", "exemption-own"));
        }
        within.must_hold_person(id, &entry.number)?;
        let key = (id, entry.days.0, entry.days.1, entry.reason);
        if let Some(first) = seen.insert(key, entry.row) {
            return Err(Problem::new("number", "twice-in-file").with("row", first));
        }
        match known.get(&key) {
            Some((_, true)) => self.report.unchanged += 1,
            Some((asked, false)) => {
                self.report.changed += 1;
                self.approved.push((*asked, key));
            }
            None => {
                self.report.created += 1;
                self.new.push(key);
            }
        }
        Ok(())
    }

    /// Who is exempted.
    pub fn exempted(&self) -> Vec<EmployeeId> {
        self.new.iter().chain(self.approved.iter().map(|(_, key)| key)).map(|key| key.0).collect()
    }

    /// Returns whose days change.
    pub async fn apply(
        self,
        facts: &FactsLock<'_>,
        author: Option<EmployeeId>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Span>, WorkflowError> {
        // The database wants to know who decided.
        let by = author.ok_or(WorkflowError::Forbidden)?;
        let new = self.new.into_iter().map(|(employee, from, to, reason)| {
            ExemptionRow::requested(employee, (from, to), reason, by, now).approved(by, now)
        });
        let rows: Vec<_> = new.collect();
        for batch in rows.chunks(BATCH) {
            exemptions::insert_many(facts, batch.to_vec()).await?;
        }
        let mut spans: Vec<Span> = rows.iter().map(span).collect();
        for (id, (employee, from, to, _)) in self.approved {
            exemptions::decide(facts, id, ExemptionState::Approved, by, None, now).await?;
            spans.push(Span { employee: Some(employee), from, to: Some(to) });
        }
        Ok(spans)
    }
}

fn read(row: &Row<'_>) -> Result<Entry, Vec<Problem>> {
    row.must_hold_values()?;
    let draft = Draft { from: row.text("from"), to: row.text("to"), reason: row.text("reason") };
    match (employee::number(&row.text("number")), row.judged(draft.check())) {
        (Ok(number), Ok((days, reason))) => Ok(Entry { row: row.number, number, days, reason }),
        (number, checked) => {
            let mut problems: Vec<_> = number.err().into_iter().collect();
            problems.extend(checked.err().into_iter().flatten());
            Err(problems)
        }
    }
}

/// The people of the table, by their number.
async fn people(
    db: &impl ConnectionTrait,
    entries: &[Entry],
) -> store::Result<HashMap<String, EmployeeId>> {
    let mut found = HashMap::new();
    for batch in entries.chunks(BATCH) {
        let numbers: Vec<_> = batch.iter().map(|entry| entry.number.clone()).collect();
        let people = employees::by_numbers(db, &numbers).await?;
        found.extend(people.into_iter().map(|person| (person.number, person.id)));
    }
    Ok(found)
}

/// What they have asked for, or have, on some of the table's days.
async fn standing(
    db: &impl ConnectionTrait,
    people: Vec<EmployeeId>,
    entries: &[Entry],
) -> store::Result<Standing> {
    let first = entries.iter().map(|entry| entry.days.0).min();
    let last = entries.iter().map(|entry| entry.days.1).max();
    let (Some(first), Some(last)) = (first, last) else { return Ok(Standing::new()) };
    let mut found = Standing::new();
    for batch in people.chunks(BATCH) {
        for row in exemptions::standing(db, batch.iter().copied(), first, last).await? {
            let key = (row.employee_id, row.from_on, row.to_on, row.reason);
            let one = found.entry(key).or_insert((row.id, false));
            one.1 |= row.state == ExemptionState::Approved;
        }
    }
    Ok(found)
}
