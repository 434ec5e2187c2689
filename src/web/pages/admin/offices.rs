//! Offices: the tree, and one of it.

use std::collections::HashMap;

use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, choices, in_order, mendable};
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeId, placement};
use crate::store::placements;
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::{add_office, edit_office, people};

#[get("/admin/unit")]
pub async fn list(me: Administrator, frame: Frame, pekan: &State<Pekan>) -> Result<Page, Failure> {
    let me = me.0;
    let day = people::scope_day(me.now);
    let mut people: HashMap<OfficeId, u32> = HashMap::new();
    for places in placements::roster(pekan.store.reader(), None, day, day).await?.values() {
        if let Some(place) = placement::on(places, day) {
            *people.entry(place.office).or_default() += 1;
        }
    }
    let offices = in_order(&me.rulebook.offices).into_iter().map(|(office, depth)| {
        json!({
            "code": office.code,
            "name": office.name,
            "kind": office.kind,
            "zone": office.zone.label(),
            "depth": depth,
            "headcount": people.get(&office.id).copied().unwrap_or_default(),
        })
    });
    let own = json!({ "offices": offices.collect::<Vec<_>>() });
    Ok(frame.page("admin/offices/index.html", "admin", &me, own))
}

#[get("/admin/unit/baru")]
pub fn new(me: Administrator, frame: Frame) -> Page {
    let me = me.0;
    let root = me.rulebook.offices.roots().next();
    let form = json!({
        "parent": root.map(|root| &root.code),
        "time_zone": root.map(|root| root.zone.name()),
    });
    page(&frame, &me, None, &form)
}

fn page(frame: &Frame, me: &SignedIn, office: Option<&Office>, form: &Value) -> Page {
    let tree = &me.rulebook.offices;
    let mut kinds: Vec<_> = tree.iter().map(|office| office.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let own = json!({
        "office": office.map(|office| json!({ "code": office.code, "name": office.name })),
        "parents": choices(tree),
        "kinds": kinds,
        "form": form,
    });
    frame.page("admin/offices/edit.html", "admin", me, own)
}

#[post("/admin/unit", data = "<form>")]
pub async fn add(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["code", "name", "kind", "parent", "time_zone"], &[])?;
    let draft = Draft {
        code: form.text("code").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    match add_office::add(&pekan.store, &me.by(), draft, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-saved");
            Ok(Answer::done("/admin/unit"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = page(&frame, &me, None, &form.typed());
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

#[get("/admin/unit/<code>", rank = 2)]
pub fn show(code: &str, me: Administrator, frame: Frame) -> Result<Page, Failure> {
    let me = me.0;
    let tree = &me.rulebook.offices;
    let office = tree.by_code(code).ok_or_else(Failure::not_found)?;
    let form = json!({
        "name": office.name,
        "kind": office.kind,
        "parent": office.parent.and_then(|id| tree.get(id)).map(|parent| &parent.code),
        "time_zone": office.zone,
    });
    Ok(page(&frame, &me, Some(office), &form))
}

#[post("/admin/unit/<code>", data = "<form>", rank = 2)]
pub async fn edit(
    code: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["name", "kind", "parent", "time_zone"], &[])?;
    let change = Change {
        name: Some(form.text("name").into()),
        kind: Some(form.text("kind").into()),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    match edit_office::edit(&pekan.store, &me.by(), code, change, me.now).await {
        Ok(_) => {
            leave_flash(cookies, "flash-admin-saved");
            Ok(Answer::done("/admin/unit"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let office = me.rulebook.offices.by_code(code);
            let page = page(&frame, &me, office, &form.typed());
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}
