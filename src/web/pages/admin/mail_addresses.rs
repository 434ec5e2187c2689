//! Addresses that are not written to any more, and the word of an administrator about one.

use std::collections::HashMap;

use rocket::{get, post};

use super::{PAGE, zone};
use crate::rules::MailId;
use crate::store::bounces;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator};
use crate::web::input::form::Form;
use crate::web::input::person_segment::person_path;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::pages::paging::PageNumber;
use crate::web::request::local;
use crate::web::views::Pager;
use crate::web::views::mails::{MarkedAddressesPage, MarkedPerson, MarkedRow};
use crate::workflows::mail::addresses;

const PATH: &str = "/admin/alamat-surel";

parameters! {
    pub struct AddressesQuery {
        pub halaman: PageNumber,
    }
}

#[get("/admin/alamat-surel")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<AddressesQuery>,
) -> Result<Page, HttpError> {
    let AddressesQuery { halaman: PageNumber(page) } = query.0;
    let (db, zone) = (context.db(), zone(&context.user));
    let total = bounces::count_marked(db).await?;
    let found = bounces::marked(db, (page - 1) * PAGE, PAGE).await?;
    let mut people: HashMap<String, Vec<MarkedPerson>> = HashMap::new();
    let at = found.iter().map(|marked| marked.address.clone());
    for person in bounces::people_at(db, at).await? {
        let shown = MarkedPerson { url: person_path(person.id), name: person.name };
        people.entry(person.email.unwrap_or_default()).or_default().push(shown);
    }
    let rows = found.into_iter().map(|marked| MarkedRow {
        people: people.remove(&marked.address).unwrap_or_default(),
        failures: marked.failures,
        at: local(marked.last_at, zone),
        address: marked.address,
    });
    Ok(context.render(&MarkedAddressesPage {
        zone: zone.label().to_owned(),
        addresses: rows.collect(),
        pager: Pager::new(page, total, PAGE, format!("{PATH}?halaman=")),
    }))
}

/// Writes to an address again.
#[post("/admin/alamat-surel/pulih", data = "<form>")]
pub async fn clear(form: Form, context: Context<'_, Administrator>) -> Result<Answer, HttpError> {
    form.0.only(&["address"], &[])?;
    let address = form.0.text("address");
    addresses::clear(context.store(), &context.user.warrant(), address.to_owned()).await?;
    Ok(context.done("flash-address-cleared", PATH))
}

/// Nobody is at the address of a mail.
#[post("/admin/surel/<id>/terpental", data = "<form>")]
pub async fn mark(
    id: UrlId<MailId>,
    form: Form,
    context: Context<'_, Administrator>,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    addresses::mark(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-address-marked", format!("/admin/surel/{}", id.0)))
}
