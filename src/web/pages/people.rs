//! Finding somebody by what was written into a form: a number, or a part of a name.

use crate::rules::{OfficeId, placement};
use crate::store;
use crate::store::employees::{self, Search};
use crate::store::placements;
use crate::web::AppState;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::Parts;
use crate::web::input::person_segment::PersonSegment;
use crate::web::views::people::PersonChoice;

/// More than these are no choice; a longer name finds fewer.
const MOST_CHOICES: u64 = 8;

/// Whom a form names.
pub enum Named {
    /// A number; perhaps nobody's.
    Number(String),
    /// A name, and whom it may mean.
    Choices(Vec<PersonChoice>),
}

/// Reads the field `employee`, and `chosen` where a page has offered [`Named::Choices`] for what is
/// still written there (`asked`). Offered are those in sight who belong to one of the offices.
pub async fn named(
    app: &AppState,
    user: &SignedIn,
    form: &Parts,
    offices: Option<Vec<OfficeId>>,
) -> store::Result<Named> {
    let written = form.text("employee").trim();
    if let Some(chosen) = form.filled("chosen").filter(|_| form.text("asked").trim() == written) {
        return Ok(Named::Number(chosen.to_owned()));
    }
    let db = app.store.reader();
    if written.is_empty() || employees::by_number(db, written).await?.is_some() {
        return Ok(Named::Number(written.to_owned()));
    }
    let choices = search(app, user, written, offices).await?;
    Ok(if choices.is_empty() { Named::Number(written.to_owned()) } else { Named::Choices(choices) })
}

/// Those in sight whom a part of a name or the beginning of a number may mean.
pub async fn search(
    app: &AppState,
    user: &SignedIn,
    text: &str,
    offices: Option<Vec<OfficeId>>,
) -> store::Result<Vec<PersonChoice>> {
    let db = app.store.reader();
    let text = Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
    let search = Search { text, offices, limit: MOST_CHOICES, ..Search::default() };
    let found = employees::page(db, &user.sight(), &search, 0).await?;
    let places = placements::of_many(db, found.iter().map(|employee| employee.id)).await?;
    let choices = found.into_iter().map(|employee| {
        let places = places.get(&employee.id).map(Vec::as_slice).unwrap_or_default();
        let today = user.rulebook.today(places, user.now);
        let here = placement::current(places, today).map(|place| place.office);
        let office = here.and_then(|here| user.rulebook.offices.get(here));
        PersonChoice {
            segment: PersonSegment(employee.id),
            number: employee.number,
            name: employee.name,
            office: office.map(|office| office.name.clone()),
        }
    });
    Ok(choices.collect())
}
