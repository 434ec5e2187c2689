//! What people say is wrong about them.

use serde::Serialize;
use utoipa::ToSchema;

use super::View;
use super::people;
use crate::rules::correction::{self, CorrectionField, CorrectionState};
use crate::rules::{CorrectionId, Scope, Sight, Zone, placement};
use crate::store::corrections::{self, Correction};
use crate::store::{self, placements};
use crate::web::AppState;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::person_segment::PersonSegment;
use crate::web::request::local;

/// Those of the people that the viewer looks after.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CorrectionsPage {
    pub open: Vec<CorrectionView>,
    /// The newest first.
    pub settled: Vec<CorrectionView>,
}

impl View for CorrectionsPage {
    const TEMPLATE: &'static str = "admin/corrections.html";
}

/// One, on pages and through the API.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CorrectionView {
    #[schema(value_type = i64)]
    pub id: CorrectionId,
    /// The number of whose record it is.
    pub employee: String,
    /// As addresses of pages name them.
    #[schema(value_type = String)]
    pub segment: PersonSegment,
    pub name: String,
    #[schema(value_type = String)]
    pub field: CorrectionField,
    /// What it should be; none for those who do not see what it is.
    pub wanted: Option<String>,
    pub note: Option<String>,
    #[schema(value_type = String)]
    pub state: CorrectionState,
    pub asked_at: String,
    /// The name of who answered.
    pub decided_by: Option<String>,
    /// Why it stays as it is.
    pub reason: Option<String>,
    /// Whether the caller may answer it.
    pub can_answer: bool,
}

/// What waits first, then the newest of the others.
pub async fn list(
    app: &AppState,
    user: &SignedIn,
    most: u64,
) -> store::Result<Vec<CorrectionView>> {
    let (db, tree) = (app.store.reader(), &user.rulebook.offices);
    let found = corrections::page(db, &looked_after(user), most).await?;
    let careers = placements::of_many(db, found.iter().map(|(row, _)| row.employee_id)).await?;
    let answered = found.iter().filter_map(|(row, _)| row.decided_by);
    let answerers = people::by_id(&app.store, answered).await?;
    let zone = user.zone();
    let views = found.into_iter().filter_map(|(row, owner)| {
        let owner = owner?;
        let career = careers.get(&owner.id).map(Vec::as_slice).unwrap_or_default();
        let office = placement::current(career, user.today).map(|place| place.office);
        let is_open = row.state == CorrectionState::Open;
        let answers = correction::may_answer(&user.viewer, tree, owner.id, office);
        // Auditors see neither addresses nor telephones.
        let reads = answers || !row.field.is_contact();
        Some(CorrectionView {
            id: row.id,
            segment: PersonSegment(owner.id),
            employee: owner.number,
            name: owner.name,
            field: row.field,
            wanted: Some(row.wanted).filter(|_| reads),
            note: row.note.filter(|_| reads),
            state: row.state,
            asked_at: local(row.asked_at, zone),
            decided_by: row.decided_by.and_then(|id| Some(answerers.get(&id)?.name.clone())),
            reason: row.reason,
            can_answer: is_open && answers,
        })
    });
    Ok(views.collect())
}

/// Whose corrections somebody reads who looks after people: those of the offices that they manage, or all.
pub fn looked_after(user: &SignedIn) -> Sight {
    let sight = user.sight();
    match user.managed_offices() {
        Some(offices) if !user.may_audit() => Sight {
            scope: Scope::Within { me: user.employee.id, offices: offices.into_iter().collect() },
            ..sight
        },
        _ => sight,
    }
}

/// One's own.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OwnCorrection {
    #[schema(value_type = i64)]
    pub id: CorrectionId,
    #[schema(value_type = String)]
    pub field: CorrectionField,
    pub wanted: String,
    pub note: Option<String>,
    #[schema(value_type = String)]
    pub state: CorrectionState,
    pub asked_at: String,
    pub decided_at: Option<String>,
    /// Why it stays as it is.
    pub reason: Option<String>,
}

impl OwnCorrection {
    pub fn of(row: Correction, zone: Zone) -> Self {
        Self {
            id: row.id,
            field: row.field,
            wanted: row.wanted,
            note: row.note,
            state: row.state,
            asked_at: local(row.asked_at, zone),
            decided_at: row.decided_at.map(|at| local(at, zone)),
            reason: row.reason,
        }
    }
}
