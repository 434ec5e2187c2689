//! What is pushed to phones leaves here: encrypted for one browser (RFC 8291), signed with the key of the
//! installation (RFC 8292), in little time; it follows nobody elsewhere, and connects to nothing but the internet.

mod key;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ureq::Agent;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::transport::DefaultConnector;
use url::{Host, Url};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, encrypt};

use crate::egress::{Guarded, is_public};

pub use key::Key;

const PATIENCE: Duration = Duration::from_secs(10);
/// Of what a push service answers so much is read, in bytes,
const MOST_BYTES: u64 = 16 * 1024;
/// and so much is kept, in characters.
const MOST_KEPT: usize = 200;
/// Addresses of push services are far shorter, in bytes.
const LONGEST: usize = 1_000;
/// What is pushed is filled up to a multiple of this, in bytes, so that its length says nothing,
const STEP: usize = 512;
/// and has at most so many; push services take 4,096 with what encryption adds.
const LARGEST: usize = 2_560;

/// What the notification says, and where a tap on it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub title: String,
    pub body: String,
    pub url: String,
    /// Takes the place of one of the same.
    pub tag: String,
}

impl Note {
    /// As JSON with spaces behind it. One that is too long loses its second line.
    fn padded(&self) -> String {
        let json = |note: &Self| serde_json::to_string(note).unwrap_or_default();
        let mut text = json(self);
        if text.len() > LARGEST {
            text = json(&Self { body: String::new(), ..self.clone() });
        }
        let full = text.len().next_multiple_of(STEP);
        text.extend(std::iter::repeat_n(' ', full - text.len()));
        text
    }
}

/// A browser to which its owner lets us push.
#[derive(Clone)]
pub struct Receiver {
    endpoint: Url,
    key: PublicKey,
    auth: Auth,
}

impl Receiver {
    /// Reads what a browser has said of itself; the keys are base64url.
    ///
    /// # Errors
    /// The names of the fields that cannot be used.
    pub fn read(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, Vec<&'static str>> {
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let address =
            Url::parse(endpoint).ok().filter(|url| endpoint.len() <= LONGEST && url.has_host());
        let key = decoded(p256dh).and_then(|bytes| PublicKey::from_sec1_bytes(&bytes).ok());
        let secret = decoded(auth).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
        match (address, key, secret) {
            (Some(endpoint), Some(key), Some(secret)) => {
                Ok(Self { endpoint, key, auth: Auth::from(secret) })
            }
            (address, key, secret) => {
                let wrong = [
                    ("endpoint", address.is_none()),
                    ("p256dh", key.is_none()),
                    ("auth", secret.is_none()),
                ];
                Err(wrong.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect())
            }
        }
    }

    /// Whether it is at a push service of the internet: a name, by https, at the usual port. What the name leads to
    /// is looked at when it is connected to.
    pub fn is_on_the_internet(&self) -> bool {
        let url = &self.endpoint;
        let is_named = matches!(url.host(), Some(Host::Domain(name)) if name.contains('.')
            && !name.ends_with(".localhost"));
        let is_bare = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        url.scheme() == "https" && is_named && is_bare
    }

    /// The push service, for logs: the rest of the address lets anybody push.
    pub fn service(&self) -> &str {
        self.endpoint.host_str().unwrap_or_default()
    }
}

/// What is pushed, and how.
pub struct Sending<'a> {
    pub key: &'a Key,
    /// An address of the web or of mail.
    pub contact: &'a str,
    pub note: &'a Note,
    /// For how long a push service keeps it for a phone that is off, in seconds.
    pub ttl: u64,
    /// What waits there already under the same name is replaced: letters and digits, 32 at most.
    pub topic: &'a str,
    pub now: DateTime<Utc>,
}

/// What a push service has answered; the words are for administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Taken(String),
    /// Not now; after so long again, where it has said so.
    Later(String, Option<Duration>),
    /// Not from us, or not like this.
    Refused(String),
    /// The browser does not want it any more (404, 410).
    Gone(String),
}

#[derive(Clone)]
pub struct Client(Agent);

impl Default for Client {
    fn default() -> Self {
        Self::to(true, is_public)
    }
}

impl Client {
    /// One that reaches this machine and nothing else: for tests, whose push services have no certificate.
    pub fn of_this_machine() -> Self {
        Self::to(false, |address| address.to_canonical().is_loopback())
    }

