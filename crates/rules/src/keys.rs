//! What numbers, names and addresses are compared by, however somebody wrote them: one function for
//! each, asked wherever one comes in or is looked for.

use std::net::{IpAddr, Ipv6Addr};

use unicode_normalization::UnicodeNormalization;

/// Digits of a NIP.
const NIP: usize = 18;

/// A number as it is stored and looked for: without spaces, apostrophes, invisible marks and the word
/// NIP before it, and with the digits of ASCII. Dots and hyphens go only from a NIP: local
/// numbers may differ by nothing else.
pub fn number(text: &str) -> String {
    let bare = without_spaces(text);
    let figures = bare.trim_start_matches(|c: char| "NIPnip.:".contains(c));
    match digits(figures) {
        Some(digits) if digits.len() == NIP => digits,
        _ => bare,
    }
}

/// The digits that a number which was begun to be typed consists of; `None` where there is more.
pub fn digits(text: &str) -> Option<String> {
    let text = without_spaces(text);
    let separates = |c: char| ".-_/,".contains(c);
    let digits: String = text.chars().filter(|c| !separates(*c)).collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// As one writes it on one line, without spaces. ASCII has one form only, and tables have it by the ten thousand.
fn without_spaces(text: &str) -> String {
    if text.is_ascii() {
        return without_marks(text).filter(|c| !c.is_whitespace()).collect();
    }
    without_marks(text).nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A name as it is looked for: lower case, single spaces, no accents, apostrophes or invisible marks.
pub fn name(text: &str) -> String {
    let accent = |c: &char| matches!(c, '\u{300}'..='\u{36F}');
    let plain: String = if text.is_ascii() {
        text.into()
    } else {
        without_marks(text).nfkd().filter(|c| !accent(c)).collect()
    };
    single_spaced(&without_marks(&plain).flat_map(char::to_lowercase).collect::<String>())
}

/// The words of a name, as [`name`] has them.
pub fn words(text: &str) -> Vec<String> {
    let key = name(text);
    let words = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// An e-mail address as it is stored and looked for: lower case, and without what programs put around
/// one: `mailto:`, a name before `<…>`, a comma or semicolon behind it.
pub fn address(text: &str) -> String {
    let text: String = if text.is_ascii() {
        text.into()
    } else {
        text.chars().filter(|c| !is_invisible(*c)).nfkc().collect()
    };
    let text = text.trim().trim_end_matches([',', ';']).trim_end();
    let within = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    let bare = within.map_or(text, |(_, address)| address).trim().to_lowercase();
    bare.strip_prefix("mailto:").map(str::to_owned).unwrap_or(bare)
}

/// Whose connections and tries are counted together: an address of IPv4, a network of IPv6, for there
/// anybody has as many addresses as they like.
pub fn network(address: IpAddr) -> IpAddr {
    const NETWORK: u128 = u128::MAX << 64;
    match address.to_canonical() {
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & NETWORK).into(),
        four @ IpAddr::V4(_) => four,
    }
}

/// Words apart by one space each, whatever kind of space was between them.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What shows nothing and stands for nothing: soft hyphens, marks of direction, spaces without width.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn without_marks(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !is_invisible(*c) && !is_apostrophe(*c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '\u{B4}' | '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2CA}' | '\u{2CB}'
        | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}' | '\u{FF07}' | '\u{FF40}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nip_is_one_however_it_is_written() {
        for text in [
            "197701152003121004",
            " 197701152003121004 ",
            "19770115 200312 1 004",
            "19770115\u{a0}200312\u{a0}1\u{a0}004",
            "19770115.200312.1.004",
            "19770115-200312-1-004",
            "'197701152003121004",
            "\u{2019}197701152003121004",
            "\u{200e}197701152003121004\u{200b}",
            "NIP. 19770115 200312 1 004",
            "１９７７０１１５２００３１２１００４",
        ] {
            assert_eq!(number(text), "197701152003121004", "{text:?}");
        }
    }

    #[test]
    fn a_local_number_keeps_what_tells_it_apart() {
        for text in ["HONORER-12", "2019.01.7", "2019017", "pinjaman.3", "007", "N-1", "P12"] {
            assert_eq!(number(text), text);
        }
    }

    #[test]
    fn what_begins_a_number_is_found_with_and_without_its_dots() {
        assert_eq!(digits("19770115.2003").as_deref(), Some("197701152003"));
        assert_eq!(digits("19770115 20").as_deref(), Some("1977011520"));
        assert_eq!(digits("THL-2"), None);
        assert_eq!(digits(" . "), None);
    }

    #[test]
    fn a_name_is_one_however_its_marks_are_typed() {
        for text in [
            "Ahmad Ma'ruf",
            "Ahmad Ma\u{2019}ruf",
            "AHMAD  MA`RUF",
            "Ahmad\u{a0}Ma\u{2bf}ruf",
            "\u{200e}Ahmad Ma\u{b4}ruf ",
            "Ahmad Maruf",
        ] {
            assert_eq!(name(text), "ahmad maruf", "{text:?}");
        }
        assert_eq!(name("José"), name("Jose\u{301}"));
        assert_eq!(name("José"), "jose");
        assert_ne!(name("Toko Maju"), name("Toko Majumundur"));
    }

    #[test]
    fn an_address_loses_what_programs_put_around_it() {
        for text in [
            "budi@gmail.com",
            " Budi@Gmail.COM ",
            "mailto:budi@gmail.com",
            "MAILTO:Budi@gmail.com",
            "Budi Santoso <budi@gmail.com>",
            "<mailto:budi@gmail.com>",
            "\u{200e}budi@gmail.com\u{200b}",
            "budi@gmail.com;",
            "budi＠gmail.com",
        ] {
            assert_eq!(address(text), "budi@gmail.com", "{text:?}");
        }
        assert_eq!(address("a@b.id, c@d.id"), "a@b.id, c@d.id");
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let same = |one: &str, other: &str| {
            network(one.parse().unwrap()) == network(other.parse().unwrap())
        };
        assert!(same("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"));
        assert!(!same("2001:db8:0:1::1", "2001:db8:0:2::1"));
        assert!(!same("10.0.0.1", "10.0.0.2"));
        assert!(same("::ffff:10.0.0.1", "10.0.0.1"));
    }
}
