//! People: listed, searched, added, edited, invited.

use rocket::http::{CookieJar, Status};
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, PAGE, choices, in_address, mendable, office_name, page_number, pager};
use crate::rules::employee::{self, Change, Draft, PlaceDraft};
use crate::rules::{Placement, Problem, nip, placement};
use crate::store::employees::{self, Employee, Search};
use crate::store::placements;
use crate::web::failure::tell;
use crate::web::form::{Form, Parts};
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::{Refused, add_employee, edit_employee, invite as invitation, people};

#[get("/admin/pegawai?<cari>&<unit>&<halaman>")]
pub async fn list(
    cari: Option<&str>,
    unit: Option<&str>,
    halaman: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let (me, page) = (me.0, page_number(halaman)?);
    let (query, unit) = (cari.unwrap_or_default().trim(), unit.filter(|code| !code.is_empty()));
    let tree = &me.rulebook.offices;
    let offices = match unit {
        None => None,
        Some(code) => Some(tree.subtree(tree.by_code(code).ok_or_else(Failure::not_found)?.id)),
    };
    let text = Some(query).filter(|query| !query.is_empty()).map(str::to_owned);
    let search = Search { text, offices, limit: PAGE, ..Search::default() };
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let total = employees::count(db, &me.scope(), &search, day).await?;
    let found = employees::by_name(db, &me.scope(), &search, (page - 1) * PAGE, day).await?;
    let places = placements::of_many(db, found.iter().map(|employee| employee.id)).await?;
    let shown = found.iter().map(|employee| {
        row(employee, places.get(&employee.id).map(Vec::as_slice).unwrap_or_default(), &me)
    });
    let base = format!(
        "/admin/pegawai?cari={}&unit={}&halaman=",
        in_address(query),
        in_address(unit.unwrap_or_default())
    );
    let own = json!({
        "query": query,
        "office": unit,
        "offices": choices(tree),
        "employees": shown.collect::<Vec<_>>(),
        "total": total,
        "pager": pager(page, total, &base),
    });
    Ok(frame.page("admin/employees/index.html", "admin", &me, own))
}

fn row(employee: &Employee, placements: &[Placement], me: &SignedIn) -> Value {
    let today = me.rulebook.today(placements, me.now);
    let place = placement::current(placements, today);
    json!({
        "number": employee.number,
        "name": employee.name,
        "office": office_name(&me.rulebook.offices, place.map(|place| place.office)),
        "position_level": place.map(|place| &place.position_level),
        "employment_type": place.map(|place| place.employment_type.name()),
        "active": employee.password_hash.is_some(),
        "left": place.and_then(|place| place.to).filter(|to| *to < today),
    })
}

#[get("/admin/pegawai/baru")]
pub fn new(me: Administrator, frame: Frame) -> Page {
    let blank = json!({ "employment_type": "PNS", "position_level": "staff" });
    new_page(&frame, &me.0, blank, None)
}

fn new_page(frame: &Frame, me: &SignedIn, form: Value, warning: Option<String>) -> Page {
    let offices = choices(&me.rulebook.offices);
    let own = json!({ "offices": offices, "warning": warning, "form": form });
    frame.page("admin/employees/new.html", "admin", me, own)
}

