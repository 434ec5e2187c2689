//! Ways into accounts: who cannot sign in yet is invited by mail, handed a slip, or sent a message.

use rocket::{get, post};

use super::slips::{Printed, print};
use super::{in_address, managed_office_choices};
use crate::rules::contact::Contact;
use crate::rules::mail::LinkPurpose;
use crate::rules::placement;
use crate::rules::problem::problem_with_value;
use crate::standing::accounts::{Waiting, waiting};
use crate::store::placements;
use crate::text::{Arg, text_with};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::input::query::{Query, parameters};
use crate::web::views::accounts::{AccountsPage, MessagePage, WaitingCounts};
use crate::workflows::WorkflowError;
use crate::workflows::accounts::invite::{invite, invite_all};
use crate::workflows::accounts::message_link::message_link;
use crate::workflows::accounts::slips::{issue_slip, issue_slips};
use crate::workflows::employees::managed::must_manage;

parameters! {
    pub struct AccountsQuery {
        /// The code of an office: that and all below it.
        pub unit: Option<String>,
    }
}

#[get("/admin/aktivasi")]
pub async fn list(
    context: Context<'_, PeopleManager>,
    query: Query<AccountsQuery>,
) -> Result<Page, HttpError> {
    let office = query.0.unit.filter(|code| !code.is_empty());
    let people = people(&context, office.as_deref()).await?;
    Ok(context.render(&AccountsPage {
        offices: managed_office_choices(&context.user),
        office,
        counts: counts(&people),
        without_server: context.app.config.smtp_url.is_none(),
    }))
}

async fn people(
    context: &Context<'_, PeopleManager>,
    office: Option<&str>,
) -> Result<Vec<Waiting>, HttpError> {
    let (user, db, tree) = (&context.user, context.db(), context.offices());
    let offices = match user.subtree_in_sight(office)? {
        None => user.managed_offices(),
        Some(below) => {
            let managed = user.viewer.managed_offices(tree);
            Some(below.into_iter().filter(|office| managed.holds(*office)).collect())
        }
    };
    let mut found = Vec::new();
    for one in waiting(db, &user.rulebook, &user.sight(), offices, user.now).await? {
        // Whose roles reach further than the operator's is let in by others.
        match must_manage(db, user.warrant().by(), tree, one.employee.id, user.now).await {
            Ok(()) => found.push(one),
            Err(WorkflowError::Forbidden | WorkflowError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

fn counts(people: &[Waiting]) -> WaitingCounts {
    let count = |asked: &dyn Fn(&Waiting) -> bool| people.iter().filter(|one| asked(one)).count();
    WaitingCounts {
        all: people.len(),
        to_invite: count(&|one| one.has_address() && !one.invited),
        to_invite_again: count(&|one| one.has_address() && one.invited),
        without_address: count(&|one| !one.has_address()),
        not_reached: count(&|one| !one.invited),
    }
}

/// Invites those of an office who were not invited yet, and the others only where that was ticked.
#[post("/admin/aktivasi/undang", data = "<form>")]
pub async fn invite_many(
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&["unit", "again"], &[])?;
    let (unit, again) = (form.text("unit"), form.is_checked("again"));
    let people = people(&context, form.filled("unit")).await?;
    let asked = people.iter().filter(|one| one.has_address() && (again || !one.invited));
    let ids = asked.map(|one| one.employee.id).collect();
    let user = &context.user;
    let queued = invite_all(context.store(), &user.warrant(), ids).await?;
    let flash = if queued == 0 { "flash-nobody-invited" } else { "flash-people-invited" };
    Ok(context.done(flash, format!("/admin/aktivasi?unit={}", in_address(unit))))
}

/// Prints slips for those of an office: whom no mail reaches, whom nothing reached yet, or everybody.
#[post("/admin/aktivasi/lembar", data = "<form>")]
pub async fn print_many(
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Printed, HttpError> {
    let form = form.0;
    form.only(&["unit", "people", "format"], &[])?;
    let people = people(&context, form.filled("unit")).await?;
    let is_asked: fn(&Waiting) -> bool = match form.text("people") {
        "without_address" => |one| !one.has_address(),
        "not_reached" => |one| !one.invited,
        "all" => |_| true,
        other => {
            return Err(HttpError::invalid(problem_with_value("people", "unknown-choice", other)));
        }
    };
    let asked = people.into_iter().filter(is_asked);
    let ids: Vec<_> = asked.map(|one| one.employee.id).collect();
    let back = format!("/admin/aktivasi?unit={}", in_address(form.text("unit")));
    if ids.is_empty() {
        return Ok(Printed::Nobody(context.done("flash-nobody-to-print", back)));
    }
    let user = &context.user;
    let issued = issue_slips(context.store(), &user.warrant(), ids).await?;
    print(&context, issued, form.text("format"), back).await
}

/// Prints one person's slip: to activate the account, or in place of a forgotten password.
#[post("/admin/pegawai/<person>/lembar", data = "<form>")]
pub async fn print_one(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Printed, HttpError> {
    form.0.only(&["format"], &[])?;
    let user = &context.user;
    let issued = issue_slip(context.store(), &user.warrant(), person.0).await?;
    print(&context, issued, form.0.text("format"), person_path(person.0)).await
}

/// Sends one person the link that activates an account.
#[post("/admin/pegawai/<person>/aktivasi", data = "<form>")]
pub async fn invite_one(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    invite(context.store(), &context.user.warrant(), person.0).await?;
    Ok(context.done("flash-employee-invited", person_path(person.0)))
}

/// Prepares a message with a link for one person; WhatsApp opens with it where that is tapped.
#[post("/admin/pegawai/<person>/whatsapp", data = "<form>")]
pub async fn message(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Page, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    let made = message_link(context.store(), &user.warrant(), person.0).await?;
    let language = user.settings.languages.of(made.employee.language);
    let key = match made.purpose {
        LinkPurpose::Activation => "message-activation",
        LinkPurpose::PasswordReset => "message-reset",
    };
    let link = context.app.config.link(&format!("/sandi/{}", made.token));
    let institution = context.offices().roots().next().map(|root| root.name.clone());
    let places = placements::of(context.db(), made.employee.id).await?;
    let today = user.rulebook.today(&places, user.now);
    let office = placement::current(&places, today).map(|place| place.office);
    let help = user.settings.contacts.of(context.offices(), office).map(Contact::line);
    let help = help.map(|who| text_with(language, "message-help", &[("who", Arg::from(&who))]));
    let text = text_with(
        language,
        key,
        &[
            ("name", Arg::from(&made.employee.name)),
            ("institution", Arg::from(&institution.unwrap_or_default())),
            ("link", Arg::from(&link)),
        ],
    );
    let text = [Some(text), help].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let href = format!("https://wa.me/{}?text={}", made.telephone, percent_encoded(&text));
    Ok(context.render(&MessagePage {
        segment: person,
        name: made.employee.name,
        telephone: format!("+{}", made.telephone),
        text,
        href,
    }))
}

/// WhatsApp shows a plus as it is: blanks are `%20`.
fn percent_encoded(text: &str) -> String {
    in_address(text).replace('+', "%20")
}
