//! What is said of a person, and what it must be.

use super::office::is_code;
use super::place_draft::PlaceDraft;
use super::problem::{self, Problem, Problems};
use super::{EmployeeId, OfficeTree, Placement, keys};

/// A new person as they came in: plain text, nothing believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub number: String,
    pub name: String,
    /// May be empty.
    pub email: String,
    pub phone: Option<String>,
    pub place: PlaceDraft,
}

/// What of a person changes; `None` stays, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub number: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// `id`, `en`, or empty: as the browser asks.
    pub language: Option<String>,
    /// The version that the editor saw; `None` changes whatever is there.
    pub seen: Option<String>,
}

/// A person who may be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEmployee {
    pub number: String,
    pub name: String,
    /// In lower case; others may have the same.
    pub email: Option<String>,
    pub phone: Option<String>,
    pub place: Placement,
}

const LONGEST_NUMBER: usize = 40;
pub const LONGEST_NAME: usize = 120;
const LONGEST_EMAIL: usize = 254;
/// What the number of somebody begins with who was erased.
const ERASED: &str = "dihapus-";

/// Number and name of somebody who was erased: they say that, and which row it is.
pub fn erased(id: EmployeeId) -> (String, String) {
    (format!("{ERASED}{id}"), format!("Mantan pegawai {id}"))
}

impl Draft {
    /// Every fault at once.
    pub fn check(&self, offices: &OfficeTree) -> Result<NewEmployee, Vec<Problem>> {
        let mut problems = Problems::default();
        let number = problems.take(number(&self.number));
        let name = problems.take(problem::line("name", &self.name, LONGEST_NAME));
        let email = problems.take(optional_email(&self.email));
        let phone = problems.take(phone(self.phone.as_deref()));
        let place = self.place.check(offices, None).map_err(|found| problems.add_all(found)).ok();
        match (number, name, email, phone, place) {
            (Some(number), Some(name), Some(email), Some(phone), Some(place)) => {
                Ok(NewEmployee { number, name, email, phone, place })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// A NIP or a local number, by its key: what a path can hold.
pub fn number(text: &str) -> Result<String, Problem> {
    let number = keys::number(text);
    if number.is_empty() {
        return Err(Problem::new("number", "missing"));
    }
    if is_scientific(&number) {
        return Err(Problem::new("number", "number-scientific"));
    }
    if number.len() > LONGEST_NUMBER || !is_code(&number) || number.starts_with(ERASED) {
        return Err(Problem::new("number", "number-unusable"));
    }
    Ok(number)
}

/// What a spreadsheet makes of a long number: `1.98503E+17`. Its last digits are lost.
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['e', 'E']) else { return false };
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (signed, power) = (power.starts_with('+'), power.trim_start_matches('+'));
    let pointed = digits.contains(['.', ',']);
    numeric(&digits.replacen(['.', ','], "", 1)) && numeric(power) && (signed || pointed)
}

/// An address, if there is one.
pub fn optional_email(text: &str) -> Result<Option<String>, Problem> {
    if says_nothing(text) { Ok(None) } else { email(text).map(Some) }
}

/// What lists write where somebody has none.
const NOTHING: [&str; 15] = [
    "",
    "-",
    "--",
    "---",
    ".",
    "0",
    "n/a",
    "na",
    "null",
    "nihil",
    "kosong",
    "tidak ada",
    "tidak punya",
    "belum ada",
    "tdk ada",
];

/// Whether a text stands for nothing at all.
pub fn says_nothing(text: &str) -> bool {
    NOTHING.contains(&keys::name(text).as_str())
}

pub fn email(text: &str) -> Result<String, Problem> {
    let text = keys::address(text);
    if text.is_empty() {
        return Err(Problem::new("email", "missing"));
    }
    let local_ok = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let plausible = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.len() <= 64
            && local.bytes().all(local_ok)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && domain.split('.').all(label_ok)
    });
    if plausible && text.len() <= LONGEST_EMAIL {
        Ok(text)
    } else {
        Err(Problem::new("email", "email-unusable"))
    }
}

/// Digits, and a plus before them; how they were grouped is dropped.
pub fn phone(text: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(text) = problem::given(text) else { return Ok(None) };
    let grouping =
        |c: char| c.is_whitespace() || keys::is_invisible(c) || "-.()'\u{2019}".contains(c);
    let digits: String = text.chars().filter(|c| !grouping(*c)).collect();
    let bare = digits.strip_prefix('+').unwrap_or(&digits);
    if (5..=15).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit()) {
        Ok(Some(digits))
    } else {
        Err(Problem::new("phone", "phone-unusable"))
    }
}

/// What a spreadsheet leaves of a mobile number such as `081234567890`.
pub fn phone_doubt(phone: Option<&str>) -> Option<Problem> {
    let phone = phone.filter(|phone| phone.starts_with('8') && (9..=12).contains(&phone.len()))?;
    Some(problem::problem_with_value("phone", "phone-lost-zero", &format!("0{phone}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_text_and_lose_their_spaces() {
        assert_eq!(number(" 19850312 201001 2 007 ").as_deref(), Ok("198503122010012007"));
        assert_eq!(number("007").as_deref(), Ok("007"));
        assert_eq!(number("12E5").as_deref(), Ok("12E5"));
        for (text, code) in [
            ("1.98503E+17", "number-scientific"),
            ("1,98503E+17", "number-scientific"),
            ("1.9e17", "number-scientific"),
            ("2E+17", "number-scientific"),
            ("../x", "number-unusable"),
            ("..", "number-unusable"),
            ("a/b", "number-unusable"),
            ("١٢٣", "number-unusable"),
            (" ", "missing"),
        ] {
            assert_eq!(number(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn addresses_are_those_that_mail_programs_take() {
        assert_eq!(
            email(" Sri.Wahyuni@Lumajang.go.id ").as_deref(),
            Ok("sri.wahyuni@lumajang.go.id")
        );
        assert!(email("pekan@localhost").is_ok());
        for none in ["", " ", "-", "Tidak ada", "N/A"] {
            assert_eq!(optional_email(none), Ok(None), "{none}");
        }
        assert_eq!(optional_email("Sri@x.id"), Ok(Some("sri@x.id".into())));
        assert!(optional_email("sri").is_err());
        for bad in [
            "a",
            "a@",
            "@b.id",
            "a@b@c",
            "a b@c.id",
            "a@b..id",
            "a@-b.id",
            "a\r\nb@c.id",
            "\"a\"@b.id",
            "ä@b.id",
            ".a@b.id",
            "a..b@c.id",
            "a@b.id,c@d.id",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn telephone_numbers_are_digits() {
        assert_eq!(phone(Some("+62 812-3456 (789)")), Ok(Some("+628123456789".into())));
        assert_eq!(
            phone(Some("\u{202a}+62\u{a0}812-3456-789\u{202c}")),
            Ok(Some("+628123456789".into()))
        );
        assert_eq!(phone(Some("  ")), Ok(None));
        assert_eq!(phone_doubt(Some("81234567890")).unwrap().code, "phone-lost-zero");
        for sound in
            [None, Some("081234567890"), Some("+6281234567890"), Some("88123"), Some("334881")]
        {
            assert_eq!(phone_doubt(sound), None, "{sound:?}");
        }
        assert!(phone(Some("0812 tanya Budi")).is_err());
    }
}
