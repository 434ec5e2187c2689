//! Transfers, promotions and departures, on a person's page; and what was a mistake is taken back.

use rocket::post;

use super::Desk;
use super::employees::{PLACE, edit_page, place as place_of};
use crate::rules::placement::LastChange;
use crate::web::Failure;
use crate::web::answers::page::Answer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::workflows::{self, Refused};

#[post("/admin/pegawai/<number>/penempatan", data = "<form>")]
pub async fn place(number: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (user, form) = (&desk.user, form.0);
    form.only(&PLACE, &[])?;
    let draft = place_of(&form);
    let placed =
        workflows::employees::place(desk.store(), &user.by(), number, draft, user.now).await;
    back(&desk, number, &form, placed, "flash-employee-placed").await
}

#[post("/admin/pegawai/<number>/berhenti", data = "<form>")]
pub async fn depart(number: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (user, form) = (&desk.user, form.0);
    form.only(&["on"], &[])?;
    let on = form.text("on");
    let left = workflows::employees::depart(desk.store(), &user.by(), number, on, user.now).await;
    back(&desk, number, &form, left, "flash-employee-departed").await
}

#[post("/admin/pegawai/<number>/penempatan/<from>/batal", data = "<form>")]
pub async fn take_back(
    number: &str,
    from: &str,
    desk: Desk<'_>,
    form: Form,
) -> Result<Answer, Failure> {
    let from = from.parse().map_err(|_| Failure::not_found())?;
    undo(&desk, number, &form.0, LastChange::Placement(from)).await
}

#[post("/admin/pegawai/<number>/berhenti/batal", data = "<form>")]
pub async fn stay(number: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    undo(&desk, number, &form.0, LastChange::Departure).await
}

async fn undo(
    desk: &Desk<'_>,
    number: &str,
    form: &Parts,
    mistake: LastChange,
) -> Result<Answer, Failure> {
    form.only(&[], &[])?;
    let (user, store) = (&desk.user, desk.store());
    let undone = workflows::employees::undo_last_change::take_back(
        store,
        &user.by(),
        number,
        mistake,
        user.now,
    )
    .await;
    back(desk, number, form, undone, "flash-employee-taken-back").await
}

/// To the person's page: with the message, or with what is wrong.
async fn back<T>(
    desk: &Desk<'_>,
    number: &str,
    form: &Parts,
    outcome: Result<T, Refused>,
    flash: &str,
) -> Result<Answer, Failure> {
    let next = outcome.map(|_| format!("/admin/pegawai/{number}"));
    desk.finish(next, flash, edit_page(desk, number, Some(form.values()))).await
}
