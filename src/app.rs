//! All the wiring: from settings and parts to a server.

use rocket::config::Ident;
use rocket::figment::Figment;
use rocket::{Build, Rocket};

use crate::clock::Clock;
use crate::config::Config;
use crate::receipts::Storage;
use crate::store::Store;
use crate::text::RenderError;
use crate::web::{self, Pekan};

/// Rocket's own settings: those of `Rocket.toml` and the environment, and what Pekan insists on.
pub fn figment() -> Figment {
    rocket::Config::figment()
        .merge(("ident", Ident::none()))
        // Nobody's header is believed but a trusted proxy's (`web::request`).
        .merge(("ip_header", false))
        .merge(("shutdown.grace", 30))
        .merge(("shutdown.mercy", 5))
}

/// The server over its parts.
pub fn build(
    figment: Figment,
    config: Config,
    store: Store,
    storage: Storage,
    clock: Clock,
) -> Result<Rocket<Build>, RenderError> {
    let pekan = Pekan::new(store, storage, clock, config)?;
    Ok(web::mount(rocket::custom(figment).manage(pekan)))
}
