//! With whom a receipt is shared: the colleagues that the form names, and those that a search finds.

use chrono::NaiveDate;

use super::FormState;
use crate::rules::language::Language;
use crate::rules::money::{self, AmountInput};
use crate::rules::shared_part::{self, MOST_COLLEAGUES};
use crate::rules::{EmployeeId, OfficeId, placement};
use crate::store::employees::{self, Colleagues};
use crate::store::{self, ConnectionTrait, placements};
use crate::web::AppState;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::Parts;
use crate::web::views::purchase_form::{ChosenColleague, Colleague, SharedForm};
use crate::workflows::purchases::propose_parts::Named;

const FOUND: u64 = 8;

/// The fields of each colleague: who it is, and their part.
pub const MATES: [(&str, &str); MOST_COLLEAGUES] = [
    ("mate1", "part1"),
    ("mate2", "part2"),
    ("mate3", "part3"),
    ("mate4", "part4"),
    ("mate5", "part5"),
    ("mate6", "part6"),
    ("mate7", "part7"),
    ("mate8", "part8"),
    ("mate9", "part9"),
];

/// What a search has found and somebody has ticked.
pub const ADDED: &str = "add";

/// Puts those who were ticked after those who are named, without a gap: who was taken out leaves none.
pub fn gather(parts: &mut Parts) {
    let named = MATES.iter().filter_map(|(mate, part)| {
        Some((parts.filled(mate)?.to_owned(), parts.text(part).to_owned()))
    });
    let added = parts.all(ADDED).iter().map(|id| (id.clone(), String::new()));
    let mut all: Vec<(String, String)> = Vec::new();
    for (mate, part) in named.chain(added) {
        if all.len() < MATES.len() && all.iter().all(|(known, _)| *known != mate) {
            all.push((mate, part));
        }
    }
    for (mate, part) in MATES {
        parts.take(mate);
        parts.take(part);
    }
    parts.take(ADDED);
    for ((mate, part), (who, amount)) in MATES.iter().zip(all) {
        parts.set(mate, who);
        parts.set(part, amount);
    }
}

/// Whom the form names, for the workflow.
pub fn named(parts: &Parts, language: Language) -> Vec<Named> {
    let named = MATES.iter().filter_map(|(mate, part)| {
        let written = |text: &str| AmountInput::Written(text.to_owned(), language);
        let who: Option<EmployeeId> = parts.filled(mate)?.parse().ok();
        Some(Named {
            whom: who.unwrap_or(EmployeeId::NONE).into(),
            amount: parts.filled(part).map(written),
            fields: [(*mate).to_owned(), (*part).to_owned()],
        })
    });
    named.collect()
}

/// The part of the form; none for who belongs to no office.
pub async fn form(
    app: &AppState,
    user: &SignedIn,
    state: &FormState,
) -> store::Result<Option<SharedForm>> {
    let Some(office) = user.office else { return Ok(None) };
    let (db, here, me) = (app.store.reader(), (office, user.today), user.employee.id);
    let chosen = chosen(db, here, me, state).await?;
    let found = match &state.colleague_query {
        None => None,
        Some(text) => {
            let mut found =
                employees::colleagues(db, here, me, Colleagues::Named(text), FOUND).await?;
            found.retain(|one| chosen.iter().all(|named| named.id != one.id));
            let places = placements::of_many(db, found.iter().map(|one| one.id)).await?;
            let title = |id| {
                let place = placement::current(places.get(&id)?, user.today)?;
                place.position_title.clone()
            };
            let choices = found.iter().map(|one| (one.id, one.name.clone(), title(one.id)));
            Some(choices.map(|(id, name, title)| Colleague { id, name, title }).collect())
        }
    };
    let amount = |field: &str| money::parse_in(state.text(field), user.language).ok();
    let typed: Vec<Option<i64>> = chosen.iter().map(|one| amount(&one.part)).collect();
    let total = amount("amount");
    let division = total.and_then(|total| shared_part::divide(total, &typed));
    Ok(Some(SharedForm { chosen, found, own: division.map(|division| division.own), total }))
}

/// Those whom the form names; who does not belong to the office is not named again.
async fn chosen(
    db: &impl ConnectionTrait,
    here: (OfficeId, NaiveDate),
    me: EmployeeId,
    state: &FormState,
) -> store::Result<Vec<ChosenColleague>> {
    let slots = MATES.iter().filter_map(|(mate, part)| {
        let id: EmployeeId = state.values.get(mate)?.parse().ok()?;
        Some((id, *mate, *part))
    });
    let slots: Vec<_> = slots.collect();
    if slots.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EmployeeId> = slots.iter().map(|(id, ..)| *id).collect();
    let whom = Colleagues::These(&ids);
    let found = employees::colleagues(db, here, me, whom, ids.len() as u64).await?;
    let chosen = slots.into_iter().filter_map(|(id, mate, part)| {
        let name = found.iter().find(|one| one.id == id)?.name.clone();
        Some(ChosenColleague { id, name, mate: mate.to_owned(), part: part.to_owned() })
    });
    Ok(chosen.collect())
}
