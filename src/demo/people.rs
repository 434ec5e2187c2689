//! Invented civil servants whose numbers, ranks and titles fit together.
//!
//! An employee number (NIP) has 18 digits: date of birth, month of appointment (for contract
//! staff the year and 21), 1 for men or 2 for women, and a serial number.

use std::collections::HashSet;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::names::{self, Bearer};
use super::ranks;
pub use super::ranks::{Field, Level};
use super::rng::Rng;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// NIP, or a local number for those who have none (`NON_ASN`).
    pub number: String,
    /// With academic titles: "Drs. H. Bambang Wibowo, M.Si."
    pub name: String,
    pub email: String,
    pub female: bool,
    pub born: NaiveDate,
    /// First day of the month of appointment.
    pub appointed: NaiveDate,
    /// `PNS`, `CPNS`, `PPPK`, `PPPK_PW` or `NON_ASN`.
    pub employment_type: &'static str,
    /// `I/a` to `IV/e`, for contract staff `V`, `VII` or `IX`; `NON_ASN` have none.
    pub grade: Option<&'static str>,
    pub position_level: &'static str,
}

/// Hires one person after the other; no two get the same number or address.
#[derive(Debug, Clone)]
pub struct People {
    rng: Rng,
    today: NaiveDate,
    taken: HashSet<String>,
}

impl People {
    /// `today` bounds ages and appointments.
    pub fn new(seed: u64, today: NaiveDate) -> Self {
        Self { rng: Rng::new(seed), today, taken: HashSet::new() }
    }

    pub fn hire(&mut self, level: Level, field: Field) -> Person {
        let female = self.rng.percent(if field == Field::General { 45 } else { 66 });
        let employment_type = self.employment(level);
        let (born, appointed) = self.life(level, employment_type);
        let years = self.today.years_since(appointed).unwrap_or(0);
        let (grade, schooling) = ranks::rank(&mut self.rng, level, employment_type, years);
        let plain = names::plain(&mut self.rng, female, born.year());
        let bearer = Bearer { female, born: born.year(), level, field, schooling };
        let name = names::titled(&mut self.rng, &plain, &bearer);
        Person {
            number: self.number(born, appointed, employment_type, female),
            email: self.email(&plain),
            name,
            female,
            born,
            appointed,
            employment_type,
            grade,
            position_level: level.as_str(),
        }
    }

    fn employment(&mut self, level: Level) -> &'static str {
        let draw = self.rng.between(1, 100);
        match (level, draw) {
            (Level::Staff, 1..=58) | (Level::Functional, 1..=64) => "PNS",
            (Level::Staff, 59..=63) | (Level::Functional, 65..=68) => "CPNS",
            (Level::Staff, 64..=85) | (Level::Functional, _) => "PPPK",
            (Level::Staff, 86..=95) => "PPPK_PW",
            (Level::Staff, _) => "NON_ASN",
            // Contract staff lead no office.
            _ => "PNS",
        }
    }

    /// Birth, and the month of appointment.
    fn life(&mut self, level: Level, employment_type: &str) -> (NaiveDate, NaiveDate) {
        let (youngest, oldest) = match (level, employment_type) {
            (_, "CPNS") => (21, 34),
            (_, "PPPK" | "PPPK_PW" | "NON_ASN") => (26, 52),
            (Level::Staff, _) => (25, 57),
            (Level::Functional, _) => (26, 59),
            (Level::SectionHead | Level::Echelon4 | Level::Camat, _) => (37, 57),
            (Level::Echelon3, _) => (42, 57),
            (Level::Echelon2, _) => (46, 59),
        };
        let age = self.rng.between(youngest * 365 + 10, oldest * 365).unsigned_abs();
        let born = self.today - Days::new(age);
        let this_year = i64::from(self.today.year());
        let appointed = match employment_type {
            "CPNS" => self.today - Months::new(u32::try_from(self.rng.between(3, 14)).unwrap_or(3)),
            "PPPK" => first(self.rng.between(2019.min(this_year), this_year - 1), 3),
            "PPPK_PW" => first(this_year - 1, 10),
            "NON_ASN" => first(self.rng.between(this_year - 9, this_year - 1), 1),
            _ => {
                // Into service young, or the career would be too short for the rank.
                let year = i64::from(born.year()) + self.rng.between(20, 25);
                let month = [1, 2, 3, 4, 12][self.rng.index(5)];
                first(year.min(this_year - 2), month)
            }
        };
        (born, appointed.with_day(1).unwrap_or(appointed))
    }

    fn number(
        &mut self,
        born: NaiveDate,
        appointed: NaiveDate,
        employment_type: &str,
        female: bool,
    ) -> String {
        let begins = match employment_type {
            "NON_ASN" => format!("THL-{}-", appointed.year()),
            "PPPK" | "PPPK_PW" => format!("{}{}21", born.format("%Y%m%d"), appointed.year()),
            _ => format!("{}{}", born.format("%Y%m%d"), appointed.format("%Y%m")),
        };
        let sex = if female { 2 } else { 1 };
        let sex = if employment_type == "NON_ASN" { String::new() } else { sex.to_string() };
        let from = self.rng.between(1, 12);
        self.first_free((from..).map(|serial| format!("{begins}{sex}{serial:03}")))
    }

    fn email(&mut self, plain: &str) -> String {
        let words: Vec<String> =
            plain.split(' ').map(|word| word.trim_matches('.').to_lowercase()).collect();
        let local = words.join(".");
        let numbered = (2..).map(|n| format!("{local}{n}@sukamaju.example"));
        self.first_free(std::iter::once(format!("{local}@sukamaju.example")).chain(numbered))
    }

    fn first_free(&mut self, mut wishes: impl Iterator<Item = String>) -> String {
        let free = wishes.find(|wish| !self.taken.contains(wish)).unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}

