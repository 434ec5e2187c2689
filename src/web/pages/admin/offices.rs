//! Offices: the tree, and one of it.

use std::collections::HashMap;

use rocket::{get, post};

use super::{Desk, in_order, office_choices};
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeId, placement};
use crate::standing::people;
use crate::store::placements;
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::views::OfficeChoice;
use crate::web::views::form_values::FormValues;
use crate::web::views::office_tree::{OfficeFormPage, OfficeRow, OfficeTreePage};
use crate::workflows;

#[get("/admin/unit")]
pub async fn list(desk: Desk<'_>) -> Result<Page, Failure> {
    let day = people::scope_day(desk.user.now);
    let mut people: HashMap<OfficeId, u32> = HashMap::new();
    for places in placements::roster(desk.db(), None, day, day).await?.values() {
        if let Some(place) = placement::on(places, day) {
            *people.entry(place.office).or_default() += 1;
        }
    }
    let offices = in_order(desk.offices()).into_iter().map(|(office, depth)| OfficeRow {
        code: office.code.clone(),
        name: office.name.clone(),
        kind: office.kind.clone(),
        zone: office.zone.label().to_owned(),
        depth,
        headcount: people.get(&office.id).copied().unwrap_or_default(),
    });
    Ok(desk.show(&OfficeTreePage { offices: offices.collect() }))
}

#[get("/admin/unit/baru")]
pub fn new(desk: Desk<'_>) -> Page {
    let root = desk.offices().roots().next();
    let form = FormValues::default()
        .with_some("parent", root.map(|root| &root.code))
        .with_some("time_zone", root.map(|root| root.zone.name()));
    page(&desk, None, form)
}

fn page(desk: &Desk<'_>, office: Option<&Office>, form: FormValues) -> Page {
    let tree = desk.offices();
    let mut kinds: Vec<_> = tree.iter().map(|office| office.kind.clone()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let office = office.map(OfficeChoice::of);
    desk.show(&OfficeFormPage { office, parents: office_choices(tree), kinds, form })
}

#[post("/admin/unit", data = "<form>")]
pub async fn add(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (user, form) = (&desk.user, form.0);
    form.only(&["code", "name", "kind", "parent", "time_zone"], &[])?;
    let draft = Draft {
        code: form.text("code").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let added = workflows::offices::add(desk.store(), &user.by(), draft, user.now).await;
    let again = async { Ok(page(&desk, None, form.values())) };
    desk.finish(added.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}

#[get("/admin/unit/<code>", rank = 2)]
pub fn show(code: &str, desk: Desk<'_>) -> Result<Page, Failure> {
    let tree = desk.offices();
    let office = tree.by_code(code).ok_or_else(Failure::not_found)?;
    let parent = office.parent.and_then(|id| tree.get(id));
    let form = FormValues::default()
        .with("name", &office.name)
        .with("kind", &office.kind)
        .with_some("parent", parent.map(|parent| &parent.code))
        .with("time_zone", office.zone.name());
    Ok(page(&desk, Some(office), form))
}

#[post("/admin/unit/<code>", data = "<form>", rank = 2)]
pub async fn edit(code: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (user, form) = (&desk.user, form.0);
    form.only(&["name", "kind", "parent", "time_zone"], &[])?;
    let change = Change {
        name: Some(form.text("name").into()),
        kind: Some(form.text("kind").into()),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let edited = workflows::offices::edit(desk.store(), &user.by(), code, change, user.now).await;
    let again = async { Ok(page(&desk, desk.offices().by_code(code), form.values())) };
    desk.finish(edited.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}
