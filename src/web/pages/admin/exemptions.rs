//! Exemptions: who asks for one, who has one.

use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, PAGE, mendable, office_name, page_number, pager};
use crate::rules::placement;
use crate::rules::problem::{Problem, shown};
use crate::store::{exemptions, placements};
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
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
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let state = keadaan.unwrap_or("pending");
    if !state.is_empty() && stored(state).is_none() {
        return Err(Failure::invalid(shown("keadaan", "unknown-choice", state)));
    }
    let blank = json!({ "reason": "annual_leave" });
    page(pekan, &frame, &me.0, state, page_number(halaman)?, blank).await
}

fn stored(state: &str) -> Option<&'static str> {
    STATES.into_iter().find(|(shown, _)| *shown == state).map(|(_, stored)| stored)
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    state: &str,
    page: u64,
    form: Value,
) -> Result<Page, Failure> {
    let db = pekan.store.reader();
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
            "office": office_name(&me.rulebook.offices, office),
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
    Ok(frame.page("admin/exemptions/index.html", "admin", me, own))
}

/// Enters one for somebody; it is approved at once, unless it is one's own.
#[post("/admin/pengecualian", data = "<form>")]
pub async fn add(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["employee", "reason", "from", "to"], &[])?;
    let draft = Draft {
        from: form.text("from").into(),
        to: form.text("to").into(),
        reason: form.text("reason").into(),
    };
    let number = form.text("employee").trim();
    let asked = request_exemption::request(&pekan.store, &me.by(), number, draft, me.now).await;
    let (status, problems) = match asked {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-saved");
            return Ok(Answer::done("/admin/pengecualian?keadaan="));
        }
        Err(Refused::NotFound) if number.is_empty() => {
            mendable(Refused::invalid(Problem::new("employee", "missing")))?
        }
        Err(Refused::NotFound) => {
            mendable(Refused::invalid(shown("employee", "employee-unknown", number)))?
        }
        Err(refused) => mendable(refused)?,
    };
    let page = page(pekan, &frame, &me, "pending", 1, form.typed()).await?;
    Ok(Answer::page(page.with_problems(status, &problems)))
}

#[post("/admin/pengecualian/<id>", data = "<form>")]
pub async fn decide(
    id: i64,
    form: Form,
    me: Administrator,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["decision"], &[])?;
    let decision = match form.0.text("decision") {
        "approve" => Decision::Approve,
        "refuse" => Decision::Refuse,
        other => return Err(Failure::invalid(shown("decision", "unknown-choice", other))),
    };
    decide_exemption::decide(&pekan.store, &me.0.by(), id, decision, me.0.now).await?;
    leave_flash(cookies, "flash-admin-decided");
    Ok(Answer::done("/admin/pengecualian"))
}
