//! Whether an encrypted PDF opens without a password. Banks and shops forbid copying by a password of the
//! owner, and leave that of the reader empty: readers open such a file, and ask nobody.
//!
//! After ISO 32000-2, 7.6.4: the standard handler in its revisions 2 to 6.

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use md5::Md5;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::pdf_names::names;
use super::pdf_values::{LONGEST, after, dictionary, integer, string};

/// What a password is filled up with; the whole of an empty one.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
/// What the dictionary of the handler says.
struct Handler<'a> {
    revision: i64,
    key_length: usize,
    owner: Vec<u8>,
    user: Vec<u8>,
    permissions: i64,
    metadata_is_encrypted: bool,
    /// The first part of the file's identifier.
    id: &'a [u8],
}

pub fn opens_without(file: &[u8]) -> bool {
    opens(file).unwrap_or(false)
}

/// `None` where the handler is another one, or is not said as the standard has it.
fn opens(file: &[u8]) -> Option<bool> {
    let id = names(file).filter(|(name, _)| name == b"ID").find_map(|(_, at)| {
        let list = file.get(at..at + LONGEST.min(file.len() - at))?.trim_ascii_start();
        string(list.strip_prefix(b"[")?.trim_ascii_start())
    });
    let id = id.unwrap_or_default();
    let (_, at) = names(file).find(|(name, _)| name == b"Encrypt")?;
    let dictionary = dictionary(file, at)?;
    let number = |name: &[u8]| integer(after(dictionary, name)?);
    let revision = number(b"R")?;
    let handler = Handler {
        revision,
        key_length: usize::try_from(number(b"Length").unwrap_or(40) / 8).ok()?,
        owner: string(after(dictionary, b"O")?)?,
        user: string(after(dictionary, b"U")?)?,
        permissions: number(b"P")?,
        metadata_is_encrypted: !after(dictionary, b"EncryptMetadata")
            .is_some_and(|value| value.starts_with(b"false")),
        id: &id,
    };
    match revision {
        2..=4 => handler.opens_before_aes_256(),
        5 => {
            let (hash, salt) = (handler.user.get(..32)?, handler.user.get(32..40)?);
            Some(Sha256::digest(salt).as_slice() == hash)
        }
        6 => {
            let (hash, salt) = (handler.user.get(..32)?, handler.user.get(32..40)?);
            Some(hash_of_revision_6(salt)? == hash)
        }
        _ => None,
    }
}

impl Handler<'_> {
    /// Algorithms 4 to 6: the key of the empty password, and what it makes of known bytes.
    fn opens_before_aes_256(&self) -> Option<bool> {
        // Of revision 4 the lengths that are said are those of its filters.
        let length = match self.revision {
            2 => 5,
            4 => 16,
            _ => self.key_length,
        };
        if !(5..=16).contains(&length) {
            return None;
        }
        let permissions = i32::try_from(self.permissions)
            .or_else(|_| u32::try_from(self.permissions).map(u32::cast_signed))
            .ok()?;
        let mut digest = Md5::new();
        digest.update(PADDING);
        digest.update(self.owner.get(..32)?);
        digest.update(permissions.to_le_bytes());
        digest.update(self.id);
        if self.revision >= 4 && !self.metadata_is_encrypted {
            digest.update([0xFF; 4]);
        }
        let mut key = digest.finalize().to_vec();
        if self.revision == 2 {
            key.truncate(length);
            return Some(rc4(&key, &PADDING) == self.user);
        }
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
        key.truncate(length);
        let mut digest = Md5::new();
        digest.update(PADDING);
        digest.update(self.id);
        let mut made = digest.finalize().to_vec();
        for round in 0..20_u8 {
            let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            made = rc4(&turned, &made);
        }
        Some(self.user.get(..16)? == made)
    }
}

/// Algorithm 2.B for the empty password.
fn hash_of_revision_6(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0.. {
        let mut encrypted = key.repeat(64);
        let cipher = aes::Aes128::new_from_slice(&key[..16]).ok()?;
        let mut previous: [u8; 16] = key[16..32].try_into().ok()?;
        for block in encrypted.chunks_exact_mut(16) {
            for (byte, before) in block.iter_mut().zip(previous) {
                *byte ^= before;
            }
            let mut whole = aes::Block::try_from(&*block).ok()?;
            cipher.encrypt_block(&mut whole);
            block.copy_from_slice(&whole);
            previous = whole.into();
        }
        let sum: u32 = encrypted[..16].iter().map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&encrypted).to_vec(),
            1 => Sha384::digest(&encrypted).to_vec(),
            _ => Sha512::digest(&encrypted).to_vec(),
        };
        // The last byte is 255 at the most: it ends by itself.
        if round >= 63 && i32::from(*encrypted.last()?) <= round - 32 {
            break;
        }
    }
    key.truncate(32);
    Some(key)
}

/// Keys have any length here, which the crates of this cipher want to know when they are compiled.
fn rc4(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or_default());
    let mut other = 0_u8;
    for at in 0..256 {
        other = other.wrapping_add(state[at]).wrapping_add(key[at % key.len()]);
        state.swap(at, other.into());
    }
    let (mut one, mut other) = (0_u8, 0_u8);
    let stream = text.iter().map(|byte| {
        one = one.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(one)]);
        state.swap(one.into(), other.into());
        let at = state[usize::from(one)].wrapping_add(state[usize::from(other)]);
        byte ^ state[usize::from(at)]
    });
    stream.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! sample {
        ($name:literal) => {
            include_bytes!(concat!("../../../tests/fixtures/pdf/", $name, ".pdf"))
        };
    }

    #[test]
    fn who_forbids_copying_lets_everybody_read() {
        for (revision, file) in [
            (2, &sample!("copy-forbidden-r2")[..]),
            (3, sample!("copy-forbidden-r3")),
            (4, sample!("copy-forbidden-r4")),
            (5, sample!("copy-forbidden-r5")),
            (6, sample!("copy-forbidden-r6")),
        ] {
            assert!(opens_without(file), "{revision}");
        }
    }

    #[test]
    fn who_wants_a_password_keeps_reviewers_out() {
        for file in [&sample!("password-r4")[..], sample!("password-r6")] {
            assert!(!opens_without(file));
        }
    }

    #[test]
    fn another_identifier_is_another_file() {
        let mut file = sample!("copy-forbidden-r3").to_vec();
        let at = memchr::memmem::find(&file, b"/ID").unwrap();
        let digit = at + file[at..].iter().position(|byte| *byte == b'<').unwrap() + 1;
        file[digit] = if file[digit] == b'0' { b'1' } else { b'0' };
        assert!(!opens_without(&file));
    }

    #[test]
    fn what_is_cut_off_anywhere_opens_nowhere_and_panics_nowhere() {
        let file = sample!("copy-forbidden-r6");
        for end in 0..file.len() {
            let _ = opens_without(&file[..end]);
        }
    }
}