fn first(year: i64, month: u32) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or(2000);
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [Level; 7] = [
        Level::Staff,
        Level::Functional,
        Level::SectionHead,
        Level::Echelon4,
        Level::Echelon3,
        Level::Echelon2,
        Level::Camat,
    ];
    const FIELDS: [Field; 3] = [Field::General, Field::Education, Field::Health];

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn crowd(seed: u64, size: usize) -> Vec<Person> {
        let mut people = People::new(seed, today());
        (0..size).map(|n| people.hire(LEVELS[n % 7], FIELDS[n % 3])).collect()
    }

    #[test]
    fn ten_thousand_numbers_and_addresses_are_all_different() {
        let crowd = crowd(1, 10_000);
        let numbers: HashSet<_> = crowd.iter().map(|person| &person.number).collect();
        let emails: HashSet<_> = crowd.iter().map(|person| &person.email).collect();
        assert_eq!((numbers.len(), emails.len()), (10_000, 10_000));
    }

    #[test]
    fn the_number_tells_birth_appointment_and_sex() {
        for person in crowd(2, 3_000) {
            if person.employment_type == "NON_ASN" {
                assert!(person.number.starts_with("THL-") && person.grade.is_none());
                continue;
            }
            let number = &person.number;
            assert!(number.len() == 18 && number.bytes().all(|b| b.is_ascii_digit()), "{number}");
            assert_eq!(number[..8], person.born.format("%Y%m%d").to_string());
            let contract = person.employment_type.starts_with("PPPK");
            let month = if contract { "%Y21" } else { "%Y%m" };
            assert_eq!(number[8..14], person.appointed.format(month).to_string());
            assert_eq!(&number[14..15], if person.female { "2" } else { "1" });
            assert_ne!(&number[15..], "000");
        }
    }

    #[test]
    fn lives_are_possible() {
        for person in crowd(3, 3_000) {
            let age = today().years_since(person.born).unwrap();
            let age_then = person.appointed.years_since(person.born).unwrap();
            assert!((21..60).contains(&age), "{person:?}");
            assert!((18..52).contains(&age_then), "{person:?}");
            assert!(person.appointed < today());
        }
    }

    #[test]
    fn grades_fit_position_and_employment() {
        for person in crowd(4, 3_000) {
            let grade = person.grade.unwrap_or("");
            match (person.position_level, person.employment_type) {
                ("echelon_2" | "echelon_3", "PNS") => assert!(grade.starts_with("IV/"), "{grade}"),
                ("echelon_4" | "section_head" | "camat", "PNS") => {
                    assert!(grade.starts_with("III/") || grade.starts_with("IV/"), "{grade}");
                }
                ("staff", "PNS") => assert!(!grade.starts_with("IV/"), "{grade}"),
                (_, "PPPK" | "PPPK_PW") => assert!(["V", "VII", "IX"].contains(&grade)),
                ("staff" | "functional", _) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn names_carry_fitting_titles() {
        let crowd = crowd(5, 3_000);
        assert!(crowd.iter().any(|person| person.name.starts_with("Drs. ")));
        assert!(crowd.iter().any(|person| person.name.starts_with("dr. ")));
        for person in &crowd {
            assert!(!person.name.contains("  ") && person.email.is_ascii(), "{person:?}");
            assert!(!(person.female && person.name.contains("Drs.")));
            assert!(person.female || !person.name.contains("Dra. "));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        assert_eq!(crowd(6, 200), crowd(6, 200));
        assert_ne!(crowd(6, 200), crowd(7, 200));
    }
}
