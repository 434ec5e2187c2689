//! "Tidak belanja pekan ini": said with one tap on "my week", and taken back.

use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, post};

use super::history::unreadable;
use crate::rules::Period;
use crate::web::answers::page::leave_flash;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::{AppState, Failure};
use crate::workflows::purchases::declare_none::{declare, take_back};

fn period(form: &Parts) -> Result<Period, Failure> {
    let text = form.text("period");
    Period::parse(text).ok_or_else(|| unreadable("period", text))
}

#[post("/tidak-belanja", data = "<form>")]
pub async fn make(
    user: SignedIn,
    form: Form,
    cookies: &CookieJar<'_>,
    app: &State<AppState>,
) -> Result<Redirect, Failure> {
    form.0.only(&["period", "reason"], &[])?;
    let (period, reason) = (period(&form.0)?, form.0.text("reason"));
    declare(&app.store, &user.viewer, period, reason, user.now).await?;
    leave_flash(cookies, "flash-declared");
    Ok(Redirect::to("/"))
}

#[post("/tidak-belanja/batal", data = "<form>")]
pub async fn remove(
    user: SignedIn,
    form: Form,
    cookies: &CookieJar<'_>,
    app: &State<AppState>,
) -> Result<Redirect, Failure> {
    form.0.only(&["period"], &[])?;
    take_back(&app.store, &user.viewer, period(&form.0)?, user.now).await?;
    leave_flash(cookies, "flash-declaration-withdrawn");
    Ok(Redirect::to("/"))
}
