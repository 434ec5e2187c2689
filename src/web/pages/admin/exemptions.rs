//! Exemptions: who asks for one, who has one.

use rocket::{get, post};

use super::PAGE;
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_draft::Draft;
use crate::rules::problem::{self, Problem};
use crate::rules::{ExemptionId, ExemptionReason};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{Administrator, PeopleManager, PeopleReader, SignedInAs};
use crate::web::input::form::Form;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::pages::exemption_reviews::{ExemptionsQuery, State, decision, rows};
use crate::web::pages::paging::PageNumber;
use crate::web::views::Pager;
use crate::web::views::exemptions::{ExemptionsPage, state_name};
use crate::web::views::form_values::FormValues;
use crate::workflows::{self, WorkflowError};

#[get("/admin/pengecualian")]
pub async fn list(
    context: Context<'_, PeopleReader>,
    query: Query<ExemptionsQuery>,
) -> Result<Page, HttpError> {
    let ExemptionsQuery { keadaan: State(keadaan), halaman: PageNumber(page_number) } = query.0;
    let blank = FormValues::default().with("reason", ExemptionReason::AnnualLeave.name());
    page(&context, keadaan, page_number, blank).await
}

async fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    state: Option<ExemptionState>,
    page: u64,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (rows, total) =
        rows(context.app, &context.user, &context.user.sight(), state, true, (page, PAGE)).await?;
    let state = state.map(state_name).unwrap_or_default();
    let base = format!("/admin/pengecualian?keadaan={state}&halaman=");
    Ok(context.render(&ExemptionsPage {
        state: state.into(),
        exemptions: rows,
        pager: Pager::new(page, total, PAGE, base),
        form,
    }))
}

/// Enters one for somebody; it is approved at once, unless it is one's own.
#[post("/admin/pengecualian", data = "<form>")]
pub async fn add(context: Context<'_, PeopleManager>, form: Form) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["employee", "reason", "from", "to"], &[])?;
    let draft = Draft {
        from: form.text("from").into(),
        to: form.text("to").into(),
        reason: form.text("reason").into(),
    };
    let number = form.text("employee").trim();
    let asked =
        workflows::exemptions::request(context.store(), &user.warrant(), number, draft).await;
    let asked = asked.map(|_| "/admin/pengecualian?keadaan=").map_err(|error| match error {
        WorkflowError::NotFound if number.is_empty() => {
            WorkflowError::invalid(Problem::new("employee", "missing"))
        }
        WorkflowError::NotFound => WorkflowError::invalid(problem::problem_with_value(
            "employee",
            "employee-unknown",
            number,
        )),
        error => error,
    });
    context
        .finish(
            asked,
            "flash-admin-saved",
            page(&context, Some(ExemptionState::Requested), 1, form.values()),
        )
        .await
}

#[post("/admin/pengecualian/<id>", data = "<form>")]
pub async fn decide(
    id: UrlId<ExemptionId>,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["decision", "reason"], &[])?;
    let (store, user) = (context.store(), &context.user);
    let (decision, reason) = decision(&form.0).map_err(HttpError::invalid)?;
    workflows::exemptions::decide(store, &user.warrant(), id.0, decision, reason).await?;
    Ok(context.done("flash-admin-decided", "/admin/pengecualian"))
}
