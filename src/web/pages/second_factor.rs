//! My second factor: set up with an app, and taken away.

use rocket::http::Status;
use rocket::{get, post};

use crate::documents::qr::Qr;
use crate::rules::Problem;
use crate::store::second_factors;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::form::Form;
use crate::web::views::form_values::FormValues;
use crate::web::views::second_factor::{SecondFactorPage, SecondFactorState, ToScan};
use crate::workflows::accounts::second_factor;
use crate::workflows::accounts::sign_in::NotSignedIn;

const PATH: &str = "/akun/dua-langkah";

#[get("/akun/dua-langkah")]
pub async fn show(context: Context<'_>) -> Result<Page, HttpError> {
    page(&context, Vec::new()).await
}

/// With recovery codes that were just made.
async fn page(context: &Context<'_>, codes: Vec<String>) -> Result<Page, HttpError> {
    let (user, db) = (&context.user, context.db());
    let found = second_factors::of(db, user.employee.id).await?;
    let (state, to_scan) = match &found {
        None => (SecondFactorState::None, None),
        Some(factor) if factor.confirmed_at.is_some() => (SecondFactorState::Set, None),
        Some(factor) => {
            let shown = second_factor::shown(factor, context.institution(), &user.employee.number);
            let to_scan = shown.and_then(|shown| {
                let qr = Qr::of(&shown.url).ok()?;
                Some(ToScan {
                    qr_path: qr.svg_path(),
                    qr_modules: qr.modules(),
                    secret: in_fours(&shown.secret),
                    url: shown.url,
                })
            });
            (SecondFactorState::Begun, to_scan)
        }
    };
    Ok(context.render(&SecondFactorPage {
        state,
        required: user.must_have_second_factor(),
        to_scan,
        codes_left: second_factors::codes_left(db, user.employee.id).await?,
        codes: codes.iter().map(|code| parted(code)).collect(),
        number: user.employee.number.clone(),
        form: FormValues::default(),
    }))
}

/// A secret as people type it; apps pass over the blanks.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

/// Eight letters as people write them down.
fn parted(code: &str) -> String {
    let (one, other) = code.split_at(code.len() / 2);
    format!("{one}-{other}")
}

/// Makes a secret to scan; the last one that was not tried is of no use any more.
#[post("/akun/dua-langkah/mulai", data = "<form>")]
pub async fn begin(context: Context<'_>, form: ConfirmedForm) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    second_factor::begin(context.store(), &context.user.warrant()).await?;
    Ok(Answer::done(PATH))
}

/// Tries the first code, and shows the recovery codes, this once.
#[post("/akun/dua-langkah", data = "<form>")]
pub async fn confirm(context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["code"], &[])?;
    let (store, warrant) = (context.store(), context.user.warrant());
    let typed = form.0.text("code");
    match second_factor::confirm(store, &context.app.throttle, &warrant, typed).await {
        Ok(codes) => Ok(Answer::page(page(&context, codes).await?)),
        Err(NotSignedIn::CodeWrong) => {
            let wrong = [Problem::new("code", "second-factor-wrong")];
            let page = page(&context, Vec::new()).await?;
            Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &wrong)))
        }
        // It was set up in another window meanwhile.
        Err(NotSignedIn::Ended) => Ok(Answer::done(PATH)),
        Err(error) => Err(error.into()),
    }
}

#[post("/akun/dua-langkah/hapus", data = "<form>")]
pub async fn remove(context: Context<'_>, form: ConfirmedForm) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    second_factor::remove(context.store(), &context.user.warrant()).await?;
    Ok(context.done("flash-second-factor-removed", PATH))
}
