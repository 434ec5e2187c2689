//! Signing in at an identity provider by OpenID Connect: the authorization code flow with PKCE, state and
//! nonce. The provider is asked when somebody signs in, never at the start.

mod client;
mod http;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use openidconnect::RedirectUrl;
use openidconnect::core::CoreProviderMetadata;
use tokio::sync::Semaphore;

use crate::config::{Config, IdentityProvider};
use crate::secret;
use client::{Client, Unproved};
use http::Http;

/// Where the provider sends people back to.
pub const RETURN_PATH: &str = "/masuk/penyedia/kembali";

/// What the provider says of itself is asked anew after this time.
const KNOWN_FOR: Duration = Duration::from_hours(1);
/// A provider that did not answer is left alone for so long: nobody waits for it in the meantime.
const SILENT_FOR: Duration = Duration::from_secs(10);
/// Questions at once: a provider that is slow takes no more threads than these.
const AT_ONCE: usize = 16;

/// Why nobody is vouched for. The texts are for whoever runs the server.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotVouched {
    #[error("the identity provider does not answer as one: {0}")]
    Unreachable(String),
    #[error("the identity provider is asked too much at once")]
    Busy,
    #[error("the answer of the identity provider is not to be believed: {0}")]
    Refused(String),
    #[error("the identity provider says no claim `{0}` that is a number")]
    NoNumber(String),
}

/// Somebody for whom the provider vouches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The NIP, as the provider writes it.
    pub number: String,
    /// When they last proved who they are there, if it says so.
    pub authenticated_at: Option<DateTime<Utc>>,
}

/// The secrets of one visit at the provider. They follow from the token in the cookie of the browser that
/// began it, so that no other browser has them, and nothing that is stored.
pub struct Round {
    pub state: String,
    nonce: String,
    verifier: String,
}

impl Round {
    pub fn of(token: &str) -> Self {
        let of = |what: &str| secret::sha256(format!("{what} of {token}"));
        Self { state: of("state"), nonce: of("nonce"), verifier: of("verifier") }
    }
}

/// The provider, and what is known of it.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    settings: IdentityProvider,
    redirect: RedirectUrl,
    http: Http,
    known: Mutex<Known>,
    /// One discovers, the others wait for what it finds.
    discovering: tokio::sync::Mutex<()>,
    places: Arc<Semaphore>,
}

#[derive(Default)]
struct Known {
    metadata: Option<(Instant, CoreProviderMetadata)>,
    failed: Option<(Instant, NotVouched)>,
}

impl Provider {
    /// The provider of an installation; none where none is set.
    pub fn of(config: &Config) -> Option<Self> {
        let settings = config.identity_provider.clone()?;
        let redirect = RedirectUrl::new(config.link(RETURN_PATH))
            .expect("the address of the installation, which was read, with a path behind it");
        Some(Self(Arc::new(Inner {
            redirect,
            http: Http::new(settings.is_local),
            settings,
            known: Mutex::default(),
            discovering: tokio::sync::Mutex::default(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        })))
    }

    /// What it is called here.
    pub fn name(&self) -> Option<&str> {
        self.0.settings.label.as_deref()
    }

    pub fn issuer(&self) -> &str {
        &self.0.settings.issuer
    }

    /// Asks the provider what it is.
    pub async fn check(&self) -> Result<(), NotVouched> {
        self.metadata().await.map(|_| ())
    }

    /// Where somebody goes to say who they are; `again` even if the provider knows it already.
    pub async fn address(&self, round: &Round, again: bool) -> Result<String, NotVouched> {
        let inner = Arc::clone(&self.0);
        let client = inner.client(self.metadata().await?);
        Ok(client.address(&inner.settings, round, again))
    }

    /// For whom the provider vouches with a code.
    pub async fn vouched(
        &self,
        code: String,
        round: Round,
        now: DateTime<Utc>,
    ) -> Result<Vouched, NotVouched> {
        let metadata = self.metadata().await?;
        self.asking(move |inner| {
            let mut client = inner.client(metadata);
            let given = client.exchange(&inner.http, code, &round)?;
            let proved = match client.believe(&given, &round, now) {
                // Providers change their keys now and then.
                Err(Unproved::KeyUnknown) => {
                    client = inner.client(inner.discovered()?);
                    client.believe(&given, &round, now)
                }
                proved => proved,
            };
            let proved = proved.map_err(|why| match why {
                Unproved::KeyUnknown => NotVouched::Refused("signed by an unknown key".into()),
                Unproved::For(why) => why,
            })?;
            client.vouched(&inner.settings, &inner.http, &given, proved)
        })
        .await
    }

    /// What the provider says of itself, as known or asked now.
    async fn metadata(&self) -> Result<CoreProviderMetadata, NotVouched> {
        if let Some(known) = self.0.known() {
            return known;
        }
        let _turn = self.0.discovering.lock().await;
        match self.0.known() {
            Some(known) => known,
            None => self.asking(Inner::discovered).await,
        }
    }

    /// Runs what waits for the provider, on a thread where waiting keeps nobody up.
    async fn asking<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Inner) -> Result<T, NotVouched> + Send + 'static,
    ) -> Result<T, NotVouched> {
        let place = Arc::clone(&self.0.places).try_acquire_owned().map_err(|_| NotVouched::Busy)?;
        let inner = Arc::clone(&self.0);
        let asked = tokio::task::spawn_blocking(move || {
            let answer = job(&inner);
            drop(place);
            answer
        });
        asked.await.map_err(|error| NotVouched::Unreachable(error.to_string()))?
    }
}

impl Inner {
    fn client(&self, metadata: CoreProviderMetadata) -> Client {
        Client::new(&self.settings, metadata, self.redirect.clone())
    }

    /// What was found lately, good or bad.
    fn known(&self) -> Option<Result<CoreProviderMetadata, NotVouched>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |at: Instant, within: Duration| at.elapsed() < within;
        match (&known.metadata, &known.failed) {
            (Some((at, metadata)), _) if lately(*at, KNOWN_FOR) => Some(Ok(metadata.clone())),
            (_, Some((at, why))) if lately(*at, SILENT_FOR) => Some(Err(why.clone())),
            _ => None,
        }
    }

    /// Asks the provider what it is, and remembers it.
    fn discovered(&self) -> Result<CoreProviderMetadata, NotVouched> {
        let found = client::discover(&self.settings, &self.http);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match &found {
            Ok(metadata) => known.metadata = Some((Instant::now(), metadata.clone())),
            Err(why) => known.failed = Some((Instant::now(), why.clone())),
        }
        found
    }
}
