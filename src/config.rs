//! Settings. `Rocket.toml` documents the defaults; each can be set by environment (see README).

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use ipnet::IpNet;
use url::Url;

mod database_url;
mod identity_provider;

pub use database_url::DatabaseConnection;
pub use identity_provider::IdentityProvider;

#[derive(Clone, Debug)]
pub struct Config {
    pub data_dir: PathBuf,
    pub database_url: String,
    /// Where receipts lie, if not in the data folder.
    pub receipts_dir: Option<PathBuf>,
    pub smtp_url: Option<String>,
    pub mail_from: String,
    pub mail_per_minute: u32,
    /// How many of these may go to one domain.
    pub mail_per_minute_per_domain: u32,
    /// Certificates that the mail server may show besides the usual ones.
    pub smtp_ca: Option<PathBuf>,
    /// What we call ourselves to the mail server.
    pub smtp_helo: Option<String>,
    /// A maildir of mails that came back.
    pub bounces_dir: Option<PathBuf>,
    /// The only source of links in mails and redirects.
    pub base_url: Url,
    /// Whose forwarded client address is believed.
    pub trusted_proxies: Vec<IpNet>,
    pub now: Option<DateTime<Utc>>,
    /// Where the worker puts a backup each night.
    pub backup_dir: Option<PathBuf>,
    /// Opens `/metrics` to whoever does not ask from this machine.
    pub metrics_key: Option<String>,
    /// Where people sign in besides with their password.
    pub identity_provider: Option<IdentityProvider>,
    pub tick_seconds: u64,
}

/// A setting that cannot be used, in words for whoever runs the server.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {why}")]
pub struct ConfigError {
    pub name: &'static str,
    pub why: String,
}

impl Config {
    /// Reads the environment. `listening` is where the server listens: the default of links.
    pub fn from_env(listening: &str) -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()), listening)
    }

    fn read(get: impl Fn(&str) -> Option<String>, listening: &str) -> Result<Self, ConfigError> {
        let data_dir = PathBuf::from(get("PEKAN_DATA_DIR").unwrap_or_else(|| "data".into()));
        let database_url = match get("PEKAN_DATABASE_URL") {
            None => sqlite_in(&data_dir),
            Some(url) => usable_database(&url)?,
        };
        let receipts_dir = match get("PEKAN_STORAGE_URL") {
            None => None,
            Some(url) => receipts_dir(&url, &data_dir)?,
        };
        let base_url = get("PEKAN_BASE_URL").unwrap_or_else(|| format!("http://{listening}"));
        let base_url = usable_base(&base_url)?;
        let now = match get("PEKAN_NOW") {
            None => None,
            Some(_) if !is_loopback(&base_url) => {
                return Err(unusable("PEKAN_NOW", "is refused unless PEKAN_BASE_URL is loopback"));
            }
            Some(text) => Some(parsed("PEKAN_NOW", &text)?),
        };
        let trusted_proxies = networks(&get("PEKAN_TRUSTED_PROXIES").unwrap_or_default())?;
        let metrics_key = get("PEKAN_METRICS_KEY");
        if metrics_key.as_ref().is_some_and(|key| key.len() < SHORTEST_KEY) {
            return Err(unusable("PEKAN_METRICS_KEY", "has at least 16 characters"));
        }
        let number = |name: &'static str, default: u64| {
            get(name).map_or(Ok(default), |text| parsed::<u64>(name, &text)).and_then(|number| {
                if number == 0 { Err(unusable(name, "is above 0")) } else { Ok(number) }
            })
        };
        let per_minute = |name: &'static str, default: u32| {
            let mails = number(name, default.into())?;
            u32::try_from(mails).map_err(|_| unusable(name, "is too large"))
        };
        let mail_per_minute = per_minute("PEKAN_MAIL_PER_MINUTE", 60)?;
        Ok(Self {
            database_url,
            receipts_dir,
            smtp_url: get("PEKAN_SMTP_URL"),
            mail_from: get("PEKAN_MAIL_FROM").unwrap_or_else(|| "Pekan <pekan@localhost>".into()),
            mail_per_minute,
            // Most districts have one domain for everybody.
            mail_per_minute_per_domain: per_minute(
                "PEKAN_MAIL_PER_MINUTE_PER_DOMAIN",
                mail_per_minute,
            )?,
            smtp_ca: get("PEKAN_SMTP_CA").map(PathBuf::from),
            smtp_helo: get("PEKAN_SMTP_HELO"),
            bounces_dir: get("PEKAN_BOUNCES_DIR").map(PathBuf::from),
            base_url,
            trusted_proxies,
            now,
            backup_dir: get("PEKAN_BACKUP_DIR").map(PathBuf::from),
            metrics_key,
            identity_provider: identity_provider::read(&get)?,
            tick_seconds: number("PEKAN_TICK_SECONDS", 30)?,
            data_dir,
        })
    }

    /// The same settings over a folder below the data folder, with database and receipts of its
    /// own there.
    #[must_use]
    pub fn below(mut self, folder: &str) -> Self {
        self.data_dir = self.data_dir.join(folder);
        self.database_url = sqlite_in(&self.data_dir);
        self.receipts_dir = None;
        self.backup_dir = None;
        self.bounces_dir = None;
        self
    }

    /// An absolute address of a page of ours.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }

    /// Who can read what goes to the database and comes from it.
    pub fn database_connection(&self) -> DatabaseConnection {
        database_url::connection(&self.database_url)
    }

    /// Whether the installation is reachable from this machine only.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.base_url)
    }
}