/// Adds a person. A number that is no NIP is asked about once.
#[post("/admin/pegawai", data = "<form>")]
pub async fn add(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(
        &[
            "number",
            "name",
            "email",
            "phone",
            "office",
            "employment_type",
            "grade",
            "position_level",
            "from",
            "confirm",
        ],
        &[],
    )?;
    let draft = Draft {
        number: form.text("number").into(),
        name: form.text("name").into(),
        email: form.text("email").into(),
        phone: Some(form.text("phone").into()),
        place: place(&form),
    };
    let doubt = employee::number(&draft.number).ok().and_then(|n| nip::doubt("number", &n));
    let sound = draft.check(&me.rulebook.offices).is_ok();
    if let Some(doubt) = doubt.filter(|_| sound && !form.is_checked("confirm")) {
        let told = tell(me.language, &[doubt]).pop().map(|told| told.message);
        return Ok(Answer::page(new_page(&frame, &me, form.typed(), told)));
    }
    match add_employee::add(&pekan.store, &me.by(), draft, me.now).await {
        Ok(added) => {
            leave_flash(cookies, "flash-employee-added");
            Ok(Answer::done(format!("/admin/pegawai/{}", added.number)))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = new_page(&frame, &me, form.typed(), None);
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

pub fn place(form: &Parts) -> PlaceDraft {
    PlaceDraft {
        office: Some(form.text("office").into()),
        position_level: Some(form.text("position_level").into()),
        grade: Some(form.text("grade").into()),
        employment_type: Some(form.text("employment_type").into()),
        from: form.text("from").into(),
    }
}

#[get("/admin/pegawai/<number>", rank = 2)]
pub async fn show(
    number: &str,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    edit_page(pekan, &frame, &me.0, number, None).await
}

/// A person's page, with what was typed into one of its forms.
pub async fn edit_page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    number: &str,
    typed: Option<Value>,
) -> Result<Page, Failure> {
    let db = pekan.store.reader();
    let found = employees::by_number(db, number).await?.ok_or_else(Failure::not_found)?;
    let places = placements::of(db, found.id).await?;
    let tree = &me.rulebook.offices;
    let shown = places.iter().rev().map(|place| {
        json!({
            "office": office_name(tree, Some(place.office)),
            "position_level": place.position_level,
            "employment_type": place.employment_type.name(),
            "grade": place.grade,
            "from": place.from,
            "to": place.to,
        })
    });
    let last = places.last();
    let mut form = json!({
        "name": found.name,
        "email": found.email,
        "phone": found.phone.as_deref().unwrap_or_default(),
        "office": last.and_then(|place| tree.get(place.office)).map(|office| &office.code),
        "employment_type": last.map(|place| place.employment_type.name()),
        "grade": last.and_then(|place| place.grade.as_deref()).unwrap_or_default(),
        "position_level": last.map(|place| &place.position_level),
        "from": "",
        "on": "",
    });
    for (field, value) in typed.iter().filter_map(Value::as_object).flatten() {
        form[field] = value.clone();
    }
    let own = json!({
        "employee": {
            "number": found.number,
            "name": found.name,
            "active": found.password_hash.is_some(),
            "version": edit_employee::version(&found),
        },
        "placements": shown.collect::<Vec<_>>(),
        "offices": choices(tree),
        "form": form,
    });
    Ok(frame.page("admin/employees/edit.html", "admin", me, own))
}

#[post("/admin/pegawai/<number>", data = "<form>", rank = 2)]
pub async fn edit(
    number: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["name", "email", "phone", "version"], &[])?;
    let change = Change {
        name: Some(form.text("name").into()),
        email: Some(form.text("email").into()),
        phone: Some(form.text("phone").into()),
        seen: form.filled("version").map(Into::into),
        ..Change::default()
    };
    match edit_employee::edit(&pekan.store, &me.by(), number, change, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-saved");
            Ok(Answer::done(format!("/admin/pegawai/{number}")))
        }
        Err(Refused::Stale) => {
            let page = edit_page(pekan, &frame, &me, number, Some(form.typed())).await?;
            let told = edited_meanwhile(pekan, number).await?;
            Ok(Answer::page(page.with_problems(Status::Conflict, &[told])))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = edit_page(pekan, &frame, &me, number, Some(form.typed())).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

/// What somebody else has made of the person; the form comes back with their version, so that
/// whoever sends it again means it.
async fn edited_meanwhile(pekan: &Pekan, number: &str) -> Result<Problem, Failure> {
    let found = employees::by_number(pekan.store.reader(), number).await?;
    let Employee { name, email, phone, .. } = found.ok_or_else(Failure::not_found)?;
    let now = [Some(name), Some(email), phone].into_iter().flatten().collect::<Vec<_>>();
    Ok(Problem::new("", "edited-meanwhile").with("now", now.join(", ")))
}

/// Sends the link that activates an account.
#[post("/admin/pegawai/<number>/aktivasi", data = "<form>")]
pub async fn invite(
    number: &str,
    form: Form,
    me: Administrator,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    let found = employees::by_number(pekan.store.reader(), number).await?;
    let id = found.ok_or_else(Failure::not_found)?.id;
    invitation::invite(&pekan.store, &me.0.by(), id, me.0.now).await?;
    leave_flash(cookies, "flash-employee-invited");
    Ok(Answer::done(format!("/admin/pegawai/{number}")))
}
