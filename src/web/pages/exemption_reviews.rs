//! Exemptions for whoever decides on them: what is asked for, and what was decided.

use rocket::{get, post};

use super::exemptions::one;
use super::paging::{PAGE, PageNumber};
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_access::{Action, may_see_kind};
use crate::rules::problem::{self, Problem};
use crate::rules::{ExemptionId, Sight, placement};
use crate::store::exemptions::{self, Search};
use crate::store::{self, placements};
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Reviewer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::query::{Parameter, Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::views::Pager;
use crate::web::views::exemptions::{ExemptionReviewRow, ExemptionReviewsPage, state_name};
use crate::web::{AppState, HttpError};
use crate::workflows::exemptions::decide::Decision;
use crate::workflows::{self, WorkflowError};

/// The state that a list is narrowed to; none for all of them.
pub struct State(pub Option<ExemptionState>);

impl Parameter for State {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let asked = text.unwrap_or(state_name(ExemptionState::Requested));
        let known = ExemptionState::ALL.into_iter().find(|state| state_name(*state) == asked);
        if known.is_none() && !asked.is_empty() {
            return Err(problem::problem_with_value(name, "unknown-choice", asked));
        }
        Ok(Self(known))
    }
}

parameters! {
    pub struct ExemptionsQuery {
        pub keadaan: State,
        pub halaman: PageNumber,
    }
}

/// How many wait for the viewer to decide.
pub async fn waiting(app: &AppState, user: &SignedIn) -> store::Result<u64> {
    let search = Search {
        state: Some(ExemptionState::Requested),
        but: Some(user.employee.id),
        ..Search::default()
    };
    exemptions::count(app.store.reader(), &user.review_sight(), &search).await
}

/// A page of those in sight, with whose they are, and how many there are. With `own`, one's own are
/// among them.
pub async fn rows(
    app: &AppState,
    user: &SignedIn,
    sight: &Sight,
    state: Option<ExemptionState>,
    own: bool,
    (page, size): (u64, u64),
) -> store::Result<(Vec<ExemptionReviewRow>, u64)> {
    let db = app.store.reader();
    let search = Search { state, but: (!own).then_some(user.employee.id), ..Search::default() };
    let total = exemptions::count(db, sight, &search).await?;
    let found = exemptions::page(db, sight, &search, ((page - 1) * size, size)).await?;
    let places = placements::of_many(db, found.iter().map(|(row, _)| row.employee_id)).await?;
    let tree = &user.rulebook.offices;
    let rows = found.into_iter().map(|(row, employee)| {
        let places = places.get(&row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let today = user.rulebook.today(places, user.now);
        let here = placement::current(places, today).map(|place| place.office);
        let office = here.and_then(|office| tree.get(office)).map(|office| office.name.clone());
        let decides = Action::Decide.check(tree, &user.viewer, &row.subject(here)).is_ok();
        let sees_kind = may_see_kind(tree, &user.viewer, row.employee_id, here);
        let name = employee.map(|one| one.name);
        ExemptionReviewRow::of(&row, name, office, (decides, sees_kind))
    });
    let rows = rows.collect();
    Ok((rows, total))
}

#[get("/tinjau/pengecualian")]
pub async fn list(
    context: Context<'_, Reviewer>,
    query: Query<ExemptionsQuery>,
) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let ExemptionsQuery { keadaan: State(state), halaman: PageNumber(page) } = query.0;
    let (rows, total) = rows(app, user, &user.review_sight(), state, false, (page, PAGE)).await?;
    let state = state.map(state_name).unwrap_or_default();
    let base = format!("/tinjau/pengecualian?keadaan={state}&halaman=");
    let view = ExemptionReviewsPage {
        state: state.into(),
        exemptions: rows,
        requested: waiting(app, user).await?,
        pager: Pager::new(page, total, PAGE, base),
    };
    Ok(context.render(&view))
}

/// What a form decides; a refusal on a page says why.
pub fn decision(form: &Parts) -> Result<(Decision, Option<&str>), Problem> {
    match form.text("decision") {
        "approve" => Ok((Decision::Approve, None)),
        "refuse" => match form.filled("reason") {
            None => Err(Problem::new("reason", "missing")),
            reason => Ok((Decision::Refuse, reason)),
        },
        other => Err(problem::problem_with_value("decision", "unknown-choice", other)),
    }
}

#[post("/tinjau/pengecualian/<id>", data = "<form>")]
pub async fn decide(
    id: UrlId<ExemptionId>,
    context: Context<'_, Reviewer>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["decision", "reason"], &[])?;
    let outcome = match decision(&form.0) {
        Ok((decision, reason)) => {
            let (store, user) = (context.store(), &context.user);
            workflows::exemptions::decide(store, &user.warrant(), id.0, decision, reason).await
        }
        Err(problem) => Err(WorkflowError::invalid(problem)),
    };
    let next = outcome.map(|_| "/tinjau/pengecualian");
    context.finish(next, "flash-admin-decided", one(&context, id.0, form.0.values())).await
}
