//! An HTML page: a template, what it shows, and what every page shows around it.

use std::sync::Arc;

use rocket::Request;
use rocket::http::{ContentType, Cookie, SameSite, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Redirect, Responder, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::failure::{Failure, set_aside, tell};
use crate::rules::{Problem, RoleKind, Zone};
use crate::secret::{self, FormToken};
use crate::store::settings::Settings;
use crate::text::{self, Arg, Language, formats};
use crate::web::guards::viewer::{SESSION_COOKIE, SignedIn};
use crate::web::request::{self, language, pekan};

/// Names the browser before anybody has signed in, so that a form can be tied to it.
const VISIT_COOKIE: &str = "__Host-visit";
const FLASH_COOKIE: &str = "__Host-flash";
/// The step of the first run that this browser is at.
const STEP_COOKIE: &str = "__Host-step";

/// What every page shows around its own: who, where, which language. Also the guard by which a
/// route gets it.
pub struct Frame {
    csrf: String,
    path: String,
    language: Language,
    flash: Option<Value>,
    clock_banner: Option<String>,
    institution: String,
    year: i32,
    assets: String,
    settings: Arc<Settings>,
    step: Option<u8>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Frame {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match pekan(request).store.rulebook().await {
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
        let pekan = pekan(request);
        let language = language(request);
        let now = request::now(request).with_timezone(&Zone::Wib.offset());
        let clock_banner = pekan.clock.is_set().then(|| {
            let moment = formats::moment(language, now, Zone::Wib.label());
            text::text_with(language, "clock-banner", &[("moment", Arg::from(&moment))])
        });
        Self {
            csrf: csrf_token(request).masked(),
            path: request.uri().to_string(),
            language,
            flash: take_flash(request, language),
            clock_banner,
            institution: institution.unwrap_or_else(|| text::text(language, "app-name")),
            year: chrono::Datelike::year(&now),
            assets: pekan.assets.prefix.clone(),
            settings: pekan.store.settings_at_hand(),
            step: step_at(request),
        }
    }

    /// A page for somebody who has signed in.
    pub fn page(&self, name: &'static str, nav: &str, me: &SignedIn, own: impl Serialize) -> Page {
        self.build(name, Some(nav), Some(me), own)
    }

    /// A page for anybody.
    pub fn open_page(&self, name: &'static str, own: impl Serialize) -> Page {
        self.build(name, None, None, own)
    }

    fn build(
        &self,
        name: &'static str,
        nav: Option<&str>,
        me: Option<&SignedIn>,
        own: impl Serialize,
    ) -> Page {
        let page = json!({
            "csrf": self.csrf,
            "path": self.path,
            "assets": self.assets,
            "institution": self.institution,
            "viewer": me.map(shown_viewer),
            "nav": nav,
            "flash": self.flash,
            "clock_banner": self.clock_banner,
            "now_year": self.year,
            "logo": self.settings.logo,
            "languages": self.settings.languages.offered,
            // Only whoever administers is led.
            "step": self.step.filter(|_| me.is_some_and(|me| me.is(RoleKind::Administrator))),
        });
        let mut values = match serde_json::to_value(own) {
            Ok(Value::Object(values)) => values,
            _ => Map::new(),
        };
        for absent in ["errors", "form"] {
            values.entry(absent).or_insert_with(|| json!({}));
        }
        values.entry("error_list").or_insert_with(|| json!([]));
        values.insert("page".into(), page);
        let language = me.map_or(self.language, |me| me.language);
        Page { name, values: Value::Object(values), language, status: Status::Ok }
    }
}

fn shown_viewer(me: &SignedIn) -> Value {
    let offices = &me.rulebook.offices;
    let headed = me.viewer.own_offices().next().or(me.office);
    let everywhere = me.is(RoleKind::Administrator) || me.is(RoleKind::Auditor);
    let home = if everywhere { offices.roots().next().map(|root| root.id) } else { headed };
    let reviews = me.is(RoleKind::Reviewer) || me.is(RoleKind::Administrator);
    json!({
        "name": me.me.name,
        "initials": initials(&me.me.name),
        "number": me.me.number,
        "home_office": home.and_then(|id| offices.get(id)).map(|office| &office.code),
        "can": {
            "office": everywhere || me.viewer.own_offices().next().is_some(),
            "review": reviews,
            "administer": me.is(RoleKind::Administrator),
            "audit": everywhere,
            "sellers": me.is(RoleKind::SellerOfficer) || me.is(RoleKind::Administrator),
        },
    })
}

/// The first letters of the first two names, without titles in front of them.
fn initials(name: &str) -> String {
    let words = name.split(',').next().unwrap_or_default().split_whitespace();
    let names = words.filter(|word| !word.ends_with('.'));
    let letters = names.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}

/// A rendered answer.
pub struct Page {
    name: &'static str,
    values: Value,
    language: Language,
    status: Status,
}

impl Page {
    /// The page again, with what was typed and what is wrong with it.
    #[must_use]
    pub fn with_problems(mut self, status: Status, problems: &[Problem]) -> Self {
        let told = tell(self.language, problems);
        let mut errors = Map::new();
        for one in &told {
            errors.entry(one.field.clone()).or_insert_with(|| json!(one.message));
        }
        self.values["errors"] = Value::Object(errors);
        self.values["error_list"] = json!(told);
        self.status = status;
        self
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let rendered =
            text::render(&pekan(request).templates, self.name, self.language, &self.values);
        match rendered {
            Ok(html) => Response::build()
                .status(self.status)
                .header(ContentType::HTML)
                .sized_body(html.len(), std::io::Cursor::new(html))
                .ok(),
            Err(error) => {
                let failure = Failure::from(error);
                // The error page itself cannot be shown: Rocket's bare one is left.
                if self.name == FAILURE_PAGE {
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

const FAILURE_PAGE: &str = "errors/error.html";

/// The page that says what went wrong. It asks the database nothing.
pub fn failure(request: &Request<'_>, failure: &Failure) -> Page {
    let frame = Frame::new(request, None);
    let told = tell(frame.language, &failure.problems);
    let own = json!({
        "status": failure.status.code,
        "detail": told.first().map(|told| &told.message),
        "retry_after": failure.retry_after,
    });
    frame.open_page(FAILURE_PAGE, own)
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

fn take_flash(request: &Request<'_>, language: Language) -> Option<Value> {
    let key = request.cookies().get(FLASH_COOKIE)?.value().to_owned();
    request.cookies().remove(cookie(FLASH_COOKIE, String::new()));
    let known =
        key.starts_with("flash-") && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    // Whatever a browser sends as a key that we do not have is no message.
    let text = known.then(|| text::known(language, &key)).flatten()?;
    Some(json!({ "kind": "ok", "text": text }))
}
