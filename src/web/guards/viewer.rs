//! Who is asking: guards, so that a route's signature says who may call it.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use crate::clock::Clock;
use crate::rules::session::{Session, is_noted};
use crate::rules::{
    EmployeeId, Office, OfficeId, Placement, RoleKind, Rulebook, Scope, Sight, Viewer, Zone,
    placement,
};
use crate::store::identities::{self, Identity, Person};
use crate::store::settings::Settings;
use crate::store::{self, Store, sessions, tokens};
use crate::text::Language;
use crate::web::answers::http_error::{HttpError, reject};
use crate::web::noting;
use crate::web::request::{self, app_state};
use crate::workflows::Warrant;
use crate::workflows::warrant::in_force;
use crate::{secret, txn_job};

/// The session cookie. The prefix binds it to this host, to HTTPS and to the whole site.
pub const SESSION_COOKIE: &str = "__Host-sid";

/// Somebody who has signed in, on a page or through the API.
pub struct SignedIn {
    pub viewer: Viewer,
    pub employee: Person,
    pub placements: Vec<Placement>,
    /// Where they belong today.
    pub office: Option<OfficeId>,
    /// The date in the zone of their office.
    pub today: NaiveDate,
    pub rulebook: std::sync::Arc<Rulebook>,
    pub settings: std::sync::Arc<Settings>,
    /// When the request began: enough to show, too early to write.
    pub now: DateTime<Utc>,
    clock: Clock,
    pub language: Language,
    /// SHA-256 of the session or API token with which they came.
    pub token_hash: String,
    /// None for an API token.
    pub session: Option<Session>,
    pub has_second_factor: bool,
    has_password: bool,
}

impl SignedIn {
    /// Of their office: in it times are told to them.
    pub fn zone(&self) -> Zone {
        self.office.map_or(Zone::Wib, |office| self.rulebook.zone(office))
    }

    pub fn scope(&self) -> Scope {
        self.viewer.scope(&self.rulebook.offices)
    }

    pub fn sight(&self) -> Sight {
        self.viewer.sight(&self.rulebook.offices, self.now)
    }

    pub fn review_sight(&self) -> Sight {
        self.viewer.review_sight(&self.rulebook.offices, self.now)
    }

    /// What their workflows take.
    pub fn warrant(&self) -> Warrant {
        let (viewer, token_hash) = (self.viewer.clone(), self.token_hash.clone());
        match self.session {
            Some(_) => Warrant::of_session(viewer, token_hash, self.clock),
            None => Warrant::of_key(viewer, token_hash, self.clock),
        }
    }

    /// Whether they do nothing without a second factor.
    pub fn must_have_second_factor(&self) -> bool {
        let kinds = self.viewer.roles.iter().map(|role| role.kind);
        self.settings.second_factor.is_required(kinds, self.today)
    }

    pub fn is(&self, kind: RoleKind) -> bool {
        self.viewer.has(kind)
    }

    /// Whether they decide on purchases and exemptions, of whichever offices.
    pub fn may_review(&self) -> bool {
        self.viewer.reviews()
    }

    pub fn may_audit(&self) -> bool {
        self.viewer.may_audit()
    }

    /// The office of a code, if its figures are in sight.
    ///
    /// # Errors
    /// 404 where it is out of sight.
    pub fn office_in_sight(&self, code: &str) -> Result<&Office, HttpError> {
        let found = self.rulebook.offices.by_code(code);
        let scope = self.scope();
        found.filter(|office| scope.holds_office(office.id)).ok_or_else(HttpError::not_found)
    }

    /// The same office and all below it; `None` where none is named.
    pub fn subtree_in_sight(&self, code: Option<&str>) -> Result<Option<Vec<OfficeId>>, HttpError> {
        let Some(code) = code else { return Ok(None) };
        Ok(Some(self.rulebook.offices.subtree(self.office_in_sight(code)?.id)))
    }

    /// The offices whose people they manage, to narrow a query; `None` for all of them.
    pub fn managed_offices(&self) -> Option<Vec<OfficeId>> {
        self.viewer.managed_offices(&self.rulebook.offices).narrowing()
    }

    /// None where their session has run out.
    async fn load(
        store: &Store,
        mut identity: Identity,
        token_hash: String,
        request: &Request<'_>,
    ) -> store::Result<Option<Self>> {
        let now = request::now(request);
        let (rulebook, settings) = (store.rulebook().await?, store.settings().await?);
        let Some(today) = in_force(&mut identity, &rulebook, now) else { return Ok(None) };
        let Identity { person: employee, placements, roles, session, .. } = identity;
        Ok(Some(Self {
            office: placement::current(&placements, today).map(|placement| placement.office),
            viewer: Viewer { employee: employee.id, roles },
            language: request::fix_language(request, employee.language),
            employee,
            placements,
            today,
            rulebook,
            settings,
            now,
            clock: app_state(request).clock,
            token_hash,
            session,
            has_second_factor: identity.has_second_factor,
            has_password: identity.has_password,
        }))
    }
}

