//! The client by which webhooks leave: signed, in little time and for few bytes; it follows nobody elsewhere
//! and asks nothing of addresses where only the machine's own surroundings answer.

use std::net::IpAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;
use url::{Host, Url};

use crate::egress::{Guarded, tells_no_secrets};
use crate::secret;

const PATIENCE: Duration = Duration::from_secs(10);
/// Of what a receiver answers so much is read, in bytes,
const MOST_BYTES: u64 = 16 * 1024;
/// and so much is kept, in characters.
const MOST_KEPT: usize = 200;

/// What is sent, and to where.
#[derive(Clone, Debug)]
pub struct Sending {
    pub url: String,
    /// The same for each attempt, so that a receiver can drop the copy.
    pub id: String,
    /// Seconds since 1970, of the attempt.
    pub seconds: i64,
    pub body: String,
}

/// What a receiver has answered; the words are for administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Taken(String),
    /// Not this time.
    Retry(String),
    /// It wants nothing more (410).
    Gone(String),
}

#[derive(Clone)]
pub struct Client(Agent);

impl Default for Client {
    fn default() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            // What a proxy resolves is not looked at.
            .proxy(None)
            .build();
        // The district's own network may be asked: that is where its gateway is.
        let names = Guarded::by(tells_no_secrets);
        Self(Agent::with_parts(config, DefaultConnector::default(), names))
    }
}

impl Client {
    /// Sends it, signed with the key. It blocks until the receiver has answered, or the time is over.
    pub fn send(&self, key: &str, sending: &Sending) -> Answer {
        let Sending { url, id, seconds, body } = sending;
        let Some(signature) = secret::webhook_signature(key, id, *seconds, body) else {
            return Answer::Retry("no key".into());
        };
        let asked = self
            .0
            .post(url)
            .header("content-type", "application/json")
            .header("user-agent", "Pekan")
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds.to_string())
            .header("webhook-signature", signature)
            .send(body);
        let mut response = match asked {
            Ok(response) => response,
            Err(error) => return Answer::Retry(kept(&error.to_string())),
        };
        let status = response.status();
        // What it says beside is of use to people only: one that cannot be read is none.
        let limited = response.body_mut().with_config().limit(MOST_BYTES).lossy_utf8(true);
        let words =
            kept(&format!("{} {}", status.as_u16(), limited.read_to_string().unwrap_or_default()));
        match status.as_u16() {
            200..=299 => Answer::Taken(words),
            410 => Answer::Gone(words),
            _ => Answer::Retry(words),
        }
    }
}

/// In one line, and not too long.
fn kept(words: &str) -> String {
    let line: String =
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_KEPT).collect();
    line.trim().to_owned()
}

/// Why nothing is sent to an address; a code.
pub fn refusal(text: &str) -> Option<&'static str> {
    let Ok(url) = Url::parse(text) else { return Some("webhook-url") };
    let Some(host) = url.host() else { return Some("webhook-url") };
    let (literal, is_loopback) = match host {
        Host::Domain(name) => (None, name == "localhost"),
        Host::Ipv4(address) => (Some(IpAddr::V4(address)), address.is_loopback()),
        Host::Ipv6(address) => (Some(IpAddr::V6(address)), address.is_loopback()),
    };
    match url.scheme() {
        _ if !url.username().is_empty() || url.password().is_some() => Some("webhook-url"),
        _ if literal.is_some_and(|address| !tells_no_secrets(address)) => Some("webhook-address"),
        "https" => None,
        "http" if is_loopback => None,
        "http" => Some("webhook-plain"),
        _ => Some("webhook-url"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_or_those_of_this_machine_are_sent_to() {
        for (url, expected) in [
            ("https://gerbang.lumajangkab.go.id/pekan", None),
            ("https://10.20.0.7:8443/kirim", None),
            ("http://127.0.0.1:9000/", None),
            ("http://[::1]/", None),
            ("http://localhost:9000/", None),
            ("http://gerbang.lumajangkab.go.id/", Some("webhook-plain")),
            ("http://10.20.0.7/", Some("webhook-plain")),
            ("https://169.254.169.254/latest/meta-data", Some("webhook-address")),
            ("https://[fe80::1]/", Some("webhook-address")),
            ("https://[::ffff:169.254.169.254]/", Some("webhook-address")),
            ("https://100.100.100.200/", Some("webhook-address")),
            ("https://0.0.0.0/", Some("webhook-address")),
            ("https://siapa:sandi@gerbang.go.id/", Some("webhook-url")),
            ("ftp://gerbang.go.id/", Some("webhook-url")),
            ("gerbang", Some("webhook-url")),
            ("", Some("webhook-url")),
        ] {
            assert_eq!(refusal(url), expected, "{url}");
        }
    }

    #[test]
    fn a_name_that_leads_to_a_forbidden_address_is_not_connected_to() {
        let client = Client::default();
        let sending = Sending {
            url: "http://169.254.169.254/".into(),
            id: "x".into(),
            seconds: 0,
            body: "{}".into(),
        };
        let begun = std::time::Instant::now();
        let Answer::Retry(words) = client.send(&secret::webhook_key(), &sending) else { panic!() };
        assert!(words.contains("host not found"), "{words}");
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
}
