//! Offices: the tree, and one of it.

use std::collections::HashMap;

use rocket::{get, post};

use super::{in_order, office_choices, situation};
use crate::rules::access::scope_day;
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeId, placement};
use crate::store::placements;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator};
use crate::web::input::form::Form;
use crate::web::input::query::{Query, parameters};
use crate::web::views::OfficeChoice;
use crate::web::views::form_values::FormValues;
use crate::web::views::office_tree::{OfficeFormPage, OfficeRow, OfficeTreePage};
use crate::workflows;
use crate::workflows::offices::set_contact::set_contact;

parameters! {
    pub struct OfficesQuery {
        /// Only those that no head sees.
        pub tanpa_kepala: Option<bool>,
    }
}

#[get("/admin/unit")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<OfficesQuery>,
) -> Result<Page, HttpError> {
    let headless = match query.0.tanpa_kepala {
        Some(true) => Some(situation::now(&context).await?.headless),
        _ => None,
    };
    let day = scope_day(context.user.now);
    let mut people: HashMap<OfficeId, u32> = HashMap::new();
    for places in placements::roster(context.db(), None, day, day).await?.values() {
        if let Some(place) = placement::on(places, day) {
            *people.entry(place.office).or_default() += 1;
        }
    }
    let offices = in_order(context.offices()).into_iter();
    let offices = offices.filter(|(office, _)| {
        headless.as_ref().is_none_or(|headless| headless.contains(&office.id))
    });
    let offices = offices.map(|(office, depth)| OfficeRow {
        code: office.code.clone(),
        name: office.name.clone(),
        kind: office.kind.clone(),
        zone: office.zone.label().to_owned(),
        depth,
        headcount: people.get(&office.id).copied().unwrap_or_default(),
    });
    Ok(context.render(&OfficeTreePage { headless: headless.is_some(), offices: offices.collect() }))
}

#[get("/admin/unit/baru")]
pub fn new(context: Context<'_, Administrator>) -> Page {
    let root = context.offices().roots().next();
    let form = FormValues::default()
        .with_some("parent", root.map(|root| &root.code))
        .with_some("time_zone", root.map(|root| root.zone.name()));
    page(&context, None, form)
}

fn page(context: &Context<'_, Administrator>, office: Option<&Office>, form: FormValues) -> Page {
    let tree = context.offices();
    let mut kinds: Vec<_> = tree.iter().map(|office| office.kind.clone()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let own = office.and_then(|office| context.user.settings.contacts.own(office.id));
    let form = match own {
        Some(own) => FormValues::default()
            .with("contact_name", &own.name)
            .with("contact_telephone", own.telephone.as_deref().unwrap_or_default())
            .overlaid(form),
        None => form,
    };
    let office = office.map(OfficeChoice::of);
    context.render(&OfficeFormPage { office, parents: office_choices(tree), kinds, form })
}

#[post("/admin/unit", data = "<form>")]
pub async fn add(context: Context<'_, Administrator>, form: Form) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["code", "name", "kind", "parent", "time_zone"], &[])?;
    let draft = Draft {
        code: form.text("code").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let added = workflows::offices::add(context.store(), &user.warrant(), draft).await;
    let again = async { Ok(page(&context, None, form.values())) };
    context.finish(added.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}

/// Says who helps the people of an office.
#[post("/admin/unit/<code>/kontak", data = "<form>")]
pub async fn contact(
    code: &str,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["contact_name", "contact_telephone"], &[])?;
    let name_and_telephone = (form.text("contact_name"), form.text("contact_telephone"));
    let saved = set_contact(context.store(), &user.warrant(), code, name_and_telephone).await;
    let again = async {
        let office = context.user.office_in_sight(code)?;
        Ok(page(&context, Some(office), office_values(&context, office).overlaid(form.values())))
    };
    context.finish(saved.map(|()| "/admin/unit"), "flash-admin-saved", again).await
}

#[get("/admin/unit/<code>", rank = 2)]
pub fn show(code: &str, context: Context<'_, Administrator>) -> Result<Page, HttpError> {
    let office = context.user.office_in_sight(code)?;
    Ok(page(&context, Some(office), office_values(&context, office)))
}

fn office_values(context: &Context<'_, Administrator>, office: &Office) -> FormValues {
    let parent = office.parent.and_then(|id| context.offices().get(id));
    FormValues::default()
        .with("name", &office.name)
        .with("kind", &office.kind)
        .with_some("parent", parent.map(|parent| &parent.code))
        .with("time_zone", office.zone.name())
}

#[post("/admin/unit/<code>", data = "<form>", rank = 2)]
pub async fn edit(
    code: &str,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["name", "kind", "parent", "time_zone"], &[])?;
    let change = Change {
        name: Some(form.text("name").into()),
        kind: Some(form.text("kind").into()),
        parent: Some(form.text("parent").into()),
        time_zone: Some(form.text("time_zone").into()),
    };
    let edited = workflows::offices::edit(context.store(), &user.warrant(), code, change).await;
    let again = async { Ok(page(&context, context.offices().by_code(code), form.values())) };
    context.finish(edited.map(|_| "/admin/unit"), "flash-admin-saved", again).await
}
