//! People from a table: new ones are added, known ones changed or moved, all or nothing.
//!
//! A known person's empty cell stays as it was. Another office, position, grade or employment type
//! is a transfer, and begins on the row's `from`. Nobody is sent anything: whoever imports says when
//! the new people are invited.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::batch::Applied;
use super::existing::ExistingRecords;
use super::report::{Absent, FieldChange, ImportReport, PersonChange};
use super::tiers;
use crate::reports::sheet::{Row, Sheet};
use crate::rules::access::scope_day;
use crate::rules::employee::{self, Change, Draft, NewEmployee};
use crate::rules::language::Language;
use crate::rules::money::AmountInput;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::{EmployeeId, OfficeTree, Placement, Problem, RecordId, nip, problem};
use crate::store::employees::{self, Employee};
use crate::store::{self, ConnectionTrait, FactsLock, placements};
use crate::workflows::accounts::tell_owner::address_changed;
use crate::workflows::closing::amend::Span;
use crate::workflows::employees::add::row as person;
use crate::workflows::employees::edit::changed;
use crate::workflows::employees::place::follow_all;
use crate::workflows::{Acting, By, WorkflowError};

/// Rows written with one statement: below any database's limit of parameters.
const BATCH: usize = 500;

#[derive(Default)]
pub(super) struct Plan {
    pub report: ImportReport,
    /// Who is new, and in which row.
    people: Vec<(u64, NewEmployee)>,
    /// Who is there and changes, and in which row.
    touched: Vec<(u64, RecordId)>,
    /// As they are afterwards, and as before where the address is another.
    changes: Vec<(Employee, Option<Employee>)>,
    moves: Vec<(EmployeeId, Placement)>,
    /// The row in which a number came first.
    numbers: HashMap<String, u64>,
    /// Whoever is there already and in the list, and as what they work afterwards.
    listed: HashSet<EmployeeId>,
    places: Vec<Placement>,
}

