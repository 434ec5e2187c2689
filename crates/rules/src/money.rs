//! Money as people write it (rules.md §5): whole rupiah in an `i64`. `static/js/amount.js` has the same
//! grammar; `tests/fixtures/amounts.json` holds both to it.

use std::fmt::Write;

use super::language::Language;

/// An amount as it came in: typed by a person, or a number of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountInput {
    /// With the marks of a language: that of the page; Indonesian in files.
    Written(String, Language),
    Rupiah(i64),
}

impl AmountInput {
    /// # Errors
    /// Why it is not an amount of whole rupiah.
    pub fn read(&self) -> Result<i64, NotRupiah> {
        match self {
            Self::Written(text, language) => parse_in(text, *language),
            Self::Rupiah(amount) => Ok(*amount),
        }
    }
}

/// Why a text is not an amount of whole rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRupiah {
    Empty,
    /// Cents, or thousandths of a thousand: there is no coin for it.
    Fraction,
    /// `100,000` in Indonesian, where a comma stands before sen: the amount that was meant.
    CommaGroups(i64),
    TooLarge,
    Unreadable,
}

/// No purchase, budget or sum comes near it, and sums of it still fit.
const LARGEST: i64 = 999_999_999_999_999;

const UNITS: [(&str, usize); 5] = [("ribu", 3), ("rb", 3), ("k", 3), ("juta", 6), ("jt", 6)];
/// Written behind an amount, so that nobody adds a digit.
const ENDINGS: [&str; 5] = [",--", ",-", ".--", ".-", "/-"];

/// Reads `100000`, `100.000`, `Rp 100.000`, `IDR 100.000`, `100.000 rupiah`, `Rp100.000,00`,
/// `Rp100.000,-`, `100rb`, `100 ribu`, `50k` and `1,5jt` as whole rupiah. Anything else is refused: `1e9`,
/// `-1.000`, `100.00`, `٢٥`.
///
/// # Errors
/// Why it is not an amount of whole rupiah.
pub fn parse(text: &str) -> Result<i64, NotRupiah> {
    read(text, Language::Indonesian)
}

/// The same of a text that was typed on a page of this language: an English one reads `100,000` and
/// `1.5jt`, too, as it writes them itself.
///
/// # Errors
/// Why it is not an amount of whole rupiah.
pub fn parse_in(text: &str, language: Language) -> Result<i64, NotRupiah> {
    match language {
        Language::Indonesian => parse(text),
        Language::English => read(text, language).or_else(|_| parse(text)),
    }
}

fn read(text: &str, language: Language) -> Result<i64, NotRupiah> {
    let text = without_marks(text);
    let body = ["rp.", "rp", "idr"].iter().find_map(|unit| text.strip_prefix(unit));
    let body = body.unwrap_or(&text).trim();
    let body = ["rupiah", "idr"].iter().find_map(|unit| body.strip_suffix(unit)).unwrap_or(body);
    let body = body.trim();
    if body.is_empty() {
        return Err(NotRupiah::Empty);
    }
    let (group, decimal) = match language {
        Language::Indonesian => ('.', ','),
        Language::English => (',', '.'),
    };
    if let Some(number) = ENDINGS.iter().find_map(|ending| body.strip_suffix(ending)) {
        return in_groups(number.trim_end(), group);
    }
    let abbreviated = body.strip_suffix('.').unwrap_or(body);
    for (unit, zeros) in UNITS {
        if let Some(number) = abbreviated.strip_suffix(unit) {
            return with_unit(number.trim_end(), zeros, (group, decimal));
        }
    }
    // A point stands before sen only behind thousands with commas: `100.00` may be anything.
    let has_sen = language == Language::Indonesian || body.contains(group);
    let Some((whole, sen)) = body.split_once(decimal).filter(|_| has_sen) else {
        return in_groups(body, group);
    };
    if let Ok(meant) = in_groups(body, decimal) {
        return Err(NotRupiah::CommaGroups(meant));
    }
    let amount = in_groups(whole, group)?;
    digits(sen)?;
    if sen == "00" { Ok(amount) } else { Err(NotRupiah::Fraction) }
}

/// In small letters, without the marks that nobody sees and that chat programs put into what is copied.
fn without_marks(text: &str) -> String {
    let unseen = |c: char| {
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
            || matches!(c, '\u{FEFF}' | '\u{00AD}')
    };
    let visible: String = text.chars().filter(|c| !unseen(*c)).collect();
    visible.trim().to_ascii_lowercase()
}

