//! Signing in and out, and the language of guests.

use rocket::http::{Cookie, CookieJar, Header, Status};
use rocket::response::Redirect;
use rocket::{Responder, State, get, post};

use crate::demo::{self, Login};
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, Problem, session};
use crate::store::employees;
use crate::text::Language;
use crate::web::answers::http_error::HttpError;
use crate::web::answers::page::{Answer, Page, cookie};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::{SESSION_COOKIE, SignedIn};
use crate::web::guards::who::{Anybody, Guest, Who};
use crate::web::input::form::Form;
use crate::web::input::query::{Query, parameters};
use crate::web::request::Visit;
use crate::web::views::form_values::FormValues;
use crate::web::views::sessions::{CodePage, ProviderLink, SignInPage};
use crate::web::{AppState, browser};
use crate::workflows::WorkflowError;
use crate::workflows::accounts::second_step::{self, Passed};
use crate::workflows::accounts::sign_in::{self, Attempt, Browser, NotSignedIn};

/// Says that this browser has signed in before, so that attacks on the account spare its owner.
const DEVICE_COOKIE: &str = "__Host-device";

/// Of whom it is known who they are, and whose code is waited for.
const CODE_COOKIE: &str = "__Host-code";

/// No browser keeps a cookie for longer.
const MOST_DAYS: chrono::Duration = chrono::Duration::days(400);

parameters! {
    pub struct SignInQuery {
        /// Where to go on afterwards.
        pub next: Option<String>,
    }
}

#[get("/masuk")]
pub async fn form(
    context: Context<'_, Anybody>,
    visit: Visit,
    query: Query<SignInQuery>,
) -> Result<Answer, HttpError> {
    let next = local_path(query.0.next.as_deref());
    if context.user.is_some() {
        return Ok(Answer::done(next));
    }
    if !employees::anyone_can_sign_in(context.db()).await? {
        return Ok(Answer::done("/siapkan"));
    }
    // Hardly anybody shares a telephone, and everybody a computer of the office.
    let phone = browser::is_phone(&visit.user_agent);
    let form = FormValues::default().with("remember", if phone { "1" } else { "" });
    Ok(Answer::page(page(&context, phone, &next, form).await?))
}

/// A demonstration shows its logins here.
async fn page<W: Who>(
    context: &Context<'_, W>,
    phone: bool,
    next: &str,
    form: FormValues,
) -> Result<Page, HttpError> {
    Ok(context.render(&SignInPage {
        next: next.to_owned(),
        phone,
        provider: context.app.provider_name(context.language).map(|name| ProviderLink {
            name,
            href: format!("/masuk/penyedia?next={}", encoded(next)),
        }),
        demo: demo::logins(context.store()).await?,
        form,
    }))
}

#[post("/masuk", data = "<form>")]
pub async fn open(context: Context<'_, Guest>, form: Form) -> Result<Answer, HttpError> {
    let Context { app, cookies, user: visit, .. } = &context;
    form.0.only(&["login", "password", "next", "remember", "demo"], &[])?;
    let next = local_path(form.0.filled("next"));
    let ready_login = match form.0.filled("demo") {
        None => None,
        Some(role) => Some(demo_login(&context, role).await?),
    };
    let (login, password) = match &ready_login {
        None => (form.0.text("login"), form.0.text("password")),
        Some(ready_login) => (ready_login.login.as_str(), ready_login.password.as_str()),
    };
    let device = device_of(cookies);
    let attempt =
        Attempt { login: login.into(), password: password.into(), address: visit.address, device };
    let (passwords, throttle, stranger) = (&app.passwords, &app.throttle, visit.stranger());
    let found = sign_in::authenticate(&app.store, passwords, throttle, &stranger, attempt).await;
    let employee = match found {
        Ok(employee) => employee,
        Err(NotSignedIn::Wrong { by_address }) => {
            let wrong = [NotSignedIn::problem(by_address)];
            let phone = browser::is_phone(&visit.user_agent);
            let page = page(&context, phone, &next, form.0.values())
                .await?
                .with_problems(Status::UnprocessableEntity, &wrong);
            return Ok(Answer::page(page));
        }
        Err(error) => return Err(error.into()),
    };
    let remembered = form.0.is_checked("remember");
    let browser = Browser { remembered, ..Browser::default() };
    Ok(Answer::done(sign_in(&context, employee, browser, &next).await?))
}

/// What the button of a role signs in with: only a demonstration has any.
async fn demo_login(context: &Context<'_, Guest>, role: &str) -> Result<Login, HttpError> {
    let logins = demo::logins(context.store()).await?;
    logins.into_iter().find(|login| login.role == role).ok_or_else(HttpError::not_found)
}

fn device_of(cookies: &CookieJar<'_>) -> Option<String> {
    cookies.get(DEVICE_COOKIE).map(|cookie| cookie.value().to_owned())
}

