//! One exemption for everybody of an office: who would get it is shown first.

use crate::workflows;
use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::{Desk, choices, office_name};
use crate::rules::ExemptionReason;
use crate::web::Failure;
use crate::web::answers::failure::mendable;
use crate::web::answers::page::Page;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::workflows::exemptions::exempt_office::{self, Draft, Report};

/// Longer lists nobody reads; how many there are is told beside it.
const MOST_SHOWN: usize = 200;

#[get("/admin/pengecualian/unit")]
pub fn form(desk: Desk<'_>) -> Page {
    page(&desk, Value::Null, json!({ "below": "1" }))
}

fn page(desk: &Desk<'_>, result: Value, form: Value) -> Page {
    let reasons: Vec<_> = ExemptionReason::ALL.iter().map(|reason| reason.name()).collect();
    let offices = choices(desk.offices());
    let own = json!({ "offices": offices, "reasons": reasons, "result": result, "form": form });
    desk.page("admin/exemptions/office.html", own)
}

#[post("/admin/pengecualian/unit", data = "<form>")]
pub async fn send(desk: Desk<'_>, form: Form) -> Result<Page, Failure> {
    let form = form.0;
    form.only(&["office", "below", "from", "to", "reason", "action"], &[])?;
    let (me, apply) = (&desk.me, form.text("action") == "apply");
    let given = exempt_office::exempt(desk.store(), &me.by(), draft(&form), !apply, me.now).await;
    match given {
        Ok(report) => {
            let shown = result(&desk, &form, &report, apply);
            Ok(page(&desk, shown, if apply { json!({}) } else { form.typed() }))
        }
        Err(refused) => {
            let (status, problems): (Status, _) = mendable(refused)?;
            Ok(page(&desk, Value::Null, form.typed()).with_problems(status, &problems))
        }
    }
}

fn draft(form: &Parts) -> Draft {
    Draft {
        office: form.text("office").into(),
        below: form.is_checked("below"),
        days: workflows::exemptions::request::Draft {
            from: form.text("from").into(),
            to: form.text("to").into(),
            reason: form.text("reason").into(),
        },
    }
}

fn result(desk: &Desk<'_>, form: &Parts, report: &Report, applied: bool) -> Value {
    let people = report.people.iter().take(MOST_SHOWN).map(|one| {
        json!({
            "number": one.number,
            "name": one.name,
            "office": office_name(desk.offices(), Some(one.office)),
            "from": one.from,
            "to": one.to,
        })
    });
    let office = desk.offices().by_code(form.text("office").trim());
    json!({
        "applied": applied,
        "office": office.map(|office| &office.name),
        "reason": form.text("reason").trim(),
        "people": people.collect::<Vec<_>>(),
        "total": report.people.len(),
        "covered": report.covered,
        "oneself": report.oneself,
    })
}
