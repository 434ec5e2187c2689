//! All the wiring: from settings and parts to a server.

use std::net::{Ipv4Addr, SocketAddr};

use rocket::config::Ident;
use rocket::fairing::AdHoc;
use rocket::figment::Figment;
use rocket::{Build, Rocket};

use crate::clock::Clock;
use crate::config::Config;
use crate::files::Storage;
use crate::listener::Listener;
use crate::store::Store;
use crate::text::RenderError;
use crate::web::{self, AppState};

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
    let app = AppState::new(store, storage, clock, config)?;
    Ok(web::mount(rocket::custom(figment).manage(app)))
}

/// Where Rocket itself listens when a [`Listener`] stands in front of it: on a free loopback port.
pub fn behind_a_listener(figment: Figment) -> Figment {
    figment.merge(("address", Ipv4Addr::LOCALHOST)).merge(("port", 0))
}

/// The same server, reached through the listener.
#[must_use]
pub fn reached_through(rocket: Rocket<Build>, listener: Listener) -> Rocket<Build> {
    let peers = rocket.state::<AppState>().map(|app| app.peers.clone()).unwrap_or_default();
    rocket.attach(AdHoc::on_liftoff("listener", move |rocket| {
        Box::pin(async move {
            let inside = SocketAddr::from((Ipv4Addr::LOCALHOST, rocket.config().port));
            tokio::spawn(listener.pass_on(inside, peers, rocket.shutdown()));
        })
    }))
}
