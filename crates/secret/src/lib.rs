//! Tokens that nobody can guess, of which only hashes are stored; and SHA-256 for everything else
//! that has one.

pub mod signing;

use std::io::{self, Read};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A new token of 256 random bits, fit for a cookie or an address.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(random())
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// The same of what may be larger than memory.
pub fn sha256_of(mut content: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match content.read(&mut piece)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            read => hasher.update(&piece[..read]),
        }
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a token: what the database has of it.
pub fn hash(token: &str) -> String {
    sha256(token)
}

/// Compares in a time that does not depend on where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// A new key by which a receiver knows what comes from us, as Standard Webhooks writes it.
pub fn webhook_key() -> String {
    format!("{WEBHOOK_KEY}{}", STANDARD.encode(random()))
}

const WEBHOOK_KEY: &str = "whsec_";

/// The signature of a webhook (Standard Webhooks 1.0): HMAC-SHA256 over id, seconds and body. `None` for
/// what is no such key.
pub fn webhook_signature(key: &str, id: &str, seconds: i64, body: &str) -> Option<String> {
    let key = STANDARD.decode(key.strip_prefix(WEBHOOK_KEY)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// Proves that a form comes from a page of ours: it follows from a cookie that no other site can
/// read, and does not reveal it.
pub struct FormToken([u8; 32]);

impl FormToken {
    pub fn of(cookie: &str) -> Self {
        Self(Sha256::digest(format!("csrf:{cookie}")).into())
    }

    /// The token as a page carries it: masked anew for every page. Pages are compressed, and the
    /// length of a compressed page would otherwise let the token be guessed byte by byte (BREACH).
    pub fn masked(&self) -> String {
        let mask = random();
        URL_SAFE_NO_PAD.encode([mask, xor(mask, self.0)].concat())
    }

    /// Whether a form carries this token under any mask. Takes the same time wherever they differ.
    pub fn is(&self, masked: &str) -> bool {
        let mut sent = [0; 64];
        let Ok(64) = URL_SAFE_NO_PAD.decode_slice(masked, &mut sent) else { return false };
        let [mask, rest] = [0, 32].map(|at| std::array::from_fn(|byte| sent[at + byte]));
        xor(mask, rest).ct_eq(&self.0).into()
    }
}

fn xor(one: [u8; 32], other: [u8; 32]) -> [u8; 32] {
    std::array::from_fn(|byte| one[byte] ^ other[byte])
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("without the system's randomness nothing is safe: stop");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_looks_different_on_every_page_and_stays_the_same() {
        let token = FormToken::of("cookie");
        let (one, other) = (token.masked(), token.masked());
        assert_ne!(one, other);
        assert!(token.is(&one) && token.is(&other));
        assert!(!FormToken::of("another cookie").is(&one));
    }

    #[test]
    fn what_is_no_masked_token_is_refused() {
        let token = FormToken::of("cookie");
        let masked = token.masked();
        // Neither the token without its mask, nor a mask alone, nor half of each.
        let bare = URL_SAFE_NO_PAD.encode(token.0);
        let twice = format!("{bare}{bare}");
        let changed = format!("{}{}", if &masked[..1] == "A" { "B" } else { "A" }, &masked[1..]);
        for wrong in ["", "x", &bare, &twice, &changed, &masked[..85], &masked[1..]] {
            assert!(!token.is(wrong), "{wrong}");
        }
        assert!(!token.is(&format!("{masked}A")) && !token.is(&"A".repeat(86)));
    }

    #[test]
    fn tokens_are_new_and_hashes_are_not() {
        assert_ne!(token(), token());
        assert_eq!(token().len(), 43);
        assert_eq!(hash("a"), hash("a"));
        // FIPS 180-2, example B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256("abc"), abc);
        assert!(same("abc", "abc") && !same("abc", "abd") && !same("abc", "ab"));
    }
}
