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

/// Where Rocket itself listens when a [`Listener`] stands in front of it: on a free loopback port. The
/// listener waits for what is under way at a stop, so that nothing is left for Rocket to wait for.
pub fn behind_a_listener(figment: Figment) -> Figment {
    figment
        .merge(("address", Ipv4Addr::LOCALHOST))
        .merge(("port", 0))
        .merge(("shutdown.ctrlc", false))
        .merge(("shutdown.signals", Vec::<String>::new()))
        .merge(("shutdown.grace", 1))
        .merge(("shutdown.mercy", 1))
}

/// The same server, reached through the listener until `stop` resolves; then it shuts down.
#[must_use]
pub fn reached_through(
    rocket: Rocket<Build>,
    listener: Listener,
    stop: impl Future<Output = ()> + Send + Sync + 'static,
) -> Rocket<Build> {
    let peers = rocket.state::<AppState>().map(|app| app.peers.clone()).unwrap_or_default();
    rocket.attach(AdHoc::on_liftoff("listener", move |rocket| {
        Box::pin(async move {
            let inside = SocketAddr::from((Ipv4Addr::LOCALHOST, rocket.config().port));
            let (shutdown, by_itself) = (rocket.shutdown(), rocket.shutdown());
            let stop = async {
                tokio::select! {
                    () = stop => {}
                    () = by_itself => {}
                }
            };
            tokio::spawn(async move {
                listener.pass_on(inside, peers, stop).await;
                shutdown.notify();
            });
        })
    }))
}
