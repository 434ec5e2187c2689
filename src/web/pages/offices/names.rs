//! Above an office there are totals: heads see names of their own office, and those of offices below once they open
//! them, which is noted (decision 128).

use super::Row;
use super::asked::Asked;
use crate::rules::{EmployeeId, Office, OfficeId, Period};
use crate::store::Store;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::noting;
use crate::web::views::offices::ClosedNames;
use crate::workflows::trail::{OpenedNames, note_names};

/// Takes those out of a list whose names are not to be seen unasked, and says how many there are; where they were
/// asked for, that is noted and they stay.
pub(super) async fn close(
    context: &Context<'_>,
    asked: &Asked<'_>,
    standing: &mut Vec<Row<'_>>,
) -> Option<ClosedNames> {
    let user = &context.user;
    let named = user.viewer.named(&user.rulebook.offices);
    let is_closed = |(id, one): &Row<'_>| !named.holds(*id, one.office);
    let count = standing.iter().filter(|one| is_closed(one)).count();
    if count == 0 {
        return None;
    }
    if asked.opened {
        let opened = OpenedNames::of_office(asked.office, &asked.period);
        note(context.store(), user, opened).await;
    } else {
        standing.retain(|one| !is_closed(one));
    }
    let other = Asked { opened: !asked.opened, ..*asked };
    Some(ClosedNames { count, opened: asked.opened, url: other.address() })
}

/// Those of a list whose names are seen.
pub(super) fn of<'a>(user: &SignedIn, asked: &Asked<'_>, rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let named = user.viewer.named(&user.rulebook.offices);
    let is_seen = |(id, one): &&Row<'_>| asked.opened || named.holds(*id, one.office);
    rows.iter().filter(is_seen).cloned().collect()
}

/// Notes that somebody looks at a person of an office whose names are not theirs to see unasked.
pub async fn note_person(
    store: &Store,
    user: &SignedIn,
    (person, of): (EmployeeId, Option<OfficeId>),
    (office, period): (&Office, &Period),
) {
    if !user.viewer.named(&user.rulebook.offices).holds(person, of) {
        note(store, user, OpenedNames::of_person(person, office, period)).await;
    }
}

/// Notes that somebody was shown people of an office, where one of them is of those whose names are not theirs to
/// see unasked.
pub(super) async fn note_listed(
    store: &Store,
    user: &SignedIn,
    (office, period): (&Office, &Period),
    mut people: impl Iterator<Item = (EmployeeId, Option<OfficeId>)>,
) {
    let named = user.viewer.named(&user.rulebook.offices);
    if people.any(|(person, of)| !named.holds(person, of)) {
        note(store, user, OpenedNames::of_office(office, period)).await;
    }
}

/// Notes that somebody was shown all people of an office and below it, where names of theirs are not theirs to see
/// unasked.
pub async fn note_office(store: &Store, user: &SignedIn, (office, period): (&Office, &Period)) {
    let offices = user.rulebook.offices.subtree(office.id).into_iter();
    let anybody = offices.map(|id| (EmployeeId::NONE, Some(id)));
    note_listed(store, user, (office, period), anybody).await;
}

async fn note(store: &Store, user: &SignedIn, opened: OpenedNames) {
    let (store, warrant) = (store.clone(), user.warrant());
    noting::note("names", async move { note_names(&store, &warrant, opened).await }).await;
}