    fn to(https_only: bool, may_be_asked: fn(std::net::IpAddr) -> bool) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .https_only(https_only)
            .max_redirects(0)
            .http_status_as_error(false)
            // What a proxy resolves is not looked at.
            .proxy(None)
            .build();
        let names = Guarded::by(may_be_asked);
        Self(Agent::with_parts(config, DefaultConnector::default(), names))
    }

    /// Sends it to one browser. It blocks until the push service has answered, or the time is over.
    pub fn send(&self, to: &Receiver, sending: &Sending<'_>) -> Answer {
        let sealed = match encrypt(sending.note.padded().into_bytes(), &to.key, &to.auth) {
            Ok(sealed) => sealed,
            Err(error) => return Answer::Refused(kept(&error.to_string())),
        };
        let Sending { key, contact, ttl, topic, now, .. } = sending;
        let asked = self
            .0
            .post(to.endpoint.as_str())
            .header("authorization", key.authorization(&to.endpoint, contact, *now))
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", ttl.to_string())
            .header("urgency", "normal")
            .header("topic", *topic)
            .header("user-agent", "Pekan")
            .send(&sealed[..]);
        match asked {
            Ok(response) => answer(response, *now),
            Err(error) => {
                let words = error.to_string().replace(to.endpoint.as_str(), to.service());
                Answer::Later(kept(&words), None)
            }
        }
    }
}

fn answer(mut response: Response<ureq::Body>, now: DateTime<Utc>) -> Answer {
    let status = response.status().as_u16();
    let after = retry_after(response.headers(), now);
    // What it says beside is of use to people only: one that cannot be read is none.
    let limited = response.body_mut().with_config().limit(MOST_BYTES).lossy_utf8(true);
    let words = kept(&format!("{status} {}", limited.read_to_string().unwrap_or_default()));
    match status {
        200..=299 => Answer::Taken(words),
        404 | 410 => Answer::Gone(words),
        408 | 425 | 429 | 500.. => Answer::Later(words, after),
        _ => Answer::Refused(words),
    }
}

/// In seconds, or until a moment (RFC 9110 §10.2.3).
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let said = headers.get("retry-after")?.to_str().ok()?.trim();
    let seconds = said.parse::<u64>().map(Duration::from_secs);
    let until =
        || DateTime::parse_from_rfc2822(said).ok()?.signed_duration_since(now).to_std().ok();
    seconds.ok().or_else(until)
}

/// In one line, and not too long.
fn kept(words: &str) -> String {
    let line: String =
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_KEPT).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The browser of RFC 8291, appendix A.
    fn receiver(endpoint: &str) -> Receiver {
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        Receiver::read(endpoint, key, "BTBZMqHH6r4Tts7J_aSIgg").unwrap()
    }

    #[test]
    fn whatever_an_address_says_nothing_but_the_internet_is_connected_to() {
        let open = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = open.local_addr().unwrap().port();
        let note = Note { title: "t".into(), body: "b".into(), url: "u".into(), tag: "1".into() };
        let key = Key::generate();
        let now = DateTime::UNIX_EPOCH;
        let sending =
            Sending { key: &key, contact: "mailto:a@b.id", note: &note, ttl: 1, topic: "1", now };
        for url in [
            format!("https://127.0.0.1:{port}/"),
            format!("https://localhost:{port}/"),
            format!("http://127.0.0.1:{port}/"),
            "https://169.254.169.254/".into(),
            "https://10.0.0.1/".into(),
        ] {
            let begun = std::time::Instant::now();
            let answer = Client::default().send(&receiver(&url), &sending);
            assert!(matches!(answer, Answer::Later(_, None)), "{url}: {answer:?}");
            assert!(begun.elapsed() < Duration::from_secs(2), "{url}");
        }
        open.set_nonblocking(true).unwrap();
        assert!(open.accept().is_err(), "somebody has connected");
        let elsewhere = Client::of_this_machine().send(&receiver("http://10.0.0.1/"), &sending);
        assert!(matches!(elsewhere, Answer::Later(..)), "{elsewhere:?}");
    }

    #[test]
    fn a_note_is_filled_up_and_never_too_long() {
        let note =
            |body: String| Note { title: "t".into(), body, url: "u".into(), tag: "1".into() };
        assert_eq!(note("sebentar".into()).padded().len(), STEP);
        assert_eq!(note("a".repeat(500)).padded().len(), 2 * STEP);
        let long = note("a".repeat(5_000)).padded();
        assert!(long.len() == STEP && long.contains("\"body\":\"\""), "{long}");
    }

    #[test]
    fn a_push_service_says_when_to_come_again() {
        let now = "2026-11-20T02:00:00Z".parse().unwrap();
        for (said, expected) in [
            ("120", Some(120)),
            ("Fri, 20 Nov 2026 02:01:00 GMT", Some(60)),
            ("Fri, 20 Nov 2026 01:00:00 GMT", None),
            ("sebentar lagi", None),
        ] {
            let headers =
                HeaderMap::from_iter([("retry-after".parse().unwrap(), said.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{said}");
        }
    }
}
