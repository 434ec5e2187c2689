//! Whose names are not somebody's to see unasked are opened by whoever asks for them, and that is noted, on pages and in
//! the API alike (decision 128).

use crate::rules::placement::current;
use crate::rules::{EmployeeId, Office, OfficeId, OfficeTree, Period, RoleKind};
use crate::store::Store;
use crate::store::placements::PlacementsOf;
use crate::web::guards::viewer::SignedIn;
use crate::web::noting;
use crate::workflows::trail::{OpenedNames, note_names};

/// Notes that a list of the API named people, by the offices of the reader's above theirs, where one of them is of
/// those whose names are not theirs to see unasked.
pub async fn note_people(store: &Store, user: &SignedIn, people: &PlacementsOf) {
    let tree = &user.rulebook.offices;
    let named = user.viewer.named(tree);
    let office_of = |(id, places): (&EmployeeId, &Vec<_>)| {
        let place = current(places, user.rulebook.today(places, user.now));
        (*id, place.map(|place| place.office))
    };
    let opened = people.iter().map(office_of).filter(|(id, office)| !named.holds(*id, *office));
    let offices: Vec<OfficeId> = opened.filter_map(|(_, office)| office).collect();
    if offices.is_empty() {
        return;
    }
    for head in headed(user, tree) {
        if offices.iter().any(|office| tree.depth_below(*office, head.id).is_some()) {
            let week = Period::week_of(head.zone.date(user.now));
            note(store, user, OpenedNames::of_office(head, &week)).await;
        }
    }
}

fn headed<'a>(user: &SignedIn, tree: &'a OfficeTree) -> Vec<&'a Office> {
    let heads = user.viewer.roles.iter().filter(|role| role.kind == RoleKind::Head);
    heads.filter_map(|role| tree.get(role.office)).collect()
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
pub async fn note_listed(
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

pub async fn note(store: &Store, user: &SignedIn, opened: OpenedNames) {
    let (store, warrant) = (store.clone(), user.warrant());
    noting::note("names", async move { note_names(&store, &warrant, opened).await }).await;
}
