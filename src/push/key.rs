//! The key by which push services know what comes from this installation (VAPID, RFC 8292).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use url::Url;
use web_push_native::p256::ecdsa::signature::Signer;
use web_push_native::p256::ecdsa::{Signature, SigningKey};
use web_push_native::p256::elliptic_curve::rand_core::OsRng;

/// A token says until when it holds: at most a day (RFC 8292 §2).
const HOLDS: TimeDelta = TimeDelta::hours(12);

/// A key of P-256.
#[derive(Clone)]
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    pub fn generate() -> Self {
        Self(SigningKey::random(&mut OsRng))
    }

    /// Reads what [`Key::secret`] has written.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        SigningKey::from_slice(&bytes).ok().map(Self)
    }

    /// The private part, base64url: for the database alone.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.to_bytes())
    }

    /// The public part as browsers and push services want it: the uncompressed point, base64url.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.verifying_key().to_encoded_point(false).as_bytes())
    }

    /// The header `Authorization` of what is sent to an address now; `contact` is whom its push service can
    /// write to, as an address of the web or of mail.
    pub fn authorization(&self, endpoint: &Url, contact: &str, now: DateTime<Utc>) -> String {
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let audience = endpoint.origin().ascii_serialization();
        let until = (now + HOLDS).timestamp();
        let claims = part(json!({ "aud": audience, "exp": until, "sub": contact }));
        let said = format!("{head}.{claims}");
        let signature: Signature = self.0.sign(said.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={said}.{signature}, k={}", self.public())
    }
}
