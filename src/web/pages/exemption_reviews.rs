//! Exemptions for whoever decides on them: what is asked for, and what was decided.

use rocket::http::CookieJar;
use rocket::{State, get, post};

use super::exemptions::one;
use super::history::{PAGE, page_number, unreadable};
use super::reviews::must_review;
use crate::rules::calendar::ExemptionState;
use crate::rules::{Problem, placement};
use crate::standing::people;
use crate::store::exemptions::{self, Search};
use crate::store::{self, placements};
use crate::web::answers::failure::mendable;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::views::Pager;
use crate::web::views::exemptions::{ExemptionReviewRow, ExemptionReviewsPage, state_name};
use crate::web::{Failure, Pekan};
use crate::workflows::exemptions::decide::Decision;
use crate::workflows::{self, Refused};

/// The state that a list is narrowed to; none for all of them.
pub fn chosen(asked: Option<&str>) -> Result<Option<ExemptionState>, Failure> {
    let asked = asked.unwrap_or(state_name(ExemptionState::Requested));
    let known = ExemptionState::ALL.into_iter().find(|state| state_name(*state) == asked);
    if known.is_none() && !asked.is_empty() {
        return Err(unreadable("keadaan", asked));
    }
    Ok(known)
}

/// How many wait for the viewer to decide.
pub async fn waiting(pekan: &Pekan, me: &SignedIn) -> store::Result<u64> {
    let search =
        Search { state: Some(ExemptionState::Requested), but: Some(me.me.id), ..Search::default() };
    let scope = me.viewer.review_scope(&me.rulebook.offices);
    exemptions::count(pekan.store.reader(), &scope, &search, people::scope_day(me.now)).await
}

/// A page of those that the viewer may decide on, with whose they are, and how many there are. With
/// `own`, one's own are among them.
pub async fn rows(
    pekan: &Pekan,
    me: &SignedIn,
    state: Option<ExemptionState>,
    own: bool,
    (page, size): (u64, u64),
) -> store::Result<(Vec<ExemptionReviewRow>, u64)> {
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let scope = me.viewer.review_scope(&me.rulebook.offices);
    let search = Search { state, but: (!own).then_some(me.me.id), ..Search::default() };
    let total = exemptions::count(db, &scope, &search, day).await?;
    let found = exemptions::page(db, &scope, &search, day, ((page - 1) * size, size)).await?;
    let places = placements::of_many(db, found.iter().map(|(row, _)| row.employee_id)).await?;
    let rows = found.into_iter().map(|(row, employee)| {
        let places = places.get(&row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let office = placement::current(places, me.today)
            .and_then(|place| me.rulebook.offices.get(place.office));
        let (employee, office) = (employee.map(|one| one.name), office.map(|one| one.name.clone()));
        ExemptionReviewRow::of(&row, employee, office, row.employee_id != me.me.id)
    });
    Ok((rows.collect(), total))
}

#[get("/tinjau/pengecualian?<keadaan>&<halaman>")]
pub async fn list(
    keadaan: Option<&str>,
    halaman: Option<&str>,
    me: SignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    must_review(&me)?;
    let (state, page) = (chosen(keadaan)?, page_number(halaman)?);
    let (rows, total) = rows(pekan, &me, state, false, (page, PAGE)).await?;
    let state = state.map(state_name).unwrap_or_default();
    let base = format!("/tinjau/pengecualian?keadaan={state}&halaman=");
    let view = ExemptionReviewsPage {
        state: state.into(),
        exemptions: rows,
        requested: waiting(pekan, &me).await?,
        pager: Pager::new(page, total, PAGE, base),
    };
    Ok(frame.show("review", &me, &view))
}

/// What a form decides; a refusal on a page says why.
pub fn decision(form: &Parts) -> Result<(Decision, Option<&str>), Problem> {
    match form.text("decision") {
        "approve" => Ok((Decision::Approve, None)),
        "refuse" => match form.filled("reason") {
            None => Err(Problem::new("reason", "missing")),
            reason => Ok((Decision::Refuse, reason)),
        },
        other => Err(crate::rules::problem::shown("decision", "unknown-choice", other)),
    }
}

#[post("/tinjau/pengecualian/<id>", data = "<form>")]
pub async fn decide(
    id: i64,
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    must_review(&me)?;
    form.0.only(&["decision", "reason"], &[])?;
    let outcome = match decision(&form.0) {
        Ok((decision, reason)) => {
            let by = me.by();
            workflows::exemptions::decide(&pekan.store, &by, id, decision, reason, me.now).await
        }
        Err(problem) => Err(Refused::invalid(problem)),
    };
    let (status, problems) = match outcome {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-decided");
            return Ok(Answer::done("/tinjau/pengecualian"));
        }
        Err(refused) => mendable(refused)?,
    };
    let page = one(pekan, &frame, &me, id, form.0.values()).await?;
    Ok(Answer::page(page.with_problems(status, &problems)))
}