/// Opens a session for somebody who has shown who they are, or asks for the code that is asked of them
/// besides. Returns where they go on: `next`, or to the code.
pub async fn sign_in(
    context: &Context<'_, Guest>,
    employee: EmployeeId,
    browser: Browser,
    next: &str,
) -> Result<String, HttpError> {
    let warrant = context.user.proved(employee);
    let waiting = second_step::begin(context.store(), &warrant, &browser).await?;
    if let Some(token) = waiting {
        context.cookies.add(lasting(CODE_COOKIE, token, second_step::LASTS));
        return Ok(format!("/masuk/kode?next={}", encoded(next)));
    }
    open_session(context, employee, browser).await?;
    Ok(next.to_owned())
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn open_session(
    context: &Context<'_, Guest>,
    employee: EmployeeId,
    browser: Browser,
) -> Result<(), HttpError> {
    let (cookies, visit) = (context.cookies, &context.user);
    let browser = Browser {
        device: device_of(cookies),
        former: cookies.get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned()),
        name: browser::name(&visit.user_agent),
        ..browser
    };
    let remembered = browser.remembered;
    let (session, device) =
        sign_in::open_session(context.store(), &visit.proved(employee), browser).await?;
    // How long a session lasts is decided here; the browser only has to keep it for so long.
    let life = if remembered { MOST_DAYS } else { session::SHARED };
    cookies.add(lasting(SESSION_COOKIE, session, life));
    if let Some(device) = device {
        cookies.add(lasting(DEVICE_COOKIE, device, MOST_DAYS));
    }
    Ok(())
}

/// Where the code is typed. Whoever waits for none begins anew.
#[get("/masuk/kode")]
pub async fn code_form(
    context: Context<'_, Guest>,
    query: Query<SignInQuery>,
) -> Result<Answer, HttpError> {
    let next = local_path(query.0.next.as_deref());
    let stranger = context.user.stranger();
    if let Some(token) = context.cookies.get(CODE_COOKIE).map(Cookie::value)
        && second_step::waits(context.store(), &stranger, token).await?
    {
        return Ok(Answer::page(context.render(&CodePage { next, form: FormValues::default() })));
    }
    Ok(Answer::done(format!("/masuk?next={}", encoded(&next))))
}

/// Takes the code. A wrong one may be typed again, some times.
#[post("/masuk/kode", data = "<form>")]
pub async fn code(context: Context<'_, Guest>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["code", "next"], &[])?;
    let (app, cookies) = (context.app, context.cookies);
    let next = local_path(form.0.filled("next"));
    let again = || Answer::done(format!("/masuk?next={}", encoded(&next)));
    let Some(token) = cookies.get(CODE_COOKIE).map(|cookie| cookie.value().to_owned()) else {
        return Ok(again());
    };
    let (passwords, throttle, stranger) = (&app.passwords, &app.throttle, context.user.stranger());
    let typed = (token.as_str(), form.0.text("code"));
    match second_step::pass(&app.store, passwords, throttle, &stranger, typed).await {
        Ok(Passed { employee, remembered, by_provider }) => {
            let browser = Browser { remembered, by_provider, ..Browser::default() };
            open_session(&context, employee, browser).await?;
            cookies.remove(cookie(CODE_COOKIE, String::new()));
            Ok(Answer::done(next))
        }
        Err(NotSignedIn::CodeWrong) => {
            let page = context.render(&CodePage { next, form: FormValues::default() });
            let wrong = [Problem::new("code", "second-factor-wrong")];
            Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &wrong)))
        }
        Err(NotSignedIn::Ended) => {
            cookies.remove(cookie(CODE_COOKIE, String::new()));
            Ok(again())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn lasting(
    name: &'static str,
    value: String,
    life: chrono::Duration,
) -> Cookie<'static> {
    let mut cookie = cookie(name, value);
    cookie.set_max_age(rocket::time::Duration::seconds(life.num_seconds()));
    cookie
}

#[derive(Responder)]
pub struct SignedOut {
    redirect: Redirect,
    clear: Header<'static>,
}

#[post("/keluar", data = "<_form>")]
pub async fn end(
    signed_in: SignedIn,
    _form: Form,
    cookies: &CookieJar<'_>,
    app: &State<AppState>,
) -> Result<SignedOut, HttpError> {
    let (warrant, token_hash) = (signed_in.warrant(), signed_in.token_hash);
    match sign_in::end_session(&app.store, &warrant, token_hash).await {
        // Somebody was faster.
        Ok(()) | Err(WorkflowError::SignedOut) => {}
        Err(error) => return Err(error.into()),
    }
    cookies.remove(cookie(SESSION_COOKIE, String::new()));
    let clear = Header::new("Clear-Site-Data", "\"cache\", \"storage\"");
    Ok(SignedOut { redirect: Redirect::to("/masuk"), clear })
}

#[post("/bahasa", data = "<form>")]
pub fn language(form: Form, cookies: &CookieJar<'_>) -> Result<Redirect, HttpError> {
    form.0.only(&["lang", "next"], &[])?;
    let asked = form.0.text("lang");
    let unknown = || HttpError::invalid(problem_with_value("lang", "unknown-choice", asked));
    let language = Language::from_tag(asked).ok_or_else(unknown)?;
    let mut chosen = lasting("lang", language.name().into(), chrono::Duration::days(365));
    chosen.set_http_only(true);
    cookies.add(chosen);
    Ok(Redirect::to(local_path(form.0.filled("next"))))
}

/// A path of this site, or the first page for anything else.
pub(super) fn local_path(next: Option<&str>) -> String {
    let next = next.unwrap_or("/");
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t', '\0'])
        && rocket::http::uri::Origin::parse(next).is_ok();
    if local { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(local_path(Some("/riwayat?bulan=2026-11")), "/riwayat?bulan=2026-11");
        for evil in [
            "//evil",
            "/\\evil",
            "https://evil",
            "javascript:alert(1)",
            "evil",
            "",
            "\\\\evil",
            "/\t/evil",
            "http:/evil",
            "///evil",
            "/\r\nSet-Cookie:x",
            "data:x",
            "//evil/%2f..",
            "@evil",
            "/\0",
        ] {
            assert_eq!(local_path(Some(evil)), "/", "{evil}");
        }
    }
}
