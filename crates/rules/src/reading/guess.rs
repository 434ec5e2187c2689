//! What a column holds, told by its values where its heading does not say.

use super::{dates::DateOrder, grades};
use crate::{EmploymentType, employee, nip};

/// Of the cells that are filled, how many of ten have to look alike.
const ENOUGH: usize = 8;
const FEWEST: usize = 2;

type Test = fn(&str) -> bool;

/// The fields that values can show. Others cannot be told apart: a day may be a birthday.
const SHOWN: [(&str, Test); 5] = [
    ("number", is_nip),
    ("email", |text| employee::email(text).is_ok()),
    ("phone", is_mobile),
    ("grade", |text| text.contains('/') && grades::read(text).is_some()),
    ("employment_type", |text| EmploymentType::parse(text).is_some()),
];

fn is_nip(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !" .'".contains(*c)).collect();
    nip::doubt("number", &digits).is_none()
}

fn is_mobile(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !" -.'".contains(*c)).collect();
    let known = ["08", "628", "+628"].iter().any(|start| digits.starts_with(start));
    known && employee::phone(Some(&digits)).is_ok()
}

/// The field that the values of a column show.
pub fn field(values: &[&str]) -> Option<&'static str> {
    let filled: Vec<&str> = values.iter().copied().filter(|text| !text.is_empty()).collect();
    if filled.len() < FEWEST {
        return None;
    }
    let alike = |(_, test): &&(&str, Test)| {
        filled.iter().filter(|text| test(text)).count() * 10 >= filled.len() * ENOUGH
    };
    SHOWN.iter().find(alike).map(|(field, _)| *field)
}

/// The order of day and month that the dates of a file prove. A proof that the month comes first is
/// none: here dates begin with the day, and one slip must not turn all the others.
pub fn order(proofs: impl IntoIterator<Item = DateOrder>) -> Option<DateOrder> {
    let mut order = None;
    for proof in proofs {
        match proof {
            DateOrder::DayFirst => order = Some(proof),
            DateOrder::MonthFirst => return None,
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_show_what_a_column_holds() {
        let guessed = |values: &[&str]| field(values);
        assert_eq!(guessed(&["198503122010012007", "19770115 200312 1 004", ""]), Some("number"));
        assert_eq!(guessed(&["a@b.id", "c@d.id"]), Some("email"));
        assert_eq!(guessed(&["081234567890", "+62 812-3456-789"]), Some("phone"));
        assert_eq!(guessed(&["III/c", "Penata (III/c)"]), Some("grade"));
        assert_eq!(guessed(&["PNS", "P3K", "Honorer"]), Some("employment_type"));
        for other in [&["Sri", "Budi"][..], &["III/c"], &["1", "2"], &["2020-01-01", "2021-01-01"]]
        {
            assert_eq!(guessed(other), None, "{other:?}");
        }
    }

    #[test]
    fn only_days_that_come_first_prove_an_order() {
        use DateOrder::{DayFirst, MonthFirst};
        assert_eq!(order([DayFirst, DayFirst]), Some(DayFirst));
        assert_eq!(order([MonthFirst]), None);
        assert_eq!(order([DayFirst, MonthFirst]), None);
        assert_eq!(order([]), None);
    }
}
