//! The NIP, the number of a civil servant: birth date (8 digits), then for PNS year and month of
//! appointment and for PPPK year and contract (6), sex (1), order (3). A number that breaks the
//! pattern is doubted, never refused: people without a NIP are employees, too.

use chrono::NaiveDate;

use super::Problem;

/// What makes a number look unlike a NIP; `None` if it looks like one. `field` names it.
pub fn doubt(field: &str, number: &str) -> Option<Problem> {
    let code = if number.len() != 18 || !number.bytes().all(|b| b.is_ascii_digit()) {
        "nip-not-18-digits"
    } else if !is_date(&number[..8]) {
        "nip-birth-date"
    } else if !is_appointment(&number[8..14]) {
        "nip-appointment"
    } else if !matches!(number.as_bytes()[14], b'1' | b'2') {
        "nip-sex"
    } else {
        return None;
    };
    Some(Problem::new(field, code))
}

fn is_date(digits: &str) -> bool {
    digits.starts_with(['1', '2']) && NaiveDate::parse_from_str(digits, "%Y%m%d").is_ok()
}

/// A year and a month (PNS), or a year and `21`, `22` … for the contract (PPPK).
fn is_appointment(digits: &str) -> bool {
    let (year, rest) = digits.split_at(4);
    ("1950".."2100").contains(&year)
        && (("01"..="12").contains(&rest) || ("21"..="29").contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_doubted_for_its_first_fault() {
        for (number, code) in [
            ("198503122010012007", None),
            ("199001012023211001", None),
            ("19850312201001200", Some("nip-not-18-digits")),
            ("1985031220100120x7", Some("nip-not-18-digits")),
            ("HONORER-12", Some("nip-not-18-digits")),
            ("198502302010012007", Some("nip-birth-date")),
            ("098503122010012007", Some("nip-birth-date")),
            ("198503122010132007", Some("nip-appointment")),
            ("198503122023301001", Some("nip-appointment")),
            ("198503122010013007", Some("nip-sex")),
        ] {
            assert_eq!(doubt("number", number).map(|doubt| doubt.code), code, "{number}");
        }
    }
}
