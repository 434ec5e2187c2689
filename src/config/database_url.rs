//! How the database is reached: outside this machine encrypted and by its certificate, unless the address
//! says otherwise.

use std::borrow::Cow;

use url::{ParseError, Url};

use super::is_loopback;

/// Who can read what goes to the database and comes from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseConnection {
    /// A file, a socket or a port of this machine.
    OwnMachine,
    /// Nobody: it is encrypted, and the server has shown its certificate.
    Verified,
    /// Whoever is between, as the address says: with this `sslmode`.
    Weak(String),
}

const MODE: &str = "sslmode";
const VERIFIED: &str = "verify-full";

/// The address with the `sslmode` that holds where it names none.
pub fn encrypted(address: &str) -> Result<String, ParseError> {
    let Some(mut url) = server(address)? else { return Ok(address.to_owned()) };
    if is_own(&url) || mode(&url).is_some() {
        return Ok(address.to_owned());
    }
    url.query_pairs_mut().append_pair(MODE, VERIFIED);
    Ok(url.into())
}

/// Who can read what goes to this address, as [`encrypted`] has returned it.
pub fn connection(address: &str) -> DatabaseConnection {
    let Ok(Some(url)) = server(address) else { return DatabaseConnection::OwnMachine };
    match mode(&url) {
        _ if is_own(&url) => DatabaseConnection::OwnMachine,
        Some(mode) if mode == VERIFIED => DatabaseConnection::Verified,
        said => DatabaseConnection::Weak(said.unwrap_or_default()),
    }
}

/// The address of a server; none of a file.
fn server(address: &str) -> Result<Option<Url>, ParseError> {
    if address.starts_with("sqlite:") { Ok(None) } else { Url::parse(address).map(Some) }
}

fn mode(url: &Url) -> Option<String> {
    let names = |name: &Cow<'_, str>| name == MODE || name == "ssl-mode";
    url.query_pairs().find(|(name, _)| names(name)).map(|(_, value)| value.into_owned())
}

/// Whether it is on this machine: by its name, or a socket in the file system.
fn is_own(url: &Url) -> bool {
    let named = url.query_pairs().filter(|(name, _)| name == "host" || name == "hostaddr");
    match named.last() {
        Some((_, host)) if host.starts_with('/') => true,
        Some((_, host)) => {
            Url::parse(&format!("postgres://{host}")).is_ok_and(|url| is_loopback(&url))
        }
        None => {
            url.host_str().is_none_or(|host| host.is_empty() || host.starts_with("%2F"))
                || is_loopback(url)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_elsewhere_shows_its_certificate_unless_said_otherwise() {
        let address = "postgres://pekan:secret@db.example.go.id/pekan";
        let encrypted_address = encrypted(address).unwrap();
        assert_eq!(encrypted_address, format!("{address}?sslmode=verify-full"));
        assert_eq!(connection(&encrypted_address), DatabaseConnection::Verified);
        for mode in ["disable", "require", "prefer"] {
            let said = format!("{address}?sslmode={mode}");
            assert_eq!(encrypted(&said).unwrap(), said);
            assert_eq!(connection(&said), DatabaseConnection::Weak(mode.into()));
        }
        for elsewhere in ["postgres://0.0.0.0/pekan", "postgres:///pekan?host=10.0.0.5"] {
            assert!(encrypted(elsewhere).unwrap().ends_with("sslmode=verify-full"), "{elsewhere}");
        }
    }

    #[test]
    fn on_this_machine_nothing_is_added() {
        for own in [
            "sqlite://data/pekan.db",
            "postgres://pekan@127.0.0.1:5432/pekan",
            "postgresql://localhost/pekan",
            "postgres://[::1]/pekan",
            "postgres:///pekan",
            "postgres:///pekan?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/pekan",
        ] {
            assert_eq!(encrypted(own).unwrap(), own);
            assert_eq!(connection(own), DatabaseConnection::OwnMachine);
        }
    }
}
