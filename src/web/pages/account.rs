//! My account: language, reminders, password.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::passwords::busy;
use crate::rules::{placement, problem};
use crate::store::employees;
use crate::text::{self, Language};
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::views::account::{Account, AccountPage};
use crate::web::views::form_values::FormValues;
use crate::web::{Failure, Pekan};
use crate::workflows;

#[get("/akun")]
pub fn show(me: SignedIn, frame: Frame) -> Page {
    page(&frame, &me)
}

fn page(frame: &Frame, me: &SignedIn) -> Page {
    let here = placement::current(&me.placements, me.today);
    let office = here.and_then(|here| me.rulebook.offices.get(here.office));
    // Levels of the list have words; a district's own are shown as they were typed.
    let position = here.map(|here| {
        let key = format!("position-{}", here.position_level);
        text::known(me.language, &key).unwrap_or_else(|| here.position_level.clone())
    });
    let account = Account {
        name: me.me.name.clone(),
        number: me.me.number.clone(),
        email: me.me.email.clone(),
        office: office.map(|office| office.name.clone()),
        position,
    };
    let form = FormValues::default()
        .with("language", me.language.name())
        .with("mute_midweek", if me.me.mute_midweek { "1" } else { "" });
    frame.show("account", me, &AccountPage { account, form })
}

#[post("/akun", data = "<form>")]
pub async fn save(
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["language", "mute_midweek"], &[])?;
    let text = form.0.text("language");
    let offered = &me.settings.languages;
    let known = Language::ALL.into_iter().find(|language| language.name() == text);
    let Some(language) = offered.offered(known) else {
        let unknown = [problem::shown("language", "unknown-choice", text)];
        let page = page(&frame, &me).with_problems(Status::UnprocessableEntity, &unknown);
        return Ok(Answer::page(page));
    };
    let muted = form.0.is_checked("mute_midweek");
    workflows::accounts::change::change_settings(&pekan.store, me.me.id, language, muted, me.now)
        .await?;
    // The choice of the footer would stand before the one made here.
    cookies.remove("lang");
    leave_flash(cookies, "flash-account-saved");
    Ok(Answer::Done(Redirect::to("/akun")))
}

#[post("/akun/sandi", data = "<form>")]
pub async fn change_password(
    me: SignedIn,
    form: Form,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["login", "current_password", "password", "password_again"], &[])?;
    let (current, new) = (form.0.text("current_password"), form.0.text("password"));
    let again = form.0.text("password_again");
    let found = employees::by_id(pekan.store.reader(), me.me.id).await?;
    let account = found.ok_or_else(Failure::not_found)?;
    let problems = workflows::accounts::change::check_password(
        &pekan.passwords,
        &account,
        current,
        new,
        again,
    );
    let problems = problems.await.map_err(busy)?;
    if !problems.is_empty() {
        let page = page(&frame, &me).with_problems(Status::UnprocessableEntity, &problems);
        return Ok(Answer::page(page));
    }
    let hash = pekan.passwords.hash(new.to_owned()).await.map_err(busy)?;
    let session = me.token_hash.clone();
    workflows::accounts::change::change_password(&pekan.store, me.me.id, hash, session, me.now)
        .await?;
    leave_flash(cookies, "flash-password-changed");
    Ok(Answer::Done(Redirect::to("/akun")))
}
