//! A push service on a port of this machine, which believes nobody: it proves that what comes is signed by the
//! installation, and opens it with the key of the browser that it is for.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use pekan::push::Receiver;
use pekan::rules::{EmployeeId, PushSubscriptionId};
use pekan::store::push_subscriptions::PushSubscription;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::rand_core::OsRng;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;
use web_push_native::{Auth, decrypt};

/// What it does with one message.
#[derive(Clone, Copy)]
pub enum Manner {
    Answer(u16),
    /// Not now, and again after what it says.
    After(u16, &'static str),
    /// Reads it and says nothing until the other side gives up.
    Silent,
}

pub struct Pushed {
    pub path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Pushed {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own == name);
        &found.unwrap_or_else(|| panic!("{name} in {:?}", self.headers)).1
    }
}

/// It does one thing after the other, the last again and again.
pub struct PushService {
    pub origin: String,
    pushed: Arc<Mutex<Vec<Pushed>>>,
}

impl PushService {
    pub fn start(manners: &[Manner]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let pushed = Arc::new(Mutex::new(Vec::new()));
        let (all, manners) = (pushed.clone(), manners.to_vec());
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let manner = *manners.get(number).or(manners.last()).unwrap();
                serve(stream.unwrap(), manner, &all);
            }
        });
        Self { origin, pushed }
    }

    /// Takes out all that came.
    pub fn take(&self) -> Vec<Pushed> {
        std::mem::take(&mut *self.pushed.lock().unwrap())
    }

    /// The only one that came, opened.
    pub fn only(&self, phone: &Phone, key: &str, now: DateTime<Utc>) -> (Pushed, Value) {
        let mut pushed = self.take();
        assert_eq!(pushed.len(), 1, "one message");
        let pushed = pushed.remove(0);
        must_be_signed(&pushed, &self.origin, key, now);
        let said = phone.open(&pushed);
        (pushed, said)
    }
}

fn serve(mut stream: TcpStream, manner: Manner, all: &Mutex<Vec<Pushed>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let path = lines[0].split(' ').nth(1).unwrap().to_owned();
    let headers: Vec<(String, String)> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    all.lock().unwrap().push(Pushed { path, headers, body });
    let (status, more) = match manner {
        Manner::Answer(status) => (status, String::new()),
        Manner::After(status, when) => (status, format!("retry-after: {when}\r\n")),
        Manner::Silent => {
            let _ = stream.read(&mut [0]);
            return;
        }
    };
    let answer =
        format!("HTTP/1.1 {status} X\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    let _ = stream.write_all(answer.as_bytes());
}

fn decoded(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// As RFC 8292 has it, by another implementation than the one that signs.
fn must_be_signed(pushed: &Pushed, origin: &str, key: &str, now: DateTime<Utc>) {
    let said = pushed.header("authorization").strip_prefix("vapid t=").expect("VAPID");
    let (token, own) = said.split_once(", k=").unwrap();
    assert_eq!(own, key, "the key that browsers were told");
    let (claims, signature) = token.rsplit_once('.').unwrap();
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, decoded(own));
    key.verify(claims.as_bytes(), &decoded(signature)).expect("signed by the installation");
    let (head, claims) = claims.split_once('.').unwrap();
    let json = |part: &str| serde_json::from_slice::<Value>(&decoded(part)).unwrap();
    assert_eq!((&json(head)["alg"], &json(head)["typ"]), (&"ES256".into(), &"JWT".into()));
    let claims = json(claims);
    assert_eq!(claims["aud"], origin);
    assert_eq!(claims["sub"], "mailto:pekan@lumajangkab.go.id");
    let until = DateTime::from_timestamp(claims["exp"].as_i64().unwrap(), 0).unwrap();
    assert!(now < until && until <= now + TimeDelta::hours(24), "{until}");
}

/// A browser with keys of its own.
pub struct Phone {
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    secret: SecretKey,
}

impl Phone {
    pub fn new(endpoint: impl Into<String>) -> Self {
        let secret = SecretKey::random(&mut OsRng);
        let public = secret.public_key().to_encoded_point(false);
        let auth: [u8; 16] = secret.to_bytes()[..16].try_into().unwrap();
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Self {
            endpoint: endpoint.into(),
            p256dh: encoded(public.as_bytes()),
            auth: encoded(&auth),
            secret,
        }
    }

    /// The fields that its script sends.
    pub fn form(&self) -> [(&str, &str); 3] {
        [("endpoint", &self.endpoint), ("p256dh", &self.p256dh), ("auth", &self.auth)]
    }

    pub fn row(&self, owner: EmployeeId, now: DateTime<Utc>) -> PushSubscription {
        assert!(Receiver::read(&self.endpoint, &self.p256dh, &self.auth).is_ok());
        PushSubscription {
            id: PushSubscriptionId::NONE,
            employee_id: owner,
            session_id: None,
            browser: "Chrome, Android".into(),
            endpoint: self.endpoint.clone(),
            p256dh: self.p256dh.clone(),
            auth: self.auth.clone(),
            created_at: now,
            last_ok_at: None,
            failures: 0,
        }
    }

    /// Reads as its service worker would.
    fn open(&self, pushed: &Pushed) -> Value {
        assert_eq!(pushed.header("content-encoding"), "aes128gcm");
        let text = opened(&self.secret, &self.auth, &pushed.body);
        assert_eq!(text.len() % 512, 0, "its length says nothing");
        assert!(text.len() < 3_072);
        serde_json::from_slice(&text).unwrap()
    }
}

fn opened(secret: &SecretKey, auth: &str, body: &[u8]) -> Vec<u8> {
    let auth: [u8; 16] = decoded(auth).try_into().unwrap();
    decrypt(body.to_vec(), secret, &Auth::from(auth)).expect("encrypted for this browser")
}

#[test]
fn the_example_of_the_standard_is_opened() {
    // RFC 8291, appendix A.
    let secret = decoded("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    let body = decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
         yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
    let secret = SecretKey::from_slice(&secret).unwrap();
    let text = opened(&secret, "BTBZMqHH6r4Tts7J_aSIgg", &body);
    assert_eq!(text, b"When I grow up, I want to be a watermelon");
}