/// A key that can be guessed is none.
const SHORTEST_KEY: usize = 16;

fn sqlite_in(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("pekan.db").display())
}

/// The folder of a `file://` address; `None` for the usual one. A relative path begins where the
/// data folder lies, which goes by the name of `data` there; object storage is not there yet.
fn receipts_dir(url: &str, data_dir: &Path) -> Result<Option<PathBuf>, ConfigError> {
    let unusable = |why| unusable("PEKAN_STORAGE_URL", why);
    let path = url.strip_prefix("file://").map(Path::new);
    let path = path.ok_or_else(|| unusable("only file:// is supported"))?;
    if path.as_os_str().is_empty() {
        return Err(unusable("names a folder, such as file:///srv/receipts"));
    }
    let folder = match path.strip_prefix("data") {
        Ok(below) => data_dir.join(below),
        Err(_) => data_dir.parent().unwrap_or(Path::new("")).join(path),
    };
    Ok(Some(folder).filter(|folder| *folder != data_dir.join("receipts")))
}

/// Whether an address is one of this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        // Of addresses that browsers do not know an IPv4 address is a name, too.
        Some(url::Host::Domain(name)) => {
            let own = name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
            own || name == "localhost" || name.ends_with(".localhost")
        }
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Encrypted on its way, unless the address says otherwise.
fn usable_database(url: &str) -> Result<String, ConfigError> {
    const NAME: &str = "PEKAN_DATABASE_URL";
    if !["sqlite://", "postgres://", "postgresql://"].iter().any(|kind| url.starts_with(kind)) {
        return Err(unusable(NAME, "begins with sqlite:// or postgres://"));
    }
    database_url::encrypted(url).map_err(|error| unusable(NAME, &error.to_string()))
}

fn usable_base(address: &str) -> Result<Url, ConfigError> {
    const NAME: &str = "PEKAN_BASE_URL";
    let url: Url = parsed(NAME, address)?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(unusable(NAME, "is an address such as https://pekan.example.go.id"));
    }
    Ok(url)
}

/// Of proxies; commas or blanks part them.
fn networks(text: &str) -> Result<Vec<IpNet>, ConfigError> {
    let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
    parts.map(|part| network(part).ok_or_else(|| unusable("PEKAN_TRUSTED_PROXIES", part))).collect()
}

fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

fn parsed<T: FromStr>(name: &'static str, text: &str) -> Result<T, ConfigError>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| unusable(name, &error.to_string()))
}

fn unusable(name: &'static str, why: &str) -> ConfigError {
    ConfigError { name, why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let get = |name: &str| {
            given.iter().find(|(given, _)| *given == name).map(|(_, value)| (*value).to_owned())
        };
        Config::read(get, "127.0.0.1:8000")
    }

    #[test]
    fn nothing_need_be_set() {
        let config = read(&[]).unwrap();
        assert_eq!(config.database_url, "sqlite://data/pekan.db");
        assert_eq!(config.link("/masuk"), "http://127.0.0.1:8000/masuk");
    }

    #[test]
    fn a_domain_gets_as_many_mails_as_all_unless_it_is_said() {
        let pace = |settings: &[(&str, &str)]| {
            let config = read(settings).unwrap();
            (config.mail_per_minute, config.mail_per_minute_per_domain)
        };
        assert_eq!(pace(&[]), (60, 60));
        assert_eq!(pace(&[("PEKAN_MAIL_PER_MINUTE", "300")]), (300, 300));
        let both = [("PEKAN_MAIL_PER_MINUTE", "300"), ("PEKAN_MAIL_PER_MINUTE_PER_DOMAIN", "30")];
        assert_eq!(pace(&both), (300, 30));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (name, value) in [
            ("PEKAN_DATABASE_URL", "mysql://x"),
            ("PEKAN_DATABASE_URL", "postgres://pekan@host:port/pekan"),
            ("PEKAN_BASE_URL", "pekan.example"),
            ("PEKAN_TICK_SECONDS", "0"),
            ("PEKAN_MAIL_PER_MINUTE", "many"),
            ("PEKAN_MAIL_PER_MINUTE_PER_DOMAIN", "0"),
            ("PEKAN_TRUSTED_PROXIES", "10.0.0.0/99"),
            ("PEKAN_NOW", "yesterday"),
            ("PEKAN_STORAGE_URL", "s3://bucket"),
            ("PEKAN_STORAGE_URL", "file://"),
            ("PEKAN_METRICS_KEY", "guess-me"),
        ] {
            assert_eq!(read(&[(name, value)]).unwrap_err().name, name);
        }
    }

    #[test]
    fn receipts_lie_where_the_storage_address_says() {
        let lie = |data: &str, url: &str| {
            let read = read(&[("PEKAN_DATA_DIR", data), ("PEKAN_STORAGE_URL", url)]).unwrap();
            read.receipts_dir.map(|folder| folder.display().to_string())
        };
        assert_eq!(lie("data", "file://data/receipts"), None);
        assert_eq!(lie("/srv/pekan", "file://data/receipts"), None);
        assert_eq!(lie("data", "file:///mnt/struk").as_deref(), Some("/mnt/struk"));
        assert_eq!(lie("/srv/pekan", "file://data/struk").as_deref(), Some("/srv/pekan/struk"));
        assert_eq!(lie("/srv/pekan", "file://struk").as_deref(), Some("/srv/struk"));
        assert_eq!(lie("data", "file://struk").as_deref(), Some("struk"));
        let elsewhere = read(&[("PEKAN_STORAGE_URL", "file:///mnt/struk")]).unwrap();
        assert_eq!(elsewhere.below("demo").receipts_dir, None);
    }

    #[test]
    fn the_clock_is_set_only_on_the_own_machine() {
        let now = ("PEKAN_NOW", "2026-11-20T09:00:00+07:00");
        assert!(read(&[now]).unwrap().now.is_some());
        assert!(read(&[now, ("PEKAN_BASE_URL", "http://localhost:8000")]).is_ok());
        let public = read(&[now, ("PEKAN_BASE_URL", "https://pekan.example.go.id")]);
        assert_eq!(public.unwrap_err().name, "PEKAN_NOW");
    }
}
