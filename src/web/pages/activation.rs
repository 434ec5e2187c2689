//! Into an account by the code of a slip: number and code first, then the password, once.

use rocket::http::Status;
use rocket::{get, post};

use super::passwords::set_password;
use crate::rules::EmployeeRef;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::person_segment::PersonSegment;
use crate::web::views::form_values::FormValues;
use crate::web::views::passwords::{ChoosePage, CodePage, Purpose};
use crate::workflows::accounts::open_link::{NotOpened, Opened, TypedCode, open_code};

/// A slip's QR code carries whose it is and the code behind the `#`, which no server and no log ever sees; a
/// script fills the form in.
#[get("/aktivasi")]
pub fn form(context: Context<'_, Guest>) -> Page {
    context.render(&CodePage { form: FormValues::default() })
}

/// Without a password it looks at the code; with one it uses the code up and signs its owner in.
#[post("/aktivasi", data = "<form>")]
pub async fn open(context: Context<'_, Guest>, form: Form) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&["number", "code", "login", "password"], &[])?;
    let scanned = form.text("number").parse().ok().map(|PersonSegment(id)| id);
    let typed_code = TypedCode {
        whose: scanned.map_or_else(|| form.text("number").into(), EmployeeRef::Id),
        code: form.text("code").into(),
        address: context.user.address,
    };
    let (app, now) = (context.app, context.user.now);
    let opened = match open_code(&app.store, &app.passwords, &app.throttle, typed_code, now).await {
        Ok(opened) => opened,
        Err(NotOpened::Wrong(problems)) => {
            let again = FormValues::default()
                .with_some("number", form.filled("number").filter(|_| scanned.is_none()))
                .with("code", form.text("code"));
            let page = context.render(&CodePage { form: again });
            return Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &problems)));
        }
        Err(error) => return Err(error.into()),
    };
    let page = password_page(&context, &opened, &form);
    if !form.is_checked("password") {
        return Ok(Answer::page(page));
    }
    let chosen = set_password(&context, opened, form.text("password")).await?;
    context.finish(chosen, "flash-password-chosen", async { Ok(page) }).await
}

fn password_page(context: &Context<'_, Guest>, opened: &Opened, form: &Parts) -> Page {
    context.render(&ChoosePage {
        purpose: Purpose::of(opened.purpose()),
        action: "/aktivasi".into(),
        name: opened.employee.name.clone(),
        login: opened.employee.number.clone(),
        code: Some(form.text("code").to_owned()),
    })
}
