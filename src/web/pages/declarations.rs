//! "Tidak belanja pekan ini": said with one tap on "my week", and taken back.

use rocket::post;

use super::paging::unreadable;
use crate::rules::Period;
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::workflows::purchases::declare_none::{declare, take_back};

fn period(form: &Parts) -> Result<Period, HttpError> {
    let text = form.text("period");
    Period::parse(text).ok_or_else(|| unreadable("period", text))
}

#[post("/tidak-belanja", data = "<form>")]
pub async fn make(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let user = &context.user;
    form.0.only(&["period", "reason"], &[])?;
    let (period, reason) = (period(&form.0)?, form.0.text("reason"));
    declare(context.store(), &user.warrant(), period, reason).await?;
    Ok(context.done("flash-declared", "/"))
}

#[post("/tidak-belanja/batal", data = "<form>")]
pub async fn remove(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let user = &context.user;
    form.0.only(&["period"], &[])?;
    take_back(context.store(), &user.warrant(), period(&form.0)?).await?;
    Ok(context.done("flash-declaration-withdrawn", "/"))
}
