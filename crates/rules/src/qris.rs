//! QRIS, the text of the code on a seller's counter: whom a payment's merchant declares to be. It is no
//! proof of a purchase, and its checksum is no signature: anybody can print one.
//!
//! The structure is taken strictly (fields of a tag, a length and a value, none twice, a checksum over all),
//! lengths of names and places leniently: printed codes exceed them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::names::named;

/// A code of a printed poster has up to 512 characters.
const LONGEST: usize = 512;
/// The fields before the checksum itself: `63`, `04`.
const CHECKSUM: &str = "6304";
/// Merchant accounts by provider.
const ACCOUNTS: std::ops::RangeInclusive<u8> = 26..=45;
/// The account of a personal transfer, with the category of money transfers.
const TRANSFER: (u8, &str) = (40, "4829");
const NATIONAL: u8 = 51;

named! {
    /// What a merchant's provider declares of the business, after Bank Indonesia's fee classes.
    pub enum Criteria {
        Micro = "UMI",
        Small = "UKE",
        Medium = "UME",
        Large = "UBE",
        Regular = "URE",
        PublicService = "PSO",
        ServiceAgency = "BLU",
    }
}

named! {
    /// What follows from a code for its seller.
    pub enum Standing {
        /// Micro, small or medium by its own declaration.
        Umkm = "umkm",
        NotUmkm = "not_umkm",
        /// The code does not say: somebody has to look.
        ByHand = "by_hand",
    }
}

named! {
    /// How far somebody has looked at what a seller's code declares.
    pub enum QrisCheck {
        /// The code was seen for the first time.
        Waiting = "waiting",
        /// The merchant number has come back with another name or other criteria.
        Changed = "changed",
        Accepted = "accepted",
        Refused = "refused",
    }
}

named! {
    /// Why a text is no code of a merchant.
    pub enum QrisError {
        TooLong = "qris-too-long",
        NotQris = "qris-not-qris",
        /// A field is cut off, repeated or garbled.
        Damaged = "qris-damaged",
        Checksum = "qris-checksum",
        /// A transfer between people, or cash.
        Transfer = "qris-transfer",
        OtherCountry = "qris-other-country",
        Nameless = "qris-nameless",
    }
}

impl Standing {
    pub fn of(declared: Option<Criteria>) -> Self {
        match declared {
            Some(Criteria::Micro | Criteria::Small | Criteria::Medium) => Self::Umkm,
            Some(Criteria::Large) => Self::NotUmkm,
            _ => Self::ByHand,
        }
    }
}

/// The national merchant number: `ID` and 13 digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Nmid(String);

impl Nmid {
    /// Reads a number however it is spaced; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
        let code = code.to_ascii_uppercase();
        let digits = code.strip_prefix("ID")?;
        let sound = digits.len() == 13 && digits.bytes().all(|byte| byte.is_ascii_digit());
        sound.then_some(Self(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its last digit is the check digit of the others (Luhn). Some that are in use have another,
    /// so that this is a reason to look at what somebody typed, not to refuse it.
    pub fn checks(&self) -> bool {
        let digits = self.0.bytes().skip("ID".len()).map(|byte| u32::from(byte - b'0'));
        let doubled = digits.rev().enumerate().map(|(place, digit)| match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        });
        doubled.sum::<u32>() % 10 == 0
    }
}

/// Whom a code names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merchant {
    pub name: String,
    pub city: String,
    pub postal_code: Option<String>,
    pub nmid: Option<Nmid>,
    /// ISO 18245.
    pub category: Option<String>,
    pub criteria: Option<Criteria>,
    /// The provider's account and the national one declare different things.
    pub is_contradictory: bool,
    /// Whole rupiah, where the code asks for an amount.
    pub amount: Option<i64>,
}

impl Merchant {
    /// What the code declares; nothing where it contradicts itself.
    pub fn declared(&self) -> Option<Criteria> {
        self.criteria.filter(|_| !self.is_contradictory)
    }

    pub fn standing(&self) -> Standing {
        Standing::of(self.declared())
    }

