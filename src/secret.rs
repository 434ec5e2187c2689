//! Tokens that nobody can guess, of which only hashes are stored; and SHA-256 for everything else
//! that has one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A new token of 256 random bits, fit for a cookie or an address.
pub fn token() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("without the system's randomness nothing is safe: stop");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a token: what the database has of it.
pub fn hash(token: &str) -> String {
    sha256(token)
}

/// A token that follows from another and a purpose, and does not betray it.
pub fn derived(token: &str, purpose: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{purpose}:{token}")))
}

/// Compares in a time that does not depend on where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

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
