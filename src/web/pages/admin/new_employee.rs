//! Somebody who is added, and invited where that was asked for.

use rocket::{get, post};

use super::levels::levels;
use super::managed_office_choices;
use crate::rules::employee::{self, Draft};
use crate::rules::language::Language;
use crate::rules::money::AmountInput;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::{Problem, nip};
use crate::web::HttpError;
use crate::web::answers::http_error::describe;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::person_segment::person_path;
use crate::web::views::employees::NewEmployeePage;
use crate::web::views::form_values::FormValues;
use crate::workflows::accounts::invite as invitation;
use crate::workflows::{self, WorkflowError};

#[get("/admin/pegawai/baru")]
pub async fn new(context: Context<'_, PeopleManager>) -> Result<Page, HttpError> {
    let form = FormValues::default()
        .with("employment_type", "PNS")
        .with("position_level", "staff")
        .with("invite", "later");
    new_page(&context, form, None).await
}

async fn new_page(
    context: &Context<'_, PeopleManager>,
    form: FormValues,
    warning: Option<String>,
) -> Result<Page, HttpError> {
    Ok(context.render(&NewEmployeePage {
        offices: managed_office_choices(&context.user),
        levels: levels(context.db(), &context.user).await?,
        warning,
        form,
    }))
}

const PERSON: [&str; 6] = ["number", "name", "email", "phone", "invite", "confirm"];
pub const PLACE: [&str; 7] = [
    "office",
    "employment_type",
    "grade",
    "position_level",
    "position_title",
    "reference_amount",
    "from",
];

/// Adds a person. A number that is no NIP is asked about once.
#[post("/admin/pegawai", data = "<form>")]
pub async fn add(context: Context<'_, PeopleManager>, form: Form) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&[&PERSON[..], &PLACE[..]].concat(), &[])?;
    let draft = Draft {
        number: form.text("number").into(),
        name: form.text("name").into(),
        email: form.text("email").into(),
        phone: Some(form.text("phone").into()),
        place: place(&form, user.language),
    };
    let doubt = employee::number(&draft.number).ok().and_then(|n| nip::doubt("number", &n));
    let sound = draft.check(context.offices()).is_ok();
    if let Some(doubt) = doubt.filter(|_| sound && !form.is_checked("confirm")) {
        let described = describe(user.language, &[doubt]).pop().map(|described| described.message);
        return Ok(Answer::page(new_page(&context, form.values(), described).await?));
    }
    let invite = form.text("invite") == "now";
    let flash = if invite { "flash-employee-added-invited" } else { "flash-employee-added" };
    let added = add_person(&context, draft, invite).await;
    context.finish(added, flash, new_page(&context, form.values(), None)).await
}

/// Adds a person and, where that was asked for, sends them the link that activates their account.
async fn add_person(
    context: &Context<'_, PeopleManager>,
    draft: Draft,
    invite: bool,
) -> Result<String, WorkflowError> {
    let (store, warrant) = (context.store(), context.user.warrant());
    if invite && draft.email.trim().is_empty() {
        return Err(WorkflowError::invalid(Problem::new("email", "no-address-to-invite")));
    }
    let added = workflows::employees::add(store, &warrant, draft).await?;
    if invite {
        invitation::invite(store, &warrant, added.id).await?;
    }
    Ok(person_path(added.id))
}

pub fn place(form: &Parts, language: Language) -> PlaceDraft {
    PlaceDraft {
        office: Some(form.text("office").into()),
        position_level: Some(form.text("position_level").into()),
        position_title: Some(form.text("position_title").into()),
        grade: Some(form.text("grade").into()),
        employment_type: Some(form.text("employment_type").into()),
        reference_amount: Some(AmountInput::Written(
            form.text("reference_amount").into(),
            language,
        )),
        from: form.text("from").into(),
    }
}