impl Plan {
    pub async fn make(
        db: &impl ConnectionTrait,
        sheet: &Sheet,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Self, WorkflowError> {
        let known = ExistingRecords::read(db, sheet, by, now).await?;
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
        let new = row.judged(draft.check(&known.offices))?;
        known.within.must_hold_office(&known.offices, new.place.office).map_err(one)?;
        if let Some(whole) = known.zeroless.get(&new.number) {
            return Err(vec![problem::problem_with_value("number", "number-lost-zero", whole)]);
        }
        self.report.warn(row.number, nip::doubt("number", &new.number));
        self.report.warn(row.number, employee::phone_doubt(new.phone.as_deref()));
        self.report.created += 1;
        self.report.invitable += 1;
        self.report.show(PersonChange {
            row: row.number,
            id: None,
            number: new.number.clone(),
            name: new.name.clone(),
            before: None,
            after: Some(new.place.clone()),
            fields: Vec::new(),
        });
        self.people.push((row.number, new));
        Ok(())
    }

    fn add_known(
        &mut self,
        known: &ExistingRecords,
        row: &Row<'_>,
        before: &Employee,
    ) -> Result<(), Vec<Problem>> {
        known.within.must_hold_person(before.id, &before.number).map_err(one)?;
        let change = Change {
            name: row.optional("name"),
            email: row.optional("email").filter(|text| !employee::says_nothing(text)),
            phone: row.optional("phone"),
            ..Change::default()
        };
        let after = row.judged(changed(before, &change))?;
        let placements = known.placements.get(&before.id).map(Vec::as_slice).unwrap_or_default();
        let next = row.judged(next_place(known, row, placements))?;
        if let Some(next) = &next {
            known.within.must_hold_office(&known.offices, next.office).map_err(one)?;
        }
        self.listed.insert(before.id);
        let place = next.as_ref().or(placements.last());
        let seen = |place: &&Placement| {
            known.within.must_hold_office(&known.offices, place.office).is_ok()
        };
        self.places.extend(place.filter(seen).cloned());
        if after == *before && next.is_none() {
            self.report.unchanged += 1;
            return Ok(());
        }
        self.report.changed += 1;
        self.report.show(PersonChange {
            row: row.number,
            id: Some(before.id),
            number: after.number.clone(),
            name: after.name.clone(),
            before: placements.last().filter(|_| next.is_some()).cloned(),
            after: next.clone(),
            fields: fields(before, &after),
        });
        self.touched.push((row.number, before.id.into()));
        if after != *before {
            if after.phone != before.phone {
                self.report.warn(row.number, employee::phone_doubt(after.phone.as_deref()));
            }
            let readdressed = (after.email != before.email).then(|| before.clone());
            self.changes.push((after, readdressed));
        }
        self.moves.extend(next.map(|next| (before.id, next)));
        Ok(())
    }

    /// Who works in the offices of the list and is not in it, and whom which tier fits.
    pub async fn look_around(
        &mut self,
        db: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> store::Result<()> {
        let day = scope_day(now);
        let new = self.people.iter().map(|(_, new)| &new.place);
        let places: Vec<_> = new.chain(&self.places).collect();
        let offices: HashSet<_> = places.iter().map(|place| place.office).collect();
        let offices: Vec<_> = offices.into_iter().collect();
        let roster = placements::roster(db, Some(&offices), day, day).await?;
        let works = |places: &[Placement]| {
            let today = places.iter().find(|place| place.covers(day));
            today.is_some_and(|place| offices.contains(&place.office))
        };
        let absent =
            roster.into_iter().filter(|(id, places)| !self.listed.contains(id) && works(places));
        let absent: Vec<_> = absent.map(|(id, _)| id).collect();
        for some in absent.chunks(BATCH) {
            let people = employees::by_ids(db, some.iter().copied()).await?;
            self.report.absent.extend(people.into_iter().map(|person| Absent {
                id: person.id,
                number: person.number,
                name: person.name,
            }));
        }
        self.report.absent.sort_by(|one, other| one.name.cmp(&other.name));
        let tree = OfficeTree::new(store::offices::all(db).await?);
        let policies = store::policies::all(db).await?;
        self.report.tiers = tiers::count(&policies, &tree, day, places.into_iter());
        Ok(())
    }

    /// Who is placed anew.
    pub fn transferred(&self) -> Vec<EmployeeId> {
        self.moves.iter().map(|(id, _)| *id).collect()
    }

    /// Who is there and changes, and in which row.
    pub fn touched(&self) -> Vec<(u64, RecordId)> {
        self.touched.clone()
    }

    pub async fn apply(
        self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
    ) -> Result<Applied, WorkflowError> {
        let (txn, now) = (acting.txn(), acting.now());
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
        for (changed, readdressed) in self.changes {
            if let Some(before) = readdressed {
                address_changed(acting, &before, &changed).await?;
            }
            employees::update(txn, changed).await?;
        }
        applied.spans.extend(self.moves.iter().map(|(id, next)| Span::since(*id, next.from)));
        follow_all(facts, self.moves).await?;
        Ok(applied)
    }
}

/// A row's only fault.
pub(super) fn one(fault: Problem) -> Vec<Problem> {
    vec![fault]
}

/// What of a person becomes another.
fn fields(before: &Employee, after: &Employee) -> Vec<FieldChange> {
    let change = |field, before: &str, after: &str| FieldChange {
        field,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let phone = |employee: &Employee| employee.phone.clone().unwrap_or_default();
    let email = |employee: &Employee| employee.email.clone().unwrap_or_default();
    let all = [
        change("name", &before.name, &after.name),
        change("email", &email(before), &email(after)),
        change("phone", &phone(before), &phone(after)),
    ];
    all.into_iter().filter(|change| change.before != change.after).collect()
}

fn place(row: &Row<'_>) -> PlaceDraft {
    PlaceDraft {
        office: row.optional("office"),
        position_level: row.optional("position_level"),
        grade: row.optional("grade"),
        employment_type: row.optional("employment_type"),
        position_title: row.optional("position_title"),
        reference_amount: row
            .optional("reference_amount")
            .map(|text| AmountInput::Written(text, Language::Indonesian)),
        from: row.text("from"),
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
    let drafted = any_day.check(&known.offices, Some(&eve));
    let same =
        drafted.is_ok_and(|drafted| Placement { from: last.from, to: last.to, ..drafted } == *last);
    let returns = last.to.is_some_and(|to| to.to_string() < draft.from);
    match draft.from.as_str() {
        "" if same => Ok(None),
        day if same && !returns => problem::date("from", day).map(|_| None).map_err(one),
        _ => draft.check(&known.offices, Some(last)).map(Some),
    }
}

/// The number of a row that holds no formula; each number comes once.
pub(super) fn unique_number(
    numbers: &mut HashMap<String, u64>,
    row: &Row<'_>,
) -> Result<String, Vec<Problem>> {
    row.must_hold_values()?;
    let number = employee::number(&row.text("number")).map_err(one)?;
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