/// Finds who has the session of this request's cookie.
pub async fn by_session(request: &Request<'_>) -> Result<Option<SignedIn>, HttpError> {
    let Some(cookie) = request.cookies().get(SESSION_COOKIE) else { return Ok(None) };
    let (store, now) = (&app_state(request).store, request::now(request));
    let token_hash = secret::hash(cookie.value());
    let found = identities::by_session(store.reader(), &token_hash, now).await?;
    let Some(identity) = found else { return Ok(None) };
    let loaded = SignedIn::load(store, identity, token_hash.clone(), request).await?;
    let Some(signed_in) = loaded else { return Ok(None) };
    must_have_second_factor(request, &signed_in)?;
    if let Some(session) = signed_in.session.filter(|session| session.is_noted(now)) {
        note_session(store, token_hash, Session { seen_at: now, ..session }).await;
    }
    Ok(Some(remembered(request, signed_in)))
}

/// Where whoever lacks a second factor sets one up, or goes away.
const BEFORE_SECOND_FACTOR: [&str; 2] = ["/akun/dua-langkah", "/keluar"];

/// Refuses all else to whoever lacks a second factor.
fn must_have_second_factor(request: &Request<'_>, signed_in: &SignedIn) -> Result<(), HttpError> {
    let path = request.uri().path();
    let is_setting_up = BEFORE_SECOND_FACTOR.iter().any(|begin| path.starts_with(begin));
    let lacks = signed_in.must_have_second_factor() && !signed_in.has_second_factor;
    if lacks && !is_setting_up {
        return Err(HttpError::second_factor_missing());
    }
    Ok(())
}

/// Notes when a session was last used.
async fn note_session(store: &Store, token_hash: String, session: Session) {
    let (store, until) = (store.clone(), session.forgotten_at());
    noting::note("the use of a session", async move {
        let job = store.write(txn_job!(|txn| {
            sessions::seen(txn, &token_hash, session.seen_at, until).await
        }));
        job.await
    })
    .await;
}

/// Notes when a key was last used.
async fn note_key(store: &Store, token_hash: String, now: DateTime<Utc>) {
    let store = store.clone();
    noting::note("the use of a key", async move {
        store.write(txn_job!(|txn| tokens::seen(txn, &token_hash, now).await)).await
    })
    .await;
}

/// Whom a guard of this request has identified.
struct Identified(Option<Account>);

/// Somebody who has signed in, by what opens their account here.
#[derive(Clone, Debug)]
pub struct Account {
    pub employee: EmployeeId,
    /// SHA-256 of the session or API token with which they came.
    pub token_hash: String,
    /// None for an API token.
    pub session: Option<Session>,
    pub has_password: bool,
    pub has_second_factor: bool,
}

/// Whom the route's guard has identified. `None` where no guard has asked or nobody was found, so that
/// a route without such a guard has no person to receive files from.
pub fn identified(request: &Request<'_>) -> Option<EmployeeId> {
    account(request).map(|account| account.employee)
}

/// The same, with the session.
pub fn account<'r>(request: &'r Request<'_>) -> Option<&'r Account> {
    request.local_cache(|| Identified(None)).0.as_ref()
}

fn remembered(request: &Request<'_>, signed_in: SignedIn) -> SignedIn {
    request.local_cache(|| {
        Identified(Some(Account {
            employee: signed_in.employee.id,
            token_hash: signed_in.token_hash.clone(),
            session: signed_in.session,
            has_password: signed_in.has_password,
            has_second_factor: signed_in.has_second_factor,
        }))
    });
    signed_in
}

/// Finds whose API token this is.
pub async fn by_token(request: &Request<'_>, token: &str) -> Result<Option<SignedIn>, HttpError> {
    let store = &app_state(request).store;
    let token_hash = secret::hash(token);
    let found = identities::by_token(store.reader(), &token_hash, request::now(request)).await?;
    let Some(identity) = found else { return Ok(None) };
    let seen_at = identity.key.and_then(|key| key.seen_at);
    let loaded = SignedIn::load(store, identity, token_hash.clone(), request).await?;
    let Some(signed_in) = loaded else { return Ok(None) };
    must_have_second_factor(request, &signed_in)?;
    let now = request::now(request);
    if is_noted(seen_at, now) {
        note_key(store, token_hash, now).await;
    }
    Ok(Some(remembered(request, signed_in)))
}

/// Who has signed in; 401 where nobody has.
pub async fn must_be_signed_in(request: &Request<'_>) -> Result<SignedIn, HttpError> {
    by_session(request).await?.ok_or_else(|| HttpError::status(Status::Unauthorized))
}

/// The guard of files, and of what else is no page: who has not signed in is led to `/masuk`.
#[rocket::async_trait]
impl<'r> FromRequest<'r> for SignedIn {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match must_be_signed_in(request).await {
            Ok(user) => Outcome::Success(user),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}
