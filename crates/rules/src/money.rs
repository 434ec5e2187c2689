//! Money as people write it (rules.md §5): whole rupiah in an `i64`.

use std::fmt::Write;

/// An amount as it came in: typed by a person, or a number of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountInput {
    Written(String),
    Rupiah(i64),
}

/// Why a text is not an amount of whole rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRupiah {
    Empty,
    /// Cents, or thousandths of a thousand: there is no coin for it.
    Fraction,
    TooLarge,
    Unreadable,
}

/// No purchase, budget or sum comes near it, and sums of it still fit.
const LARGEST: i64 = 999_999_999_999_999;

/// Reads `100000`, `100.000`, `Rp 100.000`, `Rp100.000,00`, `Rp100.000,-`, `100rb`, `100 ribu`
/// and `1,5jt` as whole rupiah. Anything else is refused: `1e9`, `-1.000`, `100.00`, `٢٥`.
pub fn parse(text: &str) -> Result<i64, NotRupiah> {
    let lower = text.trim().to_ascii_lowercase();
    let body = lower
        .strip_prefix("rp")
        .map_or(lower.as_str(), |rest| rest.strip_prefix('.').unwrap_or(rest));
    let body = body.trim();
    if body.is_empty() {
        return Err(NotRupiah::Empty);
    }
    for (unit, zeros) in [("ribu", 3), ("rb", 3), ("juta", 6), ("jt", 6)] {
        if let Some(number) = body.strip_suffix(unit) {
            return with_unit(number.trim_end(), zeros);
        }
    }
    match body.split_once(',') {
        None => grouped(body),
        Some((whole, "00" | "-")) => grouped(whole),
        Some((whole, cents)) => {
            grouped(whole)?;
            digits(cents)?;
            Err(NotRupiah::Fraction)
        }
    }
}

/// `1,5` with six zeros is 1.500.000.
fn with_unit(number: &str, zeros: usize) -> Result<i64, NotRupiah> {
    let (whole, part) = number.split_once(',').unwrap_or((number, ""));
    digits(whole)?;
    if !part.is_empty() || number.contains(',') {
        digits(part)?;
    }
    if part.trim_end_matches('0').len() > zeros {
        return Err(NotRupiah::Fraction);
    }
    let part = &part[..part.len().min(zeros)];
    digits(&format!("{whole}{part:0<zeros$}"))
}

/// `100000` or `100.000`, never `100.00` or `1.0000`.
fn grouped(text: &str) -> Result<i64, NotRupiah> {
    let mut groups = text.split('.');
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

fn digits(text: &str) -> Result<i64, NotRupiah> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotRupiah::Unreadable);
    }
    text.parse().ok().filter(|amount| *amount <= LARGEST).ok_or(NotRupiah::TooLarge)
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

    #[test]
    fn reads_what_people_write() {
        for (text, amount) in [
            ("100000", 100_000),
            ("100.000", 100_000),
            ("Rp 100.000", 100_000),
            ("Rp100.000,00", 100_000),
            ("rp. 100.000", 100_000),
            ("Rp100.000,-", 100_000),
            ("100rb", 100_000),
            ("100 ribu", 100_000),
            ("100 RB", 100_000),
            ("1,5jt", 1_500_000),
            ("1,5 juta", 1_500_000),
            ("2,25rb", 2_250),
            ("0", 0),
            ("  35.000  ", 35_000),
            ("1.234.567", 1_234_567),
        ] {
            assert_eq!(parse(text), Ok(amount), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "-1.000",
            "-1",
            "1e9",
            "100.00",
            "٢٥",
            "1.0000",
            "1000.000",
            "NaN",
            "1,5",
            "25.000,50",
            "1,2345rb",
            "0x10",
            "1 000",
            "100,000",
            "abc",
            "rb",
            "1,jt",
            ",5jt",
            "1..000",
            "1.000.",
            "Rp",
            "",
            "   ",
            "9223372036854775808",
            "１００",
            "1/2",
            "+5",
            "1.5jt",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(parse(""), Err(NotRupiah::Empty));
        assert_eq!(parse("25.000,50"), Err(NotRupiah::Fraction));
        assert_eq!(parse("9223372036854775808"), Err(NotRupiah::TooLarge));
        assert_eq!(parse("1e9"), Err(NotRupiah::Unreadable));
    }

    proptest! {
        #[test]
        fn parsing_what_was_formatted_is_identity(amount in 0..=LARGEST) {
            let written = format!("Rp{}", group(amount.unsigned_abs(), '.'));
            prop_assert_eq!(parse(&written), Ok(amount));
            prop_assert_eq!(parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            let _ = parse(&text);
        }
    }
}
