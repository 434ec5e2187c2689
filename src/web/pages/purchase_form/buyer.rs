//! Whose purchase a form is about.

use chrono::NaiveDate;

use crate::rules::{EmployeeId, Placement};
use crate::standing::people;
use crate::store::employees;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::person_segment::PersonSegment;
use crate::web::views::people::PersonChoice;
use crate::web::{AppState, HttpError};

pub struct Buyer {
    pub id: EmployeeId,
    pub placements: Vec<Placement>,
    /// The date in the zone of their office.
    pub today: NaiveDate,
    /// Somebody else than the viewer.
    pub other: Option<PersonChoice>,
}

impl Buyer {
    /// The viewer, or whoever has the number and may be recorded for.
    ///
    /// # Errors
    /// 404 for somebody out of sight, 403 for somebody whom others record for.
    pub async fn of(
        app: &AppState,
        user: &SignedIn,
        number: Option<&str>,
    ) -> Result<Self, HttpError> {
        let other = number.map(str::trim).filter(|number| !number.is_empty());
        let Some(number) = other.filter(|number| *number != user.employee.number) else {
            return Ok(Self {
                id: user.employee.id,
                placements: user.placements.clone(),
                today: user.today,
                other: None,
            });
        };
        let (rulebook, viewer) = (&*user.rulebook, &user.viewer);
        let person = employees::by_number(app.store.reader(), number).await?;
        let person = person.ok_or_else(HttpError::not_found)?;
        let found = people::by_id(&app.store, rulebook, viewer, person.id, user.now).await?;
        let found = found.ok_or_else(HttpError::not_found)?;
        if !viewer.may_log_for(&rulebook.offices, found.id, found.office) {
            return Err(HttpError::forbidden());
        }
        let office = found.office.and_then(|office| rulebook.offices.get(office));
        Ok(Self {
            id: found.id,
            today: rulebook.today(&found.placements, user.now),
            placements: found.placements,
            other: Some(PersonChoice {
                segment: PersonSegment(person.id),
                number: person.number,
                name: person.name,
                office: office.map(|office| office.name.clone()),
            }),
        })
    }
}
