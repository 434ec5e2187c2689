//! Texts of codes as they are printed, and as they are damaged, forged and made up.

use proptest::prelude::*;
use serde::Deserialize;

use crate::qris::{Criteria, Merchant, Nmid, QrisError, Standing, parse};

#[derive(Deserialize)]
struct Sample {
    payload: String,
    crc_valid: bool,
    tlv_ok: bool,
    nmid: Option<String>,
    nmid_luhn: Option<bool>,
    criteria: Option<String>,
    criteria_conflict: Option<String>,
    name: Option<String>,
    city: Option<String>,
    postal: Option<String>,
    mcc: Option<String>,
    amount: Option<String>,
    kind: String,
}

fn samples() -> Vec<Sample> {
    let lines = include_str!("../../../../tests/fixtures/qris-payloads.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

const WARUNG: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000001702150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID90241234567830303UMI5204581253033605802ID5918WARUNG CONTOH SATU6011KAB. CONTOH61051234562070703A016304BB1E";

#[test]
fn every_sample_is_read_or_refused_for_its_reason() {
    let (mut read, mut refused) = (0, 0);
    for sample in samples() {
        let outcome = parse(&sample.payload);
        let expected = match &sample {
            Sample { tlv_ok: false, .. } => Some(QrisError::Damaged),
            Sample { crc_valid: false, .. } => Some(QrisError::Checksum),
            Sample { kind, .. } if kind.starts_with("transfer") => Some(QrisError::Transfer),
            _ if sample.payload.contains("5802SG") => Some(QrisError::OtherCountry),
            _ => None,
        };
        if let Some(expected) = expected {
            assert_eq!(outcome, Err(expected), "{}", sample.payload);
            refused += 1;
            continue;
        }
        let merchant = outcome.unwrap_or_else(|error| panic!("{error:?}: {}", sample.payload));
        // One of them is printed with a blank behind its name.
        assert_eq!(Some(merchant.name.as_str()), sample.name.as_deref().map(str::trim));
        assert_eq!(Some(merchant.city.clone()), sample.city);
        assert_eq!(merchant.postal_code, sample.postal);
        assert_eq!(merchant.category, sample.mcc);
        assert_eq!(merchant.nmid.as_ref().map(|id| id.as_str().to_owned()), sample.nmid);
        assert_eq!(merchant.nmid.as_ref().map(Nmid::checks), sample.nmid_luhn);
        assert_eq!(merchant.is_contradictory, sample.criteria_conflict.is_some());
        let known = sample.criteria.as_deref().filter(|name| *name != "XXX");
        assert_eq!(merchant.criteria.map(Criteria::name), known, "{}", sample.payload);
        let amount = sample.amount.as_deref().map(|text| text.split('.').next().unwrap().parse());
        assert_eq!(merchant.amount, amount.transpose().unwrap(), "{}", sample.payload);
        read += 1;
    }
    assert_eq!((read, refused), (52, 14));
}

#[test]
fn who_declares_to_be_small_is_umkm_and_what_says_nothing_is_looked_at() {
    let declares = |criteria: Option<Criteria>, is_contradictory| Merchant {
        criteria,
        is_contradictory,
        ..parse(WARUNG).unwrap()
    };
    for (criteria, standing, class) in [
        (Some(Criteria::Micro), Standing::Umkm, Some("micro")),
        (Some(Criteria::Small), Standing::Umkm, Some("small")),
        (Some(Criteria::Medium), Standing::Umkm, Some("medium")),
        (Some(Criteria::Large), Standing::NotUmkm, None),
        (Some(Criteria::Regular), Standing::ByHand, None),
        (Some(Criteria::PublicService), Standing::ByHand, None),
        (Some(Criteria::ServiceAgency), Standing::ByHand, None),
        (None, Standing::ByHand, None),
    ] {
        let merchant = declares(criteria, false);
        assert_eq!((merchant.standing(), merchant.seller_class()), (standing, class));
        let merchant = declares(criteria, true);
        assert_eq!((merchant.standing(), merchant.seller_class()), (Standing::ByHand, None));
    }
}

#[test]
fn one_wrong_character_is_found() {
    for (at, _) in WARUNG.char_indices() {
        let other = if &WARUNG[at..=at] == "7" { "8" } else { "7" };
        let changed = format!("{}{other}{}", &WARUNG[..at], &WARUNG[at + 1..]);
        assert!(parse(&changed).is_err(), "{changed}");
        assert!(parse(&WARUNG[..at]).is_err());
    }
}

#[test]
fn other_texts_are_no_codes_of_merchants() {
    for text in ["", "https://example.id", "0002", "WARUNG", "00020201"] {
        assert_eq!(parse(text), Err(QrisError::NotQris), "{text}");
    }
    assert_eq!(parse(&format!("000201{}", "9".repeat(600))), Err(QrisError::TooLong));
}

#[test]
fn a_merchant_number_is_read_however_it_is_spaced() {
    let number = Nmid::parse(" id9024 1234 56783").unwrap();
    assert_eq!((number.as_str(), number.checks()), ("ID9024123456783", true));
    assert!(!Nmid::parse("ID9024123456784").unwrap().checks());
    for text in
        ["", "ID", "ID902412345678", "ID90241234567831", "XX9024123456783", "ID902412345678é"]
    {
        assert_eq!(Nmid::parse(text), None, "{text}");
    }
}

/// The text with the checksum that belongs to it, so that its pieces are looked at.
fn sealed(text: &str) -> String {
    let covered = format!("{text}6304");
    let sum = covered.bytes().fold(0xFFFF_u16, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    });
    format!("{covered}{sum:04X}")
}

/// A piece as a code has them: a tag, a length that is right or wrong, and what stands in it.
fn piece() -> impl Strategy<Value = String> {
    (0u8..100, prop::option::weighted(0.1, 0usize..100), r"[0-9A-Z .é]{0,24}").prop_map(
        |(tag, wrong, text)| {
            let length = wrong.unwrap_or(text.chars().count());
            format!("{tag:02}{length:02}{text}")
        },
    )
}

// A million inputs in all.
proptest! {
    #![proptest_config(ProptestConfig { cases: 250_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_it_panic(text in r"(000201)?[0-9A-Z .é😀]{0,120}") {
        let _ = parse(&text);
    }

    #[test]
    fn nor_does_what_is_sealed(text in r"[0-9A-Z .é]{0,120}") {
        let _ = parse(&sealed(&format!("000201{text}")));
    }

    #[test]
    fn nor_do_pieces_in_any_order(pieces in prop::collection::vec(piece(), 0..8)) {
        let _ = parse(&sealed(&format!("000201{}", pieces.concat())));
    }

    #[test]
    fn nor_does_a_code_with_pieces_of_itself(from in 0usize..230, to in 0usize..230, into in 0usize..230) {
        let (from, to) = (from.min(to).min(WARUNG.len()), from.max(to).min(WARUNG.len()));
        let into = into.min(WARUNG.len());
        let text = format!("{}{}{}", &WARUNG[..into], &WARUNG[from..to], &WARUNG[into..]);
        let _ = (parse(&text), parse(&sealed(&text)));
    }
}
