//! The guard of every page: who asks for it, and what it reads and renders with.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use rocket::Request;
use rocket::http::CookieJar;
use rocket::request::{FromRequest, Outcome};

use super::viewer::SignedIn;
use super::who::{Anybody, Guest, SignedInAs, Who};
use crate::rules::contact::Contact;
use crate::rules::outage::MailOutage;
use crate::rules::{OfficeTree, Problem, PurchaseId, RoleKind, Rulebook, Zone};
use crate::secret::FormToken;
use crate::store::{ConnectionTrait, Store, waiting};
use crate::text::{self, Arg, Language, formats};
use crate::web::answers::flash::{self, Recorded};
use crate::web::answers::http_error::{mendable, reject};
use crate::web::answers::page::{self, Answer, Page};
use crate::web::request::{Visit, app_state, language, now};
use crate::web::views::View;
use crate::web::views::layout::{Layout, ViewerMenu};
use crate::web::{AppState, HttpError};
use crate::workflows::WorkflowError;

/// A request for a page, by somebody who may ask for it: `Context<'_, Reviewer>`.
pub struct Context<'r, W: Who = SignedIn> {
    pub user: W::User,
    pub app: &'r AppState,
    pub cookies: &'r CookieJar<'r>,
    pub language: Language,
    csrf: FormToken,
    /// Path and query of the request.
    path: String,
    surroundings: Surroundings,
    now: DateTime<Utc>,
}

/// What a page shows around its own, whoever asks for it: kept with the request, so that the page which
/// refuses it shows the same.
#[derive(Clone, Default)]
struct Surroundings {
    /// The name of the root office; none while there is no office.
    institution: Option<String>,
    menu: Option<ViewerMenu>,
}

impl Surroundings {
    async fn of(request: &Request<'_>, user: Option<&SignedIn>) -> Result<Self, HttpError> {
        let store = &app_state(request).store;
        let mut menu = user.map(ViewerMenu::of);
        if let (Some(menu), Some(user)) = (&mut menu, user) {
            let sight = user.review_sight();
            let reviewer = user.may_review().then_some((&sight, user.employee.id));
            let sellers = menu.keeps_sellers();
            let waiting = waiting::in_menu(store.reader(), sellers, reviewer).await?;
            menu.sellers_waiting = waiting.sellers;
            menu.reviews_waiting = waiting.reviews;
        }
        let rulebook = store.rulebook().await?;
        let institution = rulebook.offices.roots().next().map(|office| office.name.clone());
        Ok(Self { institution, menu })
    }
}

/// Finds out who asks for a page that no guard has looked at, or that one refuses, so that they keep
/// their menu. What cannot be found out is left out.
pub async fn remember_viewer(request: &Request<'_>) {
    let found = async {
        let identified = Anybody::identify(request).await;
        let identified = identified.unwrap_or_default();
        let surroundings = Surroundings::of(request, identified.as_ref()).await;
        surroundings.unwrap_or_default()
    };
    request.local_cache_async(found).await;
}

#[rocket::async_trait]
impl<'r, W: Who> FromRequest<'r> for Context<'r, W> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Self::identify(request).await {
            Ok(context) => Outcome::Success(context),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

impl<'r> Context<'r, Guest> {
    /// For pages that ask the database nothing.
    pub fn without_database(request: &'r Request<'_>) -> Self {
        let known = request.local_cache(Surroundings::default).clone();
        Self::new(request, Visit::of(request), known)
    }

    /// The number of whom a guard of the request has identified.
    pub fn viewer_number(&self) -> Option<String> {
        self.surroundings.menu.as_ref().map(|menu| menu.number.clone())
    }
}

impl<'r, W: Who> Context<'r, W> {
    async fn identify(request: &'r Request<'_>) -> Result<Self, HttpError> {
        let user = W::identify(request).await?;
        let surroundings = Surroundings::of(request, W::signed_in(&user)).await?;
        request.local_cache(|| surroundings.clone());
        Ok(Self::new(request, user, surroundings))
    }

    fn new(request: &'r Request<'_>, user: W::User, surroundings: Surroundings) -> Self {
        Self {
            user,
            app: app_state(request),
            cookies: request.cookies(),
            language: language(request),
            csrf: page::csrf_token(request),
            path: request.uri().to_string(),
            surroundings,
            now: now(request),
        }
    }

    pub fn store(&self) -> &Store {
        &self.app.store
    }

    pub fn db(&self) -> &impl ConnectionTrait {
        self.app.store.reader()
    }

