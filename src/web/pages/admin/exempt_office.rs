//! One exemption for everybody of an office: who would get it is shown first.

use rocket::http::Status;
use rocket::{get, post};

use super::{managed_office_choices, office_name};
use crate::rules::ExemptionReason;
use crate::rules::exemption_draft;
use crate::web::HttpError;
use crate::web::answers::http_error::mendable;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::views::exempt_office::{ExemptOfficePage, ExemptOfficeResult, ExemptedRow};
use crate::web::views::form_values::FormValues;
use crate::workflows::exemptions::exempt_office::{self, Draft, Report};

/// Longer lists nobody reads; how many there are is told beside it.
const MOST_SHOWN: usize = 200;

#[get("/admin/pengecualian/unit")]
pub fn form(context: Context<'_, PeopleManager>) -> Page {
    page(&context, None, FormValues::default().with("below", "1"))
}

fn page(
    context: &Context<'_, PeopleManager>,
    result: Option<ExemptOfficeResult>,
    form: FormValues,
) -> Page {
    let offices = managed_office_choices(&context.user);
    context.render(&ExemptOfficePage {
        offices,
        reasons: ExemptionReason::ALL.to_vec(),
        result,
        form,
    })
}

#[post("/admin/pengecualian/unit", data = "<form>")]
pub async fn send(context: Context<'_, PeopleManager>, form: Form) -> Result<Page, HttpError> {
    let form = form.0;
    form.only(&["office", "below", "from", "to", "reason", "action"], &[])?;
    let (user, apply) = (&context.user, form.text("action") == "apply");
    let given = exempt_office::exempt(context.store(), &user.warrant(), draft(&form), !apply).await;
    match given {
        Ok(report) => {
            let result = result(&context, &form, &report, apply);
            let values = if apply { FormValues::default() } else { form.values() };
            Ok(page(&context, Some(result), values))
        }
        Err(error) => {
            let (status, problems): (Status, _) = mendable(error)?;
            Ok(page(&context, None, form.values()).with_problems(status, &problems))
        }
    }
}

fn draft(form: &Parts) -> Draft {
    Draft {
        office: form.text("office").into(),
        below: form.is_checked("below"),
        days: exemption_draft::Draft {
            from: form.text("from").into(),
            to: form.text("to").into(),
            reason: form.text("reason").into(),
        },
    }
}

fn result(
    context: &Context<'_, PeopleManager>,
    form: &Parts,
    report: &Report,
    applied: bool,
) -> ExemptOfficeResult {
    let people = report.people.iter().take(MOST_SHOWN).map(|one| ExemptedRow {
        number: one.number.clone(),
        name: one.name.clone(),
        office: office_name(context.offices(), Some(one.office)).map(str::to_owned),
        from: one.from,
        to: one.to,
    });
    let office = context.offices().by_code(form.text("office").trim());
    ExemptOfficeResult {
        applied,
        office: office.map(|office| office.name.clone()),
        reason: form.text("reason").trim().to_owned(),
        people: people.collect(),
        total: report.people.len(),
        covered: report.covered,
        oneself: report.oneself,
    }
}
