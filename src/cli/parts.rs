//! The parts of an installation, opened as its settings say.

use std::io::IsTerminal;

use rocket::figment::Figment;
use tracing_subscriber::EnvFilter;

use crate::app;
use crate::clock::Clock;
use crate::config::Config;
use crate::files::Storage;
use crate::rules::Problem;
use crate::store::{Store, employees};
use crate::text::{self, Language};

pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Everything that serving, and most commands, need.
pub struct Parts {
    pub config: Config,
    pub figment: Figment,
    pub store: Store,
    pub storage: Storage,
    pub clock: Clock,
}

/// Plain lines on standard error; `RUST_LOG` says how many.
pub fn log() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,rocket=off,pekan=info,pekan::web=error"));
    // A second call, as in tests, changes nothing.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
}

/// The settings, with the address on which Rocket will listen as the default of links.
pub fn config() -> Result<(Config, Figment), Error> {
    let figment = app::figment();
    let rocket: rocket::Config = figment.extract()?;
    let listening = std::net::SocketAddr::new(rocket.address, rocket.port).to_string();
    Ok((Config::from_env(&listening)?, figment))
}

/// Opens database and storage; the schema is brought up to date.
pub async fn open() -> Result<Parts, Error> {
    let (config, figment) = config()?;
    open_with(config, figment).await
}

pub async fn open_with(config: Config, figment: Figment) -> Result<Parts, Error> {
    std::fs::create_dir_all(&config.data_dir)?;
    let store = Store::open(&config.database_url).await?;
    let storage = open_storage(&config)?;
    must_not_be_lost(&store, &storage).await?;
    let clock = config.now.map_or(Clock::System, Clock::starting_at);
    Ok(Parts { config, figment, store, storage, clock })
}

/// Refuses a database in which nobody was ever registered beside receipts of somebody: it is not the
/// database of this folder, or has lost what was written to it.
async fn must_not_be_lost(store: &Store, storage: &Storage) -> Result<(), Error> {
    let is_new = employees::is_empty(store.reader()).await?;
    if is_new && !storage.is_empty().await? {
        return Err(
            "the database is empty, and receipts are stored beside it: is PEKAN_DATABASE_URL \
            right, and is its file the one that was used? `pekan restore` brings a backup into an \
            empty place"
                .into(),
        );
    }
    Ok(())
}

/// The folder of receipts, made when missing.
pub fn open_storage(config: &Config) -> std::io::Result<Storage> {
    match &config.receipts_dir {
        None => Storage::open(&config.data_dir),
        Some(folder) => Storage::open_apart(folder),
    }
}

/// A problem in words for whoever runs the server.
pub fn words(problem: &Problem) -> String {
    text::problem(Language::English, problem)
}