    /// Offices, policies and holidays as the guard has just read them.
    pub fn rulebook(&self) -> Arc<Rulebook> {
        self.store().rulebook_at_hand()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The name of the root office; empty while there is no office.
    pub fn institution(&self) -> &str {
        self.surroundings.institution.as_deref().unwrap_or_default()
    }

    /// How many purchases were proposed to a reviewer when the request began, up to a hundred.
    pub fn reviews_waiting(&self) -> u64 {
        self.surroundings.menu.as_ref().and_then(|menu| menu.reviews_waiting).unwrap_or_default()
    }

    /// Who helps whoever looks: in their office, or in the whole installation.
    pub fn help(&self) -> Option<Contact> {
        let office = W::signed_in(&self.user).and_then(|user| user.office);
        let (settings, rulebook) = (self.store().settings_at_hand(), self.rulebook());
        settings.contacts.of(&rulebook.offices, office).cloned()
    }

    /// The page that shows a view within the layout.
    pub fn render<V: View>(&self, view: &V) -> Page {
        Page::new(view, &self.layout(V::nav()), self.language)
    }

    fn layout(&self, nav: Option<&str>) -> Layout {
        let (app, language) = (self.app, self.language);
        let now = self.now.with_timezone(&Zone::Wib.offset());
        let clock_banner = app.clock.is_set().then(|| {
            let moment = formats::moment(language, now, Zone::Wib.label());
            text::text_with(language, "clock-banner", &[("moment", Arg::from(&moment))])
        });
        let Surroundings { institution, menu } = self.surroundings.clone();
        let settings = app.store.settings_at_hand();
        let user = W::signed_in(&self.user);
        // Only administrators are led through the first steps.
        let is_led = user.is_some_and(|user| user.is(RoleKind::Administrator));
        Layout {
            csrf: self.csrf.masked(),
            path: self.path.clone(),
            assets: app.assets.prefix.clone(),
            institution: institution.unwrap_or_else(|| text::text(language, "app-name")),
            nav: nav.filter(|_| menu.is_some()).map(str::to_owned),
            viewer: menu,
            flash: flash::take(self.cookies, language),
            clock_banner,
            now_year: now.year(),
            logo: settings.logo.clone(),
            languages: settings.languages.offered.clone(),
            mail_rests: is_led && settings.mail_outage.as_ref().is_some_and(MailOutage::is_told),
            step: page::step_at(self.cookies).filter(|_| is_led),
            help: self.help(),
        }
    }

    /// On to the next page, with a message.
    pub fn done(&self, message: &str, next: impl Into<String>) -> Answer {
        flash::leave(self.cookies, message);
        Answer::done(next)
    }

    /// On to the next page, which says that a purchase is recorded.
    pub fn recorded(&self, recorded: &Recorded, next: impl Into<String>) -> Answer {
        flash::leave_recorded(self.cookies, recorded);
        Answer::done(next)
    }

    /// On to the next page, which says what was decided and lets it be taken back.
    pub fn reviewed(&self, message: &str, id: PurchaseId, next: impl Into<String>) -> Answer {
        flash::leave_reviewed(self.cookies, message, id);
        Answer::done(next)
    }

    /// On to the next page, which says how many were accepted and how many left as they are.
    pub fn accepted(&self, (accepted, left): (usize, usize), next: impl Into<String>) -> Answer {
        flash::leave_accepted(self.cookies, accepted, left);
        Answer::done(next)
    }

    /// What a form comes to: the next page with a message, or the form `again` with what is wrong.
    /// What no form can mend is a failure.
    pub async fn finish(
        &self,
        outcome: Result<impl Into<String>, impl Into<HttpError>>,
        flash: &str,
        again: impl Future<Output = Result<Page, HttpError>>,
    ) -> Result<Answer, HttpError> {
        match outcome {
            Ok(next) => Ok(self.done(flash, next)),
            Err(refused) => {
                let (status, problems) = mendable(refused)?;
                Ok(Answer::page(again.await?.with_problems(status, &problems)))
            }
        }
    }
}

impl<W: Who> Context<'_, W> {
    /// The same of a form about a version that somebody saw: where another was faster, the form again as it
    /// is now, with what was typed.
    pub async fn finish_versioned(
        &self,
        outcome: Result<String, WorkflowError>,
        flash: &str,
        again: impl Future<Output = Result<Page, HttpError>>,
    ) -> Result<Answer, HttpError> {
        if let Err(WorkflowError::Stale) = outcome {
            let status = HttpError::from(WorkflowError::Stale).status;
            let changed = [Problem::new("", "changed-while-open")];
            return Ok(Answer::page(again.await?.with_problems(status, &changed)));
        }
        self.finish(outcome, flash, again).await
    }
}

impl<'r> Context<'r, Anybody> {
    /// The page for who has signed in; itself where nobody has.
    pub fn signed_in(mut self) -> Result<Context<'r>, Box<Self>> {
        let Some(user) = self.user.take() else { return Err(Box::new(self)) };
        let Self { app, cookies, language, csrf, path, surroundings, now, .. } = self;
        Ok(Context { user, app, cookies, language, csrf, path, surroundings, now })
    }
}

impl<R: SignedInAs> Context<'_, R> {
    pub fn offices(&self) -> &OfficeTree {
        &self.user.rulebook.offices
    }
}
