//! Slips as they are handed out: a PDF to save, or a page that the browser prints.

use rocket::Responder;

use crate::documents::qr::{Qr, TooLong};
use crate::documents::slips::{Slip, sheets};
use crate::rules::contact::Contact;
use crate::rules::mail::LinkPurpose;
use crate::rules::placement;
use crate::store::placements;
use crate::text::formats::date_long;
use crate::web::HttpError;
use crate::web::answers::download::{Download, Kind};
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::person_segment::PersonSegment;
use crate::web::views::accounts::{PrintedSlip, SlipsPage};
use crate::workflows::accounts::slips::{IssuedSlip, IssuedSlips};

#[derive(Responder)]
pub enum Printed {
    File(Download),
    Page(Box<Page>),
    /// There was nobody to print for.
    Nobody(Answer),
}

/// `format` is `html` for a page, anything else a file. The codes stand here and nowhere else.
pub async fn print(
    context: &Context<'_, PeopleManager>,
    issued: IssuedSlips,
    format: &str,
    back: String,
) -> Result<Printed, HttpError> {
    let places = {
        let people = issued.slips.iter().map(|slip| slip.employee.id);
        placements::of_many(context.db(), people).await?
    };
    let slips = issued.slips.into_iter().map(|issued_slip| {
        let own = places.get(&issued_slip.employee.id).map(Vec::as_slice).unwrap_or_default();
        let today = context.user.rulebook.today(own, context.user.now);
        let office = placement::current(own, today).map(|place| place.office);
        let help = context.user.settings.contacts.of(context.offices(), office);
        let help = help.map(Contact::line);
        let name = super::office_name(context.offices(), office).unwrap_or_default().to_owned();
        Slip { help, ..slip(context, issued_slip, name, issued.last_day) }
    });
    let slips: Vec<Slip> = slips.collect();
    if format == "html" {
        let printed = slips.into_iter().map(|slip| {
            let qr = Qr::of(&slip.link)?;
            Ok(PrintedSlip::new(slip, &qr))
        });
        let slips = printed.collect::<Result<_, TooLong>>().map_err(unreadable)?;
        return Ok(Printed::Page(Box::new(context.render(&SlipsPage { slips, back }))));
    }
    let name = format!("lembar-{}-orang", slips.len());
    let language = context.language;
    let drawn = tokio::task::spawn_blocking(move || sheets(language, &slips)).await;
    let file = drawn.map_err(unreadable)?.map_err(unreadable)?;
    Ok(Printed::File(Download::of(Kind::Pdf, &name, file)))
}

fn slip(
    context: &Context<'_, PeopleManager>,
    issued: IssuedSlip,
    office: String,
    last_day: chrono::NaiveDate,
) -> Slip {
    let language = context.user.settings.languages.of(issued.employee.language);
    let page = context.app.config.link("/aktivasi");
    let institution = context.offices().roots().next().map(|root| root.name.clone());
    let IssuedSlip { employee, code, purpose } = issued;
    Slip {
        language,
        institution: institution.unwrap_or_default(),
        office,
        link: format!("{page}#{}.{code}", PersonSegment(employee.id)),
        address: page.split("://").last().unwrap_or_default().to_owned(),
        until: date_long(language, last_day),
        is_first: purpose == LinkPurpose::Activation,
        help: None,
        name: employee.name,
        number: employee.number,
        code,
    }
}

/// A drawing failed: only an address of the installation that is too long for a code can do that.
fn unreadable(error: impl std::fmt::Display) -> HttpError {
    tracing::error!(%error, "slips");
    HttpError::status(rocket::http::Status::InternalServerError)
}
