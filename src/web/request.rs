//! What is fixed once for a request: its instant, its language, where it came from.

use std::net::{IpAddr, SocketAddr};

use chrono::{DateTime, Utc};
use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use super::AppState;
use crate::clock::Clock;
use crate::rules::{EmployeeId, Viewer, Zone};
use crate::secret;
use crate::store::settings::Settings;
use crate::text::Language;
use crate::workflows::Warrant;

/// The state; it is managed before anything is mounted.
pub fn app_state<'r>(request: &'r Request<'_>) -> &'r AppState {
    request
        .rocket()
        .state::<AppState>()
        .expect("`app::build` manages it before it mounts the routes")
}

/// The instant at which the request is answered; the same for all that it asks.
pub fn now(request: &Request<'_>) -> DateTime<Utc> {
    *request.local_cache(|| app_state(request).clock.now())
}

struct RequestLanguage(Language);

/// The language of the answer: as chosen in the footer, else as the person has set it, else that of the
/// installation. Programs say theirs in `Accept-Language`; browsers say it too, and most of them are
/// set to one that nobody chose.
pub fn language(request: &Request<'_>) -> Language {
    request
        .local_cache(|| {
            RequestLanguage(asked_language(request).unwrap_or_else(|| preferred(request)))
        })
        .0
}

/// Fixes the language for somebody who has signed in.
pub fn fix_language(request: &Request<'_>, own: Option<Language>) -> Language {
    let own = settings(request).languages.offered(own);
    let chosen = || asked_language(request).or(own).unwrap_or_else(|| preferred(request));
    request.local_cache(|| RequestLanguage(chosen())).0
}

fn asked_language(request: &Request<'_>) -> Option<Language> {
    let chosen = Language::from_tag(request.cookies().get("lang")?.value());
    settings(request).languages.offered(chosen)
}

fn preferred(request: &Request<'_>) -> Language {
    let languages = &settings(request).languages;
    if request.uri().path().starts_with("/api") {
        languages.preferred(request.headers().get_one("Accept-Language"))
    } else {
        languages.default
    }
}

/// What was last read of the settings: the guards of every page read them first, and an answer that
/// comes before any guard asks the database nothing.
fn settings(request: &Request<'_>) -> std::sync::Arc<Settings> {
    app_state(request).store.settings_at_hand()
}

/// The client's address: that of the connection, unless a trusted proxy says for whom it asks.
pub fn client_address(request: &Request<'_>) -> Option<IpAddr> {
    let app = app_state(request);
    let peer = app.peers.address(request.remote()?);
    let trusted = &app.config.trusted_proxies;
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return Some(peer);
    }
    // Each proxy appends: the last one that is not a proxy of ours is the client.
    let lines: Vec<&str> = request.headers().get("X-Forwarded-For").collect();
    let forwarded = lines.iter().rev().flat_map(|line| line.rsplit(','));
    // What stands before an entry that cannot be read was not written by a proxy of ours.
    let mut read = forwarded.map_while(|entry| forwarded_address(entry.trim()));
    Some(read.find(|address| !is_trusted(address)).unwrap_or(peer))
}

/// Some proxies write the port as well.
fn forwarded_address(entry: &str) -> Option<IpAddr> {
    let with_port = || entry.parse::<SocketAddr>().ok().map(|address| address.ip());
    entry.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

/// By which a request is found again in the log; its answer says it in `X-Request-Id`.
pub fn request_id<'r>(request: &'r Request<'_>) -> &'r str {
    struct RequestId(String);
    let new = || RequestId(secret::token().chars().take(REQUEST_ID).collect());
    &request.local_cache(new).0
}

/// Letters that tell requests of some weeks apart.
const REQUEST_ID: usize = 12;

/// A request of anybody: when, and from where.
pub struct Visit {
    pub now: DateTime<Utc>,
    clock: Clock,
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// More of a `User-Agent` is not read.
const LONGEST_USER_AGENT: usize = 400;

impl Visit {
    pub fn of(request: &Request<'_>) -> Self {
        let user_agent = request.headers().get_one("User-Agent").unwrap_or_default();
        Self {
            now: now(request),
            clock: app_state(request).clock,
            address: client_address(request),
            user_agent: user_agent.chars().take(LONGEST_USER_AGENT).collect(),
        }
    }

    /// What workflows of nobody in particular take.
    pub fn stranger(&self) -> Warrant {
        Warrant::stranger(self.clock)
    }

    /// Those of somebody by the session of this hash.
    pub fn by_session(&self, employee: EmployeeId, token_hash: String) -> Warrant {
        Warrant::of_session(Viewer { employee, roles: Vec::new() }, token_hash, self.clock)
    }

    /// The same by somebody who has just typed their password or opened their link.
    pub fn proved(&self, employee: EmployeeId) -> Warrant {
        Warrant::proved(Viewer { employee, roles: Vec::new() }, self.clock)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Visit {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self::of(request))
    }
}

/// An instant as it is told in a zone, RFC 3339.
pub fn local(at: DateTime<Utc>, zone: Zone) -> String {
    at.with_timezone(&zone.offset()).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// Whether a script of ours sends the form: it is told the status, and shows the next page by itself.
pub fn is_by_script(request: &Request<'_>) -> bool {
    request.headers().get_one("X-Requested-With") == Some("fetch")
}

/// The same as a guard.
pub struct ByScript(pub bool);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ByScript {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self(is_by_script(request)))
    }
}
