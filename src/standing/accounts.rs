//! Who cannot sign in yet, and whether a way in was handed to them.

use chrono::{DateTime, Utc};

use crate::rules::{OfficeId, Rulebook, Sight, placement};
use crate::store::employees::{self, Employee};
use crate::store::{self, ConnectionTrait, links, placements};

/// People asked for by one query.
const BATCH: usize = 1000;

/// Somebody who works here, has no password yet and is not kept out.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub employee: Employee,
    pub office: Option<OfficeId>,
    /// As [`AccountState::Invited`](crate::rules::AccountState) says.
    pub invited: bool,
}

impl Waiting {
    pub fn has_address(&self) -> bool {
        self.employee.email.is_some()
    }
}

/// Those in sight, of some offices if they are named; by office, as slips are handed out, then by name.
pub async fn waiting(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    sight: &Sight,
    offices: Option<Vec<OfficeId>>,
    now: DateTime<Utc>,
) -> store::Result<Vec<Waiting>> {
    let mut found = Vec::new();
    for people in employees::without_password(db, sight, offices).await?.chunks(BATCH) {
        let places = placements::of_many(db, people.iter().map(|person| person.id)).await?;
        let invited = links::invited_of(db, people.iter().map(|person| person.id), now).await?;
        for employee in people {
            let own = places.get(&employee.id).map(Vec::as_slice).unwrap_or_default();
            let today = rulebook.today(own, now);
            let place = placement::current(own, today);
            if placement::has_left(own, today) {
                continue;
            }
            found.push(Waiting {
                employee: employee.clone(),
                office: place.map(|place| place.office),
                invited: invited.contains(&employee.id),
            });
        }
    }
    let office = |one: &Waiting| {
        one.office.and_then(|id| rulebook.offices.get(id)).map(|office| office.name.clone())
    };
    found.sort_by_cached_key(|one| (office(one), one.employee.name.clone(), one.employee.id));
    Ok(found)
}
