//! An identity provider that behaves as told, on a real socket.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreGenderClaim, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AdditionalClaims, Audience, IdToken, IdTokenClaims, IssuerUrl, JsonWebKeyId, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey, StandardClaims, SubjectIdentifier,
};
use pekan::config::IdentityProvider;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::town::NOW;

/// How it behaves.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The claims of whoever signs in there.
    pub claims: HashMap<String, Value>,
    /// Whether they are told to who asks with the token, and do not stand in it.
    pub in_user_info: bool,
    pub audience: String,
    /// In place of the one that was sent.
    pub nonce: Option<String>,
    /// Seconds from now.
    pub expires_in: i64,
    /// Seconds from now; none where it is not said.
    pub authenticated: Option<i64>,
    /// Which of its keys it signs with.
    pub key: usize,
    pub broken: Option<Broken>,
}

/// What it answers when it is asked who it is.
#[derive(Clone, Copy, Debug)]
pub enum Broken {
    Huge,
    Fault,
    Elsewhere,
}

#[derive(Clone)]
pub struct Provider {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
    /// The nonce and the challenge of each code.
    codes: Arc<Mutex<HashMap<String, (String, String)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Claims(HashMap<String, Value>);

impl AdditionalClaims for Claims {}

impl Provider {
    pub fn start(nip: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let manner = Manner {
            claims: HashMap::from([("nip".into(), json!(nip))]),
            in_user_info: false,
            audience: "pekan".into(),
            nonce: None,
            expires_in: 300,
            authenticated: None,
            key: 0,
            broken: None,
        };
        let provider = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            manner: Arc::new(Mutex::new(manner)),
            codes: Arc::default(),
            asked: Arc::default(),
        };
        let own = provider.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever asks may go away at any time.
                let _ = own.converse(stream);
            }
        });
        provider
    }

    pub fn settings(&self) -> IdentityProvider {
        IdentityProvider {
            issuer: self.url.clone(),
            client_id: "pekan".into(),
            client_secret: Some("rahasia bersama".into()),
            claim: "nip".into(),
            scopes: vec!["profile".into()],
            label: Some("ASN Digital".into()),
            is_local: true,
        }
    }

    pub fn behave(&self, change: impl FnOnce(&mut Manner)) {
        change(&mut self.manner.lock().unwrap());
    }

    pub fn manner(&self) -> Manner {
        self.manner.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }

    /// Signs somebody in who was sent to this address; returns the code and the state.
    pub fn sign_in(&self, address: &str) -> (String, String) {
        let address = Url::parse(address).unwrap();
        assert!(address.as_str().starts_with(&format!("{}/authorize?", self.url)), "{address}");
        let sent: HashMap<_, _> = address.query_pairs().into_owned().collect();
        assert_eq!(sent["response_type"], "code");
        assert_eq!(sent["scope"], "openid profile");
        assert_eq!(sent["code_challenge_method"], "S256");
        assert_eq!(sent["redirect_uri"], "http://127.0.0.1:8000/masuk/penyedia/kembali");
        let mut codes = self.codes.lock().unwrap();
        let code = format!("kode-{}", codes.len());
        codes.insert(code.clone(), (sent["nonce"].clone(), sent["code_challenge"].clone()));
        (code, sent["state"].clone())
    }

    fn converse(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let (path, body) = read(&mut stream)?;
        self.asked.lock().unwrap().push(path.clone());
        let manner = self.manner.lock().unwrap().clone();
        let broken = manner.broken.filter(|_| path == "/.well-known/openid-configuration");
        let (status, body) = match broken {
            Some(Broken::Huge) => ("200 OK", format!("{{\"a\":\"{}\"}}", "x".repeat(2_000_000))),
            Some(Broken::Fault) => ("500 Oops", "oops".into()),
            Some(Broken::Elsewhere) => ("302 Found\r\nLocation: /elsewhere", String::new()),
            None => self.answer(&path, &body, &manner),
        };
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        )
    }

    fn answer(&self, path: &str, body: &str, manner: &Manner) -> (&'static str, String) {
        let url = &self.url;
        let answer = match path {
            "/.well-known/openid-configuration" => json!({
                "issuer": url,
                "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"),
                "userinfo_endpoint": format!("{url}/me"),
                "jwks_uri": format!("{url}/jwks"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA"],
            }),
            "/jwks" => json!({ "keys": [key(manner.key).as_verification_key()] }),
            "/token" => return self.tokens(body, manner),
            "/me" => {
                let mut claims = manner.claims.clone();
                claims.insert("sub".into(), json!("seseorang"));
                json!(claims)
            }
            _ => return ("404 Not Found", "{}".into()),
        };
        ("200 OK", answer.to_string())
    }

    fn tokens(&self, body: &str, manner: &Manner) -> (&'static str, String) {
        let sent: HashMap<_, _> =
            url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let found = self.codes.lock().unwrap().remove(&sent["code"]);
        let verifier = PkceCodeVerifier::new(sent["code_verifier"].clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let Some((nonce, _)) = found.filter(|(_, sent)| sent == challenge.as_str()) else {
            return ("400 Bad Request", json!({ "error": "invalid_grant" }).to_string());
        };
        let nonce = manner.nonce.clone().unwrap_or(nonce);
        let tokens = json!({
            "access_token": "apa saja", "token_type": "Bearer",
            "id_token": self.id_token(nonce, manner),
        });
        ("200 OK", tokens.to_string())
    }

    fn id_token(&self, nonce: String, manner: &Manner) -> String {
        let now: DateTime<Utc> = NOW.parse().unwrap();
        let in_seconds = |seconds| now + TimeDelta::seconds(seconds);
        let claims = manner.claims.clone();
        let subject = SubjectIdentifier::new("seseorang".into());
        let claims = IdTokenClaims::<_, CoreGenderClaim>::new(
            IssuerUrl::new(self.url.clone()).unwrap(),
            vec![Audience::new(manner.audience.clone())],
            in_seconds(manner.expires_in),
            now,
            StandardClaims::new(subject),
            Claims(if manner.in_user_info { HashMap::new() } else { claims }),
        )
        .set_nonce(Some(Nonce::new(nonce)))
        .set_auth_time(manner.authenticated.map(in_seconds));
        let token: IdToken<_, _, CoreJweContentEncryptionAlgorithm, _> =
            IdToken::new(claims, &key(manner.key), CoreJwsSigningAlgorithm::EdDsa, None, None)
                .unwrap();
        token.to_string()
    }
}

/// Keys of nobody: 32 times the same byte.
fn key(number: usize) -> CoreEdDsaPrivateSigningKey {
    let secrets = [
        "IAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH",
        "IAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ",
    ];
    let kind = "PRIVATE KEY";
    let secret = secrets[number];
    let pem =
        format!("-----BEGIN {kind}-----\nMC4CAQAwBQYDK2VwBCIE{secret}\n-----END {kind}-----\n");
    let id = JsonWebKeyId::new(format!("kunci-{number}"));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).unwrap()
}

/// Path and body of a request.
fn read(stream: &mut TcpStream) -> std::io::Result<(String, String)> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned)
            });
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                let path = head.split(' ').nth(1).unwrap_or_default();
                return Ok((path.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut piece)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read => bytes.extend_from_slice(&piece[..read]),
        }
    }
}
