//! Addresses of mail servers. What leaves this machine is encrypted unless the address says otherwise, and a
//! password is never sent where others can read it.

use std::fmt;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::config::is_loopback;

/// Who can read a mail on its way to the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// Nobody: the connection is encrypted, and the server has shown its certificate.
    Encrypted,
    /// Nobody else: it stays on this machine.
    OwnMachine,
    /// Whoever is between, as `?tls=none` says.
    Readable,
}

impl fmt::Display for Secrecy {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Encrypted => "mail to it is encrypted",
            Self::OwnMachine => "mail to it stays on this machine",
            Self::Readable => "mail to it can be read on its way: ?tls=none",
        })
    }
}

/// What an address says of the way to a mail server.
#[derive(Debug)]
pub struct Address {
    pub host: String,
    pub port: u16,
    pub secrecy: Secrecy,
    /// Encrypted from the first byte on, else after a word in the clear.
    pub is_tls_from_start: bool,
    /// Name and password.
    pub credentials: Option<(String, String)>,
    /// What we call ourselves, where the path says so.
    pub helo: Option<String>,
}

/// Reads `smtp://` or `smtps://`, a name and a password, host and port, and what the path calls us.
///
/// # Errors
/// What is wrong with it, in words for whoever runs the server.
pub fn address(text: &str) -> Result<Address, String> {
    let (url, secrecy) = read(text)?;
    let is_tls_from_start = url.scheme() == "smtps";
    let usual = match (is_tls_from_start, secrecy) {
        (true, _) => 465,
        (false, Secrecy::Encrypted) => 587,
        (false, Secrecy::OwnMachine | Secrecy::Readable) => 25,
    };
    let host = match url.host() {
        Some(Host::Ipv6(address)) => address.to_string(),
        Some(host) => host.to_string(),
        None => return Err("names no mail server".into()),
    };
    let credentials = match url.password() {
        None => None,
        Some(word) => Some((decoded(url.username())?, decoded(word)?)),
    };
    let helo = Some(url.path().trim_matches('/')).filter(|name| !name.is_empty());
    Ok(Address {
        host,
        port: url.port().unwrap_or(usual),
        secrecy,
        is_tls_from_start,
        credentials,
        helo: helo.map(str::to_owned),
    })
}

fn decoded(text: &str) -> Result<String, String> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| "name and password are UTF-8".into())
}

/// The address with what is not said in it, and who can read a mail on its way there.
fn read(address: &str) -> Result<(Url, Secrecy), String> {
    let mut url = Url::parse(address).map_err(|error| error.to_string())?;
    if url.host().is_none() {
        return Err("names no mail server".into());
    }
    if url.scheme() == "smtps" {
        return Ok((url, Secrecy::Encrypted));
    }
    if url.scheme() != "smtp" {
        return Err("begins with smtp:// or smtps://".into());
    }
    let tls =
        url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
    let is_own = is_loopback(&url);
    match tls.as_deref() {
        Some("required") => Ok((url, Secrecy::Encrypted)),
        None if !is_own => {
            url.query_pairs_mut().append_pair("tls", "required");
            Ok((url, Secrecy::Encrypted))
        }
        Some("none") | None => {
            if !is_own && url.password().is_some() {
                return Err("?tls=none would send the password where others can read it".into());
            }
            url.set_query(None);
            Ok((url, if is_own { Secrecy::OwnMachine } else { Secrecy::Readable }))
        }
        Some(_) => Err("tls is required or none".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrecy(address: &str) -> Secrecy {
        read(address).unwrap().1
    }

    #[test]
    fn mail_that_leaves_the_machine_is_encrypted_unless_said_otherwise() {
        assert_eq!(secrecy("smtps://a:b@mail.example.org"), Secrecy::Encrypted);
        for address in ["smtp://a:b@mail.example.org", "smtp://10.0.0.5:25", "smtp://[fd00::1]"] {
            let (url, secrecy) = read(address).unwrap();
            assert_eq!((url.query(), secrecy), (Some("tls=required"), Secrecy::Encrypted));
        }
        for address in ["smtp://a:b@localhost:1025", "smtp://127.0.0.1:25?tls=none", "smtp://[::1]"]
        {
            let (url, secrecy) = read(address).unwrap();
            assert_eq!((url.query(), secrecy), (None, Secrecy::OwnMachine));
        }
        assert_eq!(secrecy("smtp://localhost?tls=required"), Secrecy::Encrypted);
        assert_eq!(secrecy("smtp://relay.example.org:25?tls=none"), Secrecy::Readable);
    }

    #[test]
    fn an_address_says_where_and_as_whom() {
        let whole = address("smtps://pe%40kan:p%3Ass@mail.example.org/pekan.example.org").unwrap();
        assert_eq!((whole.host.as_str(), whole.port), ("mail.example.org", 465));
        assert_eq!(whole.credentials, Some(("pe@kan".into(), "p:ss".into())));
        assert_eq!(whole.helo.as_deref(), Some("pekan.example.org"));
        assert!(whole.is_tls_from_start);
        assert_eq!(address("smtp://mail.example.org").unwrap().port, 587);
        assert_eq!(address("smtp://relay.example.org?tls=none").unwrap().port, 25);
        let own = address("smtp://[::1]:1025").unwrap();
        assert_eq!((own.host.as_str(), own.port, own.credentials), ("::1", 1025, None));
        assert!(address("smtp://a:%ff@localhost").is_err());
    }

    #[test]
    fn a_password_is_sent_to_nobody_unencrypted() {
        assert!(read("smtp://a:b@mail.example.org?tls=none").is_err());
        assert!(read("smtp://a:b@mail.example.org?tls=opportunistic").is_err());
        assert!(read("smtp://mail.example.org?tls=maybe").is_err());
    }
}
