//! Offices: the tree, and one of it.

use crate::workflows;
use std::collections::HashMap;

use rocket::{get, post};
use serde_json::{Value, json};

use super::{Desk, choices, in_order};
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeId, placement};
use crate::standing::people;
use crate::store::placements;
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;

#[get("/admin/unit")]
pub async fn list(desk: Desk<'_>) -> Result<Page, Failure> {
    let day = people::scope_day(desk.me.now);
    let mut people: HashMap<OfficeId, u32> = HashMap::new();
    for places in placements::roster(desk.db(), None, day, day).await?.values() {
        if let Some(place) = placement::on(places, day) {
            *people.entry(place.office).or_default() += 1;
        }
    }
    let offices = in_order(desk.offices()).into_iter().map(|(office, depth)| {
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
    Ok(desk.page("admin/offices/index.html", own))
}

#[get("/admin/unit/baru")]
pub fn new(desk: Desk<'_>) -> Page {
    let root = desk.offices().roots().next();
    let form = json!({
        "parent": root.map(|root| &root.code),
        "time_zone": root.map(|root| root.zone.name()),
    });
    page(&desk, None, &form)
}

fn page(desk: &Desk<'_>, office: Option<&Office>, form: &Value) -> Page {
    let tree = desk.offices();
    let mut kinds: Vec<_> = tree.iter().map(|office| office.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let own = json!({
        "office": office.map(|office| json!({ "code": office.code, "name": office.name })),
        "parents": choices(tree),
        "kinds": kinds,
        "form": form,
    });
    desk.page("admin/offices/edit.html", own)
}

#[post("/admin/unit", data = "<form>")]
pub async fn add(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["code", "name", "kind", "parent", "time_zone"], &[])?;
    let draft = Draft {
        code: form.text("code").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let added = workflows::offices::add(desk.store(), &me.by(), draft, me.now).await;
    let again = async { Ok(page(&desk, None, &form.typed())) };
    desk.finish(added.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}

#[get("/admin/unit/<code>", rank = 2)]
pub fn show(code: &str, desk: Desk<'_>) -> Result<Page, Failure> {
    let tree = desk.offices();
    let office = tree.by_code(code).ok_or_else(Failure::not_found)?;
    let form = json!({
        "name": office.name,
        "kind": office.kind,
        "parent": office.parent.and_then(|id| tree.get(id)).map(|parent| &parent.code),
        "time_zone": office.zone,
    });
    Ok(page(&desk, Some(office), &form))
}

#[post("/admin/unit/<code>", data = "<form>", rank = 2)]
pub async fn edit(code: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["name", "kind", "parent", "time_zone"], &[])?;
    let change = Change {
        name: Some(form.text("name").into()),
        kind: Some(form.text("kind").into()),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let edited = workflows::offices::edit(desk.store(), &me.by(), code, change, me.now).await;
    let again = async { Ok(page(&desk, desk.offices().by_code(code), &form.typed())) };
    desk.finish(edited.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}