/// `1,5` with six zeros is 1.500.000. Thousands of thousands are written with their marks in English
/// only: in Indonesian `1.500rb` may be meant as 1,5 thousand.
fn with_unit(number: &str, zeros: usize, (group, decimal): (char, char)) -> Result<i64, NotRupiah> {
    let (whole, part) = number.split_once(decimal).unwrap_or((number, "0"));
    let whole = if group == ',' { in_groups(whole, group)? } else { digits(whole)? };
    digits(part)?;
    if part.trim_end_matches('0').len() > zeros {
        return Err(NotRupiah::Fraction);
    }
    let part = &part[..part.len().min(zeros)];
    digits(&format!("{whole}{part:0<zeros$}"))
}

/// `100000` or `100.000`, never `100.00` or `1.0000`.
fn in_groups(text: &str, mark: char) -> Result<i64, NotRupiah> {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    if rest.is_empty() {
        return digits(first);
    }
    if first.len() > 3 || first.starts_with('0') || rest.iter().any(|group| group.len() != 3) {
        return Err(NotRupiah::Unreadable);
    }
    digits(&format!("{first}{}", rest.concat()))
}

/// What somebody meant who typed so little without a unit: `35` for Rp35.000. Pages ask.
pub fn meant_in_thousands(text: &str, amount: i64) -> Option<i64> {
    let is_plain = without_marks(text).bytes().all(|b| b.is_ascii_digit());
    (is_plain && (1..1_000).contains(&amount)).then_some(amount * 1_000)
}

fn digits(text: &str) -> Result<i64, NotRupiah> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotRupiah::Unreadable);
    }
    text.parse().ok().filter(|amount| *amount <= LARGEST).ok_or(NotRupiah::TooLarge)
}

/// An amount as a form in this language shows it, and reads it back.
pub fn form_amount(amount: i64, language: Language) -> String {
    let mark = match language {
        Language::Indonesian => '.',
        Language::English => ',',
    };
    group(amount.unsigned_abs(), mark)
}

/// Digits in groups of three.
pub fn group(number: u64, separator: char) -> String {
    let mut grouped = String::new();
    push_groups(&mut grouped, number, separator);
    grouped
}

/// Appends a number in groups of three digits.
pub fn push_groups(text: &mut String, number: u64, separator: char) {
    // Writing to a text cannot fail.
    let _ = if number < 1_000 {
        write!(text, "{number}")
    } else {
        push_groups(text, number / 1_000, separator);
        write!(text, "{separator}{:03}", number % 1_000)
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        text: String,
        language: Option<Language>,
        amount: Option<i64>,
        refused: Option<String>,
        meant: Option<i64>,
    }

    const CASES: &str = include_str!("../../../tests/fixtures/amounts.json");

    fn code(why: NotRupiah) -> &'static str {
        match why {
            NotRupiah::Empty => "empty",
            NotRupiah::Fraction => "fraction",
            NotRupiah::CommaGroups(_) => "comma",
            NotRupiah::TooLarge => "too_large",
            NotRupiah::Unreadable => "unreadable",
        }
    }

    /// The same table that the script is held to.
    #[test]
    fn every_amount_of_the_table_is_read_or_refused() {
        let cases: Vec<Case> = serde_json::from_str(CASES).unwrap();
        assert!(cases.len() > 90, "{}", cases.len());
        for Case { text, language, amount, refused, meant } in cases {
            let languages = language.map_or_else(|| Language::ALL.to_vec(), |one| vec![one]);
            for language in languages {
                let found = parse_in(&text, language);
                let said = found.map_err(|why| code(why).to_owned());
                let wanted = amount.ok_or_else(|| refused.clone().unwrap());
                assert_eq!(said, wanted, "{text:?} in {language:?}");
                if let Err(NotRupiah::CommaGroups(offered)) = found {
                    assert_eq!(Some(offered), meant, "{text:?}");
                } else {
                    let asked = found.ok().and_then(|amount| meant_in_thousands(&text, amount));
                    assert_eq!(asked, meant, "{text:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn parsing_what_was_formatted_is_identity(amount in 0..=LARGEST) {
            for (mark, language) in [('.', Language::Indonesian), (',', Language::English)] {
                let written = format!("Rp{}", group(amount.unsigned_abs(), mark));
                prop_assert_eq!(parse_in(&written, language), Ok(amount));
                prop_assert_eq!(parse_in(&amount.to_string(), language), Ok(amount));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            for language in Language::ALL {
                let _ = parse_in(&text, language);
            }
        }
    }
}
