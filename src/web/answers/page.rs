//! An HTML page: a template, what it shows, and what every page shows around it.

use std::collections::BTreeMap;

use rocket::Request;
use rocket::http::{ContentType, Cookie, CookieJar, SameSite, Status};
use rocket::response::{self, Redirect, Responder, Response};

use super::http_error::{HttpError, describe};
use crate::rules::Problem;
use crate::secret::{self, FormToken};
use crate::text::{self, Language};
use crate::web::guards::viewer::SESSION_COOKIE;
use crate::web::request::app_state;
use crate::web::views::View;
use crate::web::views::errors::ErrorPage;
use crate::web::views::form_values::FormValues;
use crate::web::views::layout::Layout;

/// Names the browser before anybody has signed in, so that a form can be tied to it.
const VISIT_COOKIE: &str = "__Host-visit";
/// The step of the first run that this browser is at.
const STEP_COOKIE: &str = "__Host-step";

/// A rendered answer.
pub struct Page {
    template: &'static str,
    context: Result<tera::Context, tera::Error>,
    language: Language,
    status: Status,
}

impl Page {
    pub fn new<V: View>(view: &V, layout: &Layout, language: Language) -> Self {
        let context = tera::Context::from_serialize(view).map(|mut context| {
            context.insert("page", layout);
            if context.get("form").is_none() {
                context.insert("form", &FormValues::default());
            }
            context
        });
        let page = Self { template: V::TEMPLATE, context, language, status: Status::Ok };
        page.with_problems(Status::Ok, &[])
    }

    /// The page again, with what is wrong with what was typed.
    #[must_use]
    pub fn with_problems(mut self, status: Status, problems: &[Problem]) -> Self {
        let described = describe(self.language, problems);
        let mut errors = BTreeMap::new();
        for one in &described {
            errors.entry(&one.field).or_insert(&one.message);
        }
        if let Ok(context) = &mut self.context {
            context.insert("errors", &errors);
            context.insert("error_list", &described);
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
                let failure = HttpError::from(error);
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

/// Remembers the step at which an administrator is led through the first run, or that it is over.
pub fn remember_step(cookies: &CookieJar<'_>, step: Option<u8>) {
    match step {
        Some(step) => cookies.add(cookie(STEP_COOKIE, step.to_string())),
        None => cookies.remove(cookie(STEP_COOKIE, String::new())),
    }
}

/// The steps after `/siapkan`, which is the first.
pub const STEPS: std::ops::RangeInclusive<u8> = 2..=8;

/// The step that is remembered.
pub fn step_at(cookies: &CookieJar<'_>) -> Option<u8> {
    let step = cookies.get(STEP_COOKIE)?.value().parse().ok()?;
    Some(step).filter(|step| STEPS.contains(step))
}
