//! What every request may use.

use std::sync::Arc;

use tera::Tera;

use super::answers::assets::Assets;
use super::bodies::Bodies;
use super::clients::Clients;
use super::metrics::Metrics;
use super::readiness::Readiness;
use crate::clock::Clock;
use crate::config::Config;
use crate::files::Storage;
use crate::listener::Peers;
use crate::oidc::Provider;
use crate::standing::kept_figures::KeptFigures;
use crate::store::Store;
use crate::text::{self, Language};
use crate::throttle::Throttle;
use crate::workflows::accounts::passwords::Passwords;

/// The running installation, as the web sees it.
pub struct AppState {
    pub store: Store,
    pub storage: Storage,
    pub clock: Clock,
    pub config: Config,
    pub templates: Arc<Tera>,
    pub passwords: Passwords,
    pub password_changes: Passwords,
    pub throttle: Throttle,
    /// The identity provider at which people sign in, where there is one.
    pub provider: Option<Provider>,
    pub assets: Assets,
    /// Whom each connection is for, where the listener passes it on.
    pub peers: Peers,
    pub clients: Clients,
    pub bodies: Bodies,
    pub metrics: Metrics,
    pub readiness: Readiness,
    /// Figures of the whole district that still run.
    pub kept_figures: KeptFigures,
}

impl AppState {
    pub fn new(
        store: Store,
        storage: Storage,
        clock: Clock,
        config: Config,
    ) -> Result<Self, crate::text::RenderError> {
        let provider = Provider::of(&config);
        Ok(Self {
            store,
            storage,
            clock,
            config,
            templates: crate::text::templates()?,
            passwords: Passwords::new(),
            password_changes: Passwords::for_changes(),
            throttle: Throttle::default(),
            provider,
            assets: Assets::new(),
            peers: Peers::default(),
            clients: Clients::default(),
            bodies: Bodies::default(),
            metrics: Metrics::default(),
            readiness: Readiness::default(),
            kept_figures: KeptFigures::default(),
        })
    }

    /// What the identity provider is called, where there is one.
    pub fn provider_name(&self, language: Language) -> Option<String> {
        let named = self.provider.as_ref()?.name().map(str::to_owned);
        Some(named.unwrap_or_else(|| text::text(language, "provider-unnamed")))
    }
}