    /// The class that the seller carries by its own declaration (`seller_class::KNOWN`).
    pub fn seller_class(&self) -> Option<&'static str> {
        match (self.standing(), self.criteria?) {
            (Standing::Umkm, Criteria::Micro) => Some("micro"),
            (Standing::Umkm, Criteria::Small) => Some("small"),
            (Standing::Umkm, Criteria::Medium) => Some("medium"),
            _ => None,
        }
    }
}

/// Whether a text begins as those of codes for payments do, of this country or another.
pub fn is_of_payment(text: &str) -> bool {
    text.starts_with("000201")
}

/// Reads the text of a code.
///
/// # Errors
/// Why it names no merchant of this country.
pub fn parse(text: &str) -> Result<Merchant, QrisError> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(QrisError::TooLong);
    }
    if !is_of_payment(text) {
        return Err(QrisError::NotQris);
    }
    let fields = fields(text)?;
    if !has_right_checksum(text, &fields) {
        return Err(QrisError::Checksum);
    }
    let text_of = |tag: u8| fields.get(&tag).map(|value| value.trim()).filter(|it| !it.is_empty());
    if text_of(58) != Some("ID") {
        return Err(QrisError::OtherCountry);
    }
    if fields.contains_key(&TRANSFER.0) && text_of(52) == Some(TRANSFER.1) {
        return Err(QrisError::Transfer);
    }
    let national = fields.get(&NATIONAL).map(|account| self::fields(account)).transpose()?;
    let providers = fields.range(ACCOUNTS).map(|(_, account)| self::fields(account));
    let providers = providers.collect::<Result<Vec<_>, _>>()?;
    let declared: Vec<&str> =
        national.iter().chain(&providers).filter_map(|account| account.get(&3).copied()).collect();
    let nmid = national.as_ref().and_then(|account| account.get(&2)).and_then(|id| Nmid::parse(id));
    Ok(Merchant {
        name: text_of(59).ok_or(QrisError::Nameless)?.to_owned(),
        city: text_of(60).unwrap_or_default().to_owned(),
        postal_code: text_of(61).map(str::to_owned),
        nmid,
        category: text_of(52).map(str::to_owned),
        criteria: declared.first().and_then(|name| Criteria::from_name(name)),
        is_contradictory: declared.iter().any(|one| *one != declared[0]),
        amount: text_of(54).and_then(rupiah),
    })
}

/// The fields of one level, by tag: two digits of a tag, two of a length, and the value.
fn fields(text: &str) -> Result<BTreeMap<u8, &str>, QrisError> {
    let mut fields = BTreeMap::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (tag, after) = two_digits(rest)?;
        let (length, after) = two_digits(after)?;
        let length = usize::from(length);
        let value = after.get(..length).ok_or(QrisError::Damaged)?;
        if length == 0 || fields.insert(tag, value).is_some() {
            return Err(QrisError::Damaged);
        }
        rest = &after[length..];
    }
    Ok(fields)
}

fn two_digits(text: &str) -> Result<(u8, &str), QrisError> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => {
            Ok(((tens - b'0') * 10 + (ones - b'0'), &text[2..]))
        }
        _ => Err(QrisError::Damaged),
    }
}

/// CRC-16/CCITT-FALSE over everything before the four digits of the checksum, which stands last.
fn has_right_checksum(text: &str, fields: &BTreeMap<u8, &str>) -> bool {
    let Some(written) = fields.get(&63) else { return false };
    let Some(covered) = text.strip_suffix(written) else { return false };
    covered.ends_with(CHECKSUM) && u16::from_str_radix(written, 16) == Ok(checksum(covered))
}

fn checksum(text: &str) -> u16 {
    text.bytes().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

/// `25000`, `25000.00`, `25000.`; nothing for fractions of a rupiah.
fn rupiah(text: &str) -> Option<i64> {
    let (whole, sen) = text.split_once('.').unwrap_or((text, ""));
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = !sen.bytes().all(|byte| byte == b'0');
    if !digits || fraction { None } else { whole.parse().ok() }
}
