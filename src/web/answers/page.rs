//! An HTML page: a template, what it shows, and what every page shows around it.

use std::collections::BTreeMap;

use rocket::Request;
use rocket::http::{ContentType, Cookie, SameSite, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Redirect, Responder, Response};
use tera::Context;

use super::failure::{Failure, set_aside, tell};
use crate::rules::{Problem, RoleKind, Zone};
use crate::secret::{self, FormToken};
use crate::text::{self, Arg, Language, formats};
use crate::web::guards::viewer::{SESSION_COOKIE, SignedIn};
use crate::web::request::{self, app_state, language};
use crate::web::views::View;
use crate::web::views::errors::ErrorPage;
use crate::web::views::form_values::FormValues;
use crate::web::views::layout::{Flash, Layout, ViewerMenu};

/// Names the browser before anybody has signed in, so that a form can be tied to it.
const VISIT_COOKIE: &str = "__Host-visit";
const FLASH_COOKIE: &str = "__Host-flash";
/// The step of the first run that this browser is at.
const STEP_COOKIE: &str = "__Host-step";

/// What a route makes its page with: everything that is shown around it.
pub struct Frame {
    layout: Layout,
    language: Language,
    /// Only whoever administers is led.
    step: Option<u8>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Frame {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match app_state(request).store.rulebook().await {
            Ok(rulebook) => {
                let root = rulebook.offices.roots().next().map(|office| office.name.clone());
                // Read together with the rules.
                Outcome::Success(Self::new(request, root))
            }
            Err(error) => Outcome::Error(set_aside(request, error.into())),
        }
    }
}

impl Frame {
    fn new(request: &Request<'_>, institution: Option<String>) -> Self {
        let app = app_state(request);
        let language = language(request);
        let now = request::now(request).with_timezone(&Zone::Wib.offset());
        let clock_banner = app.clock.is_set().then(|| {
            let moment = formats::moment(language, now, Zone::Wib.label());
            text::text_with(language, "clock-banner", &[("moment", Arg::from(&moment))])
        });
        let settings = app.store.settings_at_hand();
        let layout = Layout {
            csrf: csrf_token(request).masked(),
            path: request.uri().to_string(),
            assets: app.assets.prefix.clone(),
            institution: institution.unwrap_or_else(|| text::text(language, "app-name")),
            viewer: None,
            nav: None,
            flash: take_flash(request, language),
            clock_banner,
            now_year: chrono::Datelike::year(&now),
            logo: settings.logo.clone(),
            languages: settings.languages.offered.clone(),
            step: None,
        };
        Self { layout, language, step: step_at(request) }
    }

    /// A page for somebody who has signed in.
    pub fn show<V: View>(&self, nav: &str, user: &SignedIn, view: &V) -> Page {
        self.build(Some((nav, user)), view)
    }

    /// A page for anybody.
    pub fn show_open<V: View>(&self, view: &V) -> Page {
        self.build(None, view)
    }

    fn build<V: View>(&self, user: Option<(&str, &SignedIn)>, view: &V) -> Page {
        let mut layout = self.layout.clone();
        let mut language = self.language;
        if let Some((nav, user)) = user {
            layout.viewer = Some(ViewerMenu::of(user));
            layout.nav = Some(nav.to_owned());
            layout.step = self.step.filter(|_| user.is(RoleKind::Administrator));
            language = user.language;
        }
        let context = Context::from_serialize(view).map(|mut context| {
            context.insert("page", &layout);
            if context.get("form").is_none() {
                context.insert("form", &FormValues::default());
            }
            context
        });
        let page = Page { template: V::TEMPLATE, context, language, status: Status::Ok };
        page.with_problems(Status::Ok, &[])
    }
}

/// A rendered answer.
pub struct Page {
    template: &'static str,
    context: Result<Context, tera::Error>,
    language: Language,
    status: Status,
}

impl Page {
    /// The page again, with what is wrong with what was typed.
    #[must_use]
    pub fn with_problems(mut self, status: Status, problems: &[Problem]) -> Self {
        let told = tell(self.language, problems);
        let mut errors = BTreeMap::new();
        for one in &told {
            errors.entry(&one.field).or_insert(&one.message);
        }
        if let Ok(context) = &mut self.context {
            context.insert("errors", &errors);
            context.insert("error_list", &told);
        }
        self.status = status;
        self
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let (templates, name) = (&app_state(request).templates, self.template);
        let rendered = text::render_context(templates, name, self.language, self.context);
        match rendered {
            Ok(html) => Response::build()
                .status(self.status)
                .header(ContentType::HTML)
                .sized_body(html.len(), std::io::Cursor::new(html))
                .ok(),
            Err(error) => {
                let failure = Failure::from(error);
                // The error page itself cannot be shown: Rocket's bare one is left.
                if name == ErrorPage::TEMPLATE {
                    Err(failure.status)
                } else {
                    failure.respond_to(request)
                }
            }
        }
    }
}

/// What a form comes to: the page again, or the way to the next one.
#[derive(Responder)]
pub enum Answer {
    Page(Box<Page>),
    Done(Redirect),
}

impl Answer {
    pub fn page(page: Page) -> Self {
        Self::Page(Box::new(page))
    }

    pub fn done(path: impl Into<String>) -> Self {
        Self::Done(Redirect::to(path.into()))
    }
}

/// The page that says what went wrong. It asks the database nothing.
pub fn failure(request: &Request<'_>, failure: &Failure) -> Page {
    let frame = Frame::new(request, None);
    let told = tell(frame.language, &failure.problems);
    frame.show_open(&ErrorPage {
        status: failure.status.code,
        detail: told.into_iter().next().map(|told| told.message),
        retry_after: failure.retry_after,
    })
}

/// The token that every form of this browser carries.
pub fn csrf_token(request: &Request<'_>) -> FormToken {
    let cookies = request.cookies();
    let seed = cookies.get(SESSION_COOKIE).or_else(|| cookies.get(VISIT_COOKIE));
    if let Some(seed) = seed {
        return FormToken::of(seed.value());
    }
    let visit = secret::token();
    let token = FormToken::of(&visit);
    cookies.add(cookie(VISIT_COOKIE, visit));
    token
}

/// A cookie for this host only, over HTTPS, out of the reach of scripts.
pub fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}

/// Leaves a message for the next page. `key` is one of ours in `locales/`; `amount` may be shown.
pub fn leave_flash(request_cookies: &rocket::http::CookieJar<'_>, key: &str) {
    request_cookies.add(cookie(FLASH_COOKIE, key.to_owned()));
}

/// Remembers the step at which an administrator is led through the first run, or that it is over.
pub fn remember_step(cookies: &rocket::http::CookieJar<'_>, step: Option<u8>) {
    match step {
        Some(step) => cookies.add(cookie(STEP_COOKIE, step.to_string())),
        None => cookies.remove(cookie(STEP_COOKIE, String::new())),
    }
}

fn step_at(request: &Request<'_>) -> Option<u8> {
    let step = request.cookies().get(STEP_COOKIE)?.value().parse().ok()?;
    Some(step).filter(|step| (2..=5).contains(step))
}

fn take_flash(request: &Request<'_>, language: Language) -> Option<Flash> {
    let key = request.cookies().get(FLASH_COOKIE)?.value().to_owned();
    request.cookies().remove(cookie(FLASH_COOKIE, String::new()));
    let known =
        key.starts_with("flash-") && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    // Whatever a browser sends as a key that we do not have is no message.
    let text = known.then(|| text::known(language, &key)).flatten()?;
    Some(Flash { kind: "ok".into(), text })
}
