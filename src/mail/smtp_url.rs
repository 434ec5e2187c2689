//! Addresses of mail servers. What leaves this machine is encrypted unless the address says otherwise, and a
//! password is never sent where others can read it.

use std::fmt;

use url::Url;

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

/// The address as lettre reads it, and what it comes to.
///
/// # Errors
/// What is wrong with it, in words for whoever runs the server.
pub fn read(address: &str) -> Result<(Url, Secrecy), String> {
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
            // lettre knows an unencrypted connection by the absence of the word.
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
    fn a_password_is_sent_to_nobody_unencrypted() {
        assert!(read("smtp://a:b@mail.example.org?tls=none").is_err());
        assert!(read("smtp://a:b@mail.example.org?tls=opportunistic").is_err());
        assert!(read("smtp://mail.example.org?tls=maybe").is_err());
    }
}
