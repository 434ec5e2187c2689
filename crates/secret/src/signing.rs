//! The key with which this installation signs files that others rely on: Ed25519 (RFC 8032).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// Signs; its private part leaves only by [`SigningKey::secret`].
pub struct SigningKey {
    pair: Ed25519KeyPair,
    pkcs8: Vec<u8>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey")
    }
}

impl SigningKey {
    pub fn generate() -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
            .expect("without the system's randomness nothing is safe: stop");
        Self::of(document.as_ref().to_vec()).expect("what was just made is a key")
    }

    /// Reads what [`SigningKey::secret`] has written.
    pub fn read(text: &str) -> Option<Self> {
        Self::of(STANDARD.decode(text).ok()?)
    }

    fn of(pkcs8: Vec<u8>) -> Option<Self> {
        let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).ok()?;
        Some(Self { pair, pkcs8 })
    }

    /// The private part (PKCS #8, base64): for the database alone.
    pub fn secret(&self) -> String {
        STANDARD.encode(&self.pkcs8)
    }

    /// The signature of exactly these bytes.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.pair.sign(bytes).as_ref());
        signature
    }

    /// The public part as tools read it: a `SubjectPublicKeyInfo` (RFC 8410) in PEM.
    pub fn public_pem(&self) -> String {
        /// What stands before the 32 bytes of every key of this kind.
        const BEFORE: [u8; 12] = *b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";
        let info = [&BEFORE[..], self.pair.public_key().as_ref()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(info))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    #[test]
    fn a_key_is_read_back_and_signs_the_same() {
        let key = SigningKey::generate();
        let again = SigningKey::read(&key.secret()).unwrap();
        assert_eq!(key.public_pem(), again.public_pem());
        let signature = key.sign(b"nota");
        assert_eq!(signature, again.sign(b"nota"));
        let public = UnparsedPublicKey::new(&ED25519, key.pair.public_key().as_ref());
        assert!(public.verify(b"nota", &signature).is_ok());
        assert!(public.verify(b"notb", &signature).is_err());
        assert_ne!(key.public_pem(), SigningKey::generate().public_pem());
        assert!(SigningKey::read("bm90YQ==").is_none() && SigningKey::read("!").is_none());
        assert!(!format!("{key:?}").contains(&key.secret()));
    }
}
