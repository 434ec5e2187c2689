//! People of an import: changed ones are as they were, new ones are taken back.

use std::collections::HashMap;

use super::{before, image, touched};
use crate::rules::{EmployeeId, Placement};
use crate::store::employees::Employee;
use crate::store::imports::{self, Change};
use crate::store::{FactsLock, Txn, access, employees, mails, placements};
use crate::workflows::accounts::tell_owner::address_changed;
use crate::workflows::closing::amend::{self, Span};
use crate::workflows::imports::batch::PersonImage;
use crate::workflows::{Acting, WorkflowError};

/// People read, or written, with one statement.
const BATCH: usize = 500;

/// Somebody whom the import changed, or made (`before` is none).
struct Person {
    row: i64,
    now: Employee,
    before: Option<PersonImage>,
    after: PersonImage,
    untouched: bool,
}

/// Returns whose days change with it.
pub(super) async fn undo(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    changes: Vec<Change>,
) -> Result<Vec<Span>, WorkflowError> {
    let mut people = Vec::with_capacity(changes.len());
    for some in changes.chunks(BATCH) {
        people.extend(read(facts.txn(), some).await?);
    }
    let others: Vec<_> = people
        .iter()
        .filter(|person| !person.untouched)
        .map(|person| (person.row, person.after.number.clone()))
        .collect();
    if !others.is_empty() {
        return Err(touched(&others));
    }
    let spans: Vec<_> = people.iter().filter_map(Person::span).collect();
    let transferred: Vec<_> = spans.iter().filter_map(|span| span.employee).collect();
    amend::store_before_change(facts, &transferred).await?;
    take_back(acting, facts, &people).await?;
    replace(facts, &people, &transferred).await?;
    for person in people {
        person.restore(acting).await?;
    }
    Ok(spans)
}

async fn read(txn: &Txn, changes: &[Change]) -> Result<Vec<Person>, WorkflowError> {
    let ids: Vec<EmployeeId> = changes.iter().map(|change| change.record_id.into()).collect();
    let locked = employees::lock_all(txn, &ids).await?;
    let mut now: HashMap<_, _> = locked.into_iter().map(|one| (one.id, one)).collect();
    let mut places = placements::of_many(txn, ids.iter().copied()).await?;
    let leaned_on = imports::referenced(txn, &ids).await?;
    let mut people = Vec::with_capacity(changes.len());
    for change in changes {
        let Some(now) = now.remove(&change.record_id.into()) else { continue };
        let (before, after) = (before(change)?, image(&change.after)?);
        let same = PersonImage::of(&now, places.remove(&now.id).unwrap_or_default()) == after;
        // Whoever was new must not have begun anything, nor others for them.
        let idle = now.password_hash.is_none() && !leaned_on.contains(&now.id);
        let untouched = same && (before.is_some() || idle);
        people.push(Person { row: change.sheet_row, now, before, after, untouched });
    }
    Ok(people)
}

impl Person {
    /// The days on which they worked elsewhere, or not at all, before the import.
    fn span(&self) -> Option<Span> {
        let before = self.before.as_ref().map_or(&[][..], |before| &before.placements);
        let differing = |one: &[Placement], other: &[Placement]| {
            one.iter().filter(|place| !other.contains(place)).map(|place| place.from).min()
        };
        let (lost, back) =
            (differing(&self.after.placements, before), differing(before, &self.after.placements));
        lost.into_iter().chain(back).min().map(|from| Span::since(self.now.id, from))
    }

    /// Gives back number, name, address and telephone.
    async fn restore(self, acting: &Acting<'_>) -> Result<(), WorkflowError> {
        let Some(PersonImage { number, name, email, phone, .. }) = self.before else {
            return Ok(());
        };
        let restored = Employee { number, name, email, phone, ..self.now.clone() };
        if restored == self.now {
            return Ok(());
        }
        if restored.email != self.now.email {
            address_changed(acting, &self.now, &restored).await?;
        }
        Ok(employees::update(acting.txn(), restored).await?)
    }
}

/// Whoever was new: their invitation no longer opens anything.
async fn take_back(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    people: &[Person],
) -> Result<(), WorkflowError> {
    let new = people.iter().filter(|person| person.before.is_none());
    let new: Vec<_> = new.map(|person| person.now.id).collect();
    for some in new.chunks(BATCH) {
        mails::drop_waiting(facts.txn(), some).await?;
        access::end_all(facts.txn(), some, None, acting.now()).await?;
        employees::delete_imported(facts, some, acting.now()).await?;
    }
    Ok(())
}

/// Writes the placements of whoever moved as they were before.
async fn replace(
    facts: &FactsLock<'_>,
    people: &[Person],
    transferred: &[EmployeeId],
) -> Result<(), WorkflowError> {
    for some in transferred.chunks(BATCH) {
        placements::delete_all(facts, some).await?;
    }
    let former = people.iter().filter_map(|person| Some((person, person.before.as_ref()?)));
    let former: Vec<_> = former
        .filter(|(person, before)| before.placements != person.after.placements)
        .flat_map(|(person, before)| {
            before.placements.iter().map(|place| (person.now.id, place.clone()))
        })
        .collect();
    for some in former.chunks(BATCH) {
        placements::insert_many(facts, some.to_vec()).await?;
    }
    Ok(())
}
