//! Exemptions: who asks for one, who has one.

use rocket::{get, post};
use serde_json::{Value, json};

use super::{Desk, PAGE, office_name, page_number, pager};
use crate::rules::placement;
use crate::rules::problem::{Problem, shown};
use crate::store::{exemptions, placements};
use crate::web::Failure;
use crate::web::form::Form;
use crate::web::page::{Answer, Page};
use crate::workflows::Refused;
use crate::workflows::decide_exemption::{self, Decision};
use crate::workflows::request_exemption::{self, Draft};

/// What the page calls the states, beside what the database does.
const STATES: [(&str, &str); 3] =
    [("pending", "requested"), ("approved", "approved"), ("refused", "refused")];

#[get("/admin/pengecualian?<keadaan>&<halaman>")]
pub async fn list(
    keadaan: Option<&str>,
    halaman: Option<&str>,
    desk: Desk<'_>,
) -> Result<Page, Failure> {
    let state = keadaan.unwrap_or("pending");
    if !state.is_empty() && stored(state).is_none() {
        return Err(Failure::invalid(shown("keadaan", "unknown-choice", state)));
    }
    let blank = json!({ "reason": "annual_leave" });
    page(&desk, state, page_number(halaman)?, blank).await
}

fn stored(state: &str) -> Option<&'static str> {
    STATES.into_iter().find(|(shown, _)| *shown == state).map(|(_, stored)| stored)
}

async fn page(desk: &Desk<'_>, state: &str, page: u64, form: Value) -> Result<Page, Failure> {
    let (db, me) = (desk.db(), &desk.me);
    let total = exemptions::count(db, stored(state)).await?;
    let found = exemptions::page(db, stored(state), (page - 1) * PAGE, PAGE).await?;
    let places = placements::of_many(db, found.iter().map(|(row, _)| row.employee_id)).await?;
    let rows = found.into_iter().map(|(row, employee)| {
        let places = places.get(&row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let office = placement::current(places, me.today).map(|place| place.office);
        let shown = STATES.into_iter().find(|(_, stored)| *stored == row.state);
        json!({
            "id": row.id,
            "employee": employee.map(|employee| employee.name),
            "office": office_name(desk.offices(), office),
            "reason": row.reason,
            "state": shown.map(|(shown, _)| shown),
            "can_decide": row.employee_id != me.me.id,
            "from": row.from_on,
            "to": row.to_on,
        })
    });
    let base = format!("/admin/pengecualian?keadaan={state}&halaman=");
    let own = json!({
        "state": state,
        "exemptions": rows.collect::<Vec<_>>(),
        "pager": pager(page, total, &base),
        "form": form,
    });
    Ok(desk.page("admin/exemptions/index.html", own))
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
    let asked = request_exemption::request(desk.store(), &me.by(), number, draft, me.now).await;
    let asked = asked.map(|_| "/admin/pengecualian?keadaan=").map_err(|refused| match refused {
        Refused::NotFound if number.is_empty() => {
            Refused::invalid(Problem::new("employee", "missing"))
        }
        Refused::NotFound => Refused::invalid(shown("employee", "employee-unknown", number)),
        refused => refused,
    });
    desk.finish(asked, "flash-admin-saved", page(&desk, "pending", 1, form.typed())).await
}

#[post("/admin/pengecualian/<id>", data = "<form>")]
pub async fn decide(id: i64, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&["decision"], &[])?;
    let decision = match form.0.text("decision") {
        "approve" => Decision::Approve,
        "refuse" => Decision::Refuse,
        other => return Err(Failure::invalid(shown("decision", "unknown-choice", other))),
    };
    decide_exemption::decide(desk.store(), &desk.me.by(), id, decision, desk.me.now).await?;
    Ok(desk.done("flash-admin-decided", "/admin/pengecualian"))
}
