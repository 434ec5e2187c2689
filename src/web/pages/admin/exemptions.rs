//! Exemptions: who asks for one, who has one.

use rocket::{get, post};

use super::{Desk, PAGE, page_number};
use crate::rules::ExemptionReason;
use crate::rules::calendar::ExemptionState;
use crate::rules::problem::{self, Problem};
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::pages::exemption_reviews::{chosen, decision, rows};
use crate::web::views::Pager;
use crate::web::views::exemptions::{ExemptionsPage, state_name};
use crate::web::views::form_values::FormValues;
use crate::workflows::exemptions::request::Draft;
use crate::workflows::{self, Refused};

#[get("/admin/pengecualian?<keadaan>&<halaman>")]
pub async fn list(
    keadaan: Option<&str>,
    halaman: Option<&str>,
    desk: Desk<'_>,
) -> Result<Page, Failure> {
    let blank = FormValues::default().with("reason", ExemptionReason::AnnualLeave.name());
    page(&desk, chosen(keadaan)?, page_number(halaman)?, blank).await
}

async fn page(
    desk: &Desk<'_>,
    state: Option<ExemptionState>,
    page: u64,
    form: FormValues,
) -> Result<Page, Failure> {
    let (rows, total) = rows(desk.pekan, &desk.me, state, true, (page, PAGE)).await?;
    let state = state.map(state_name).unwrap_or_default();
    let base = format!("/admin/pengecualian?keadaan={state}&halaman=");
    Ok(desk.show(&ExemptionsPage {
        state: state.into(),
        exemptions: rows,
        pager: Pager::new(page, total, PAGE, base),
        form,
    }))
}

/// Enters one for somebody; it is approved at once, unless it is one's own.
#[post("/admin/pengecualian", data = "<form>")]
pub async fn add(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["employee", "reason", "from", "to"], &[])?;
    let draft = Draft {
        from: form.text("from").into(),
        to: form.text("to").into(),
        reason: form.text("reason").into(),
    };
    let number = form.text("employee").trim();
    let asked = workflows::exemptions::request(desk.store(), &me.by(), number, draft, me.now).await;
    let asked = asked.map(|_| "/admin/pengecualian?keadaan=").map_err(|refused| match refused {
        Refused::NotFound if number.is_empty() => {
            Refused::invalid(Problem::new("employee", "missing"))
        }
        Refused::NotFound => {
            Refused::invalid(problem::shown("employee", "employee-unknown", number))
        }
        refused => refused,
    });
    desk.finish(
        asked,
        "flash-admin-saved",
        page(&desk, Some(ExemptionState::Requested), 1, form.values()),
    )
    .await
}

#[post("/admin/pengecualian/<id>", data = "<form>")]
pub async fn decide(id: i64, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&["decision", "reason"], &[])?;
    let (store, me) = (desk.store(), &desk.me);
    let (decision, reason) = decision(&form.0).map_err(Failure::invalid)?;
    workflows::exemptions::decide(store, &me.by(), id, decision, reason, me.now).await?;
    Ok(desk.done("flash-admin-decided", "/admin/pengecualian"))
}
