//! `pekan serve`, `pekan worker`, `pekan migrate`.

use std::net::SocketAddr;
use std::sync::Arc;

use futures::FutureExt;

use super::parts::{self, Parts};
use super::{Outcome, Result};
use crate::app;
use crate::listener::{Limits, Listener};
use crate::mail::Mailer;
use crate::web::AppState;
use crate::worker::Worker;
use crate::workflows::accounts::set_up;
use crate::workflows::allowances::signing_key::signing_key;
use crate::workflows::mail::push_key::push_key;
use crate::workflows::{Warrant, WorkflowError};

/// Runs the web server and, if asked to, the worker beside it, until the process is told to stop.
pub async fn serve(with_worker: bool) -> Result {
    let parts = parts::open().await?;
    let listener = listen(&parts).await?;
    serve_parts(parts, listener, with_worker).await
}

/// The same over parts that are open already, on a socket that is bound already: nothing is said or
/// filled for a port that is taken.
pub async fn serve_parts(parts: Parts, listener: Listener, with_worker: bool) -> Result {
    if let Some(token) =
        set_up::make_token(&parts.store, &Warrant::system(parts.clock.now())).await?
    {
        let link = parts.config.link("/siapkan");
        eprintln!("First run: open {link} and enter this key, once: {token}");
    }
    make_keys(&parts).await?;
    let worker = with_worker.then(|| build_worker(&parts)).transpose()?;
    let Parts { config, figment, store, storage, clock } = parts;
    let (address, stored) = (config.base_url.to_string(), store.clone());
    let figment = app::behind_a_listener(figment);
    let rocket = app::build(figment, config, store, storage, clock)?;
    if let Some(app) = rocket.state::<AppState>().filter(|_| worker.is_some()) {
        app.readiness.expect_worker();
    }
    let stop = stop_signal()?.boxed().shared();
    let rocket = app::reached_through(rocket, listener, stop.clone()).ignite().await?;
    let shutdown = rocket.shutdown();
    let working = tokio::spawn(async move {
        let stop = async {
            tokio::select! {
                () = stop => {}
                () = shutdown => {}
            }
        };
        match worker {
            Some(worker) => worker.run(stop).await,
            None => stop.await,
        }
    });
    eprintln!("Pekan serves {address}");
    rocket.launch().await?;
    working.await?;
    stored.close().await;
    Ok(Outcome::Done)
}

/// Those that this installation keeps for as long as it is there, made at its first start.
async fn make_keys(parts: &Parts) -> std::result::Result<(), WorkflowError> {
    let warrant = Warrant::system(parts.clock.now());
    push_key(&parts.store, &warrant).await?;
    signing_key(&parts.store, &warrant).await?;
    Ok(())
}

/// Runs only the worker.
pub async fn worker() -> Result {
    let parts = parts::open().await?;
    make_keys(&parts).await?;
    build_worker(&parts)?.run(stop_signal()?).await;
    parts.store.close().await;
    Ok(Outcome::Done)
}

pub async fn migrate() -> Result {
    parts::open().await?;
    println!("the schema is up to date");
    Ok(Outcome::Done)
}

/// The public socket, at the address that Rocket's settings give.
pub async fn listen(parts: &Parts) -> std::result::Result<Listener, parts::Error> {
    let rocket: rocket::Config = parts.figment.extract()?;
    let address = SocketAddr::new(rocket.address, rocket.port);
    let unlimited = parts.config.trusted_proxies.clone();
    let limits = Limits { unlimited, ..Limits::default() };
    let bound = Listener::bind(address, limits).await;
    Ok(bound.map_err(|error| format!("cannot listen on {address}: {error}"))?)
}

/// Resolves at Ctrl-C and at what systemd sends.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn build_worker(parts: &Parts) -> std::result::Result<Worker, parts::Error> {
    let mailer = Mailer::from_config(&parts.config)?;
    let config = Arc::new(parts.config.clone());
    Ok(Worker::new(config, parts.store.clone(), parts.storage.clone(), parts.clock, mailer)?)
}
