//! Transfers, promotions and departures, on a person's page; and what was a mistake is taken back.

use rocket::post;

use super::employees::edit_page;
use super::new_employee::{PLACE, place as place_of};
use crate::rules::EmployeeId;
use crate::rules::placement::LastChange;
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::workflows::{self, WorkflowError, transfers};

#[post("/admin/pegawai/<person>/penempatan", data = "<form>")]
pub async fn place(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&PLACE, &[])?;
    let draft = place_of(&form, user.language);
    let target = draft.office.as_deref().and_then(|code| context.offices().by_code(code.trim()));
    let managed = user.viewer.managed_offices(context.offices());
    if target.is_some_and(|office| !managed.holds(office.id)) {
        // Those who look after the other office are asked.
        let proposed = transfers::propose(context.store(), &user.warrant(), person.0, draft).await;
        let next = proposed.map(|_| super::transfers::PATH);
        let again = edit_page(&context, person.0, Some(form.values()));
        return context.finish(next, "flash-transfer-proposed", again).await;
    }
    let placed =
        workflows::employees::place(context.store(), &user.warrant(), person.0, draft).await;
    back(&context, person.0, &form, placed, "flash-employee-placed").await
}

#[post("/admin/pegawai/<person>/berhenti", data = "<form>")]
pub async fn depart(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["on"], &[])?;
    let on = form.text("on");
    let left = workflows::employees::depart(context.store(), &user.warrant(), person.0, on).await;
    back(&context, person.0, &form, left, "flash-employee-departed").await
}

#[post("/admin/pegawai/<person>/penempatan/<from>/batal", data = "<form>")]
pub async fn take_back(
    person: PersonSegment,
    from: &str,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    let from = from.parse().map_err(|_| HttpError::not_found())?;
    undo(&context, person.0, &form.0, LastChange::Placement(from)).await
}

#[post("/admin/pegawai/<person>/berhenti/batal", data = "<form>")]
pub async fn stay(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    undo(&context, person.0, &form.0, LastChange::Departure).await
}

async fn undo(
    context: &Context<'_, PeopleManager>,
    id: EmployeeId,
    form: &Parts,
    mistake: LastChange,
) -> Result<Answer, HttpError> {
    form.only(&[], &[])?;
    let (user, store) = (&context.user, context.store());
    let undone = workflows::employees::undo_last_change::undo_last_change(
        store,
        &user.warrant(),
        id,
        mistake,
    )
    .await;
    back(context, id, form, undone, "flash-employee-taken-back").await
}

/// To the person's page: with the message, or with what is wrong.
async fn back<T>(
    context: &Context<'_, PeopleManager>,
    id: EmployeeId,
    form: &Parts,
    outcome: Result<T, WorkflowError>,
    flash: &str,
) -> Result<Answer, HttpError> {
    let next = outcome.map(|_| person_path(id));
    context.finish(next, flash, edit_page(context, id, Some(form.values()))).await
}
