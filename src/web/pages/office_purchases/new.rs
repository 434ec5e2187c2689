//! The form for a record of the ledger.

use chrono::Datelike;
use rocket::{get, post};

use super::list::choices;
use crate::rules::channel::BuiltIn;
use crate::rules::money::AmountInput;
use crate::rules::office_purchase::{Draft, FIELDS};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Recorder;
use crate::web::input::form::Form;
use crate::web::pages::purchase_form::{channel_choices, districts};
use crate::web::views::form_values::FormValues;
use crate::web::views::office_purchases::LedgerFormPage;
use crate::workflows::office_purchases as verbs;

#[get("/belanja-kantor/baru")]
pub fn form(context: Context<'_, Recorder>) -> Page {
    let usual = FormValues::default()
        .with("channel", BuiltIn::ECatalogue.name())
        .with("purchased_on", context.user.today);
    page(&context, usual)
}

fn page(context: &Context<'_, Recorder>, form: FormValues) -> Page {
    let user = &context.user;
    let offices = user.viewer.offices_to_log_for(context.offices());
    let chosen = form.get("channel").unwrap_or_default();
    let channels = channel_choices(context.language, &user.settings.channels, chosen);
    context.render(&LedgerFormPage {
        offices: choices(context, &offices),
        channels,
        today: user.today,
        districts: districts(user),
        form,
    })
}

#[post("/belanja-kantor", data = "<form>")]
pub async fn log(context: Context<'_, Recorder>, form: Form) -> Result<Answer, HttpError> {
    let parts = &form.0;
    parts.only(&FIELDS, &[])?;
    let text = |field: &str| parts.text(field).to_owned();
    let draft = Draft {
        office: text("office"),
        purchased_on: text("purchased_on"),
        amount: AmountInput::Written(text("amount"), context.language),
        channel: text("channel"),
        supplier: text("supplier"),
        district: parts.filled("district").map(str::to_owned),
        small: parts.is_checked("small"),
        item: text("item"),
        order_number: text("order_number"),
        domestic: parts.is_checked("domestic"),
    };
    let logged = verbs::log(context.store(), &context.user.warrant(), draft).await;
    let next = logged.map(|row| format!("/belanja-kantor?tahun={}", row.purchased_on.year()));
    let again = async { Ok(page(&context, parts.values())) };
    context.finish(next, "flash-office-purchase-logged", again).await
}
