//! The recap of an office and a period, as it is printed and signed (rules.md §7): its lines, its totals, who
//! signs it, and the code by which anybody can ask whether its totals still hold.

use chrono::NaiveDate;

use super::access::Viewer;
use super::names::named;
use super::problem::{self, Problem, Problems};
use super::{OfficeId, OfficeTree, Period, Status, Summary};

named! {
    /// What it is printed on.
    pub enum Paper {
        /// 215 × 330 mm, the folio of Indonesian offices.
        F4 = "f4",
        A4 = "a4",
    }
}

impl Paper {
    /// Width and height.
    pub const fn millimetres(self) -> (u16, u16) {
        match self {
            Self::F4 => (215, 330),
            Self::A4 => (210, 297),
        }
    }
}

/// How somebody stands. Amounts in rupiah; what does not apply is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: String,
    pub name: String,
    /// The name of the office where they belong.
    pub office: String,
    pub status: Status,
    pub minimum: Option<i64>,
    pub count: u32,
    pub counted: i64,
    pub shortfall: Option<i64>,
}

/// Sums over everybody who counts for the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub summary: Summary,
    /// What was asked of all together, in rupiah.
    pub minimum: i64,
    /// How many purchases count.
    pub count: i64,
}

/// The recap as it stands, before anything of paper is put around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recap {
    pub institution: String,
    /// The name of the office.
    pub office: String,
    pub period: Period,
    pub closed: bool,
    /// The number of the last amendment that changed its figures.
    pub amendment: Option<u32>,
    /// Whether people of offices below are in it, so that lines name their office.
    pub with_offices: bool,
    /// Those in sight, by office and name.
    pub lines: Vec<Line>,
    /// How many count and are out of sight: an office may have moved away since.
    pub unseen: usize,
    pub totals: Totals,
}

impl Recap {
    /// All figures and names in one text: two recaps that differ anywhere have different ones.
    pub fn canonical(&self) -> String {
        use std::fmt::Write;
        let Self { office, period, amendment, lines, unseen, totals, .. } = self;
        let Totals { summary, minimum, count } = totals;
        let mut text = format!("{office}\n{}\n{amendment:?} {unseen}\n", period.label());
        for line in lines {
            let Line { number, name, office, status, minimum, count, counted, shortfall } = line;
            // Writing to a text cannot fail; no line of a record holds a tab.
            let _ = writeln!(
                text,
                "{number}\t{name}\t{office}\t{}\t{minimum:?}\t{count}\t{counted}\t{shortfall:?}",
                status.name()
            );
        }
        let _ = write!(text, "{summary:?} {minimum} {count}");
        text
    }
}

/// What stands above a recap and who signs it. Texts may be empty where nobody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    pub address: Option<String>,
    /// Telephone, mail, site: one line.
    pub contact: Option<String>,
    /// Where it is signed.
    pub place: String,
    pub position: String,
    pub signer: String,
    pub rank: Option<String>,
    /// NIP.
    pub signer_number: Option<String>,
}

const LONGEST_ADDRESS: usize = 200;
const LONGEST_CONTACT: usize = 160;
const LONGEST_PLACE: usize = 60;
const LONGEST_POSITION: usize = 160;
const LONGEST_NAME: usize = 120;
const LONGEST_RANK: usize = 80;
const LONGEST_NUMBER: usize = 40;
const LONGEST_REFERENCE: usize = 80;

impl Letterhead {
    pub const FIELDS: [&str; 7] =
        ["address", "contact", "place", "position", "signer", "rank", "signer_number"];

    /// Reads what was typed, by the names of [`Self::FIELDS`]; every fault at once.
    pub fn check<'a>(typed: impl Fn(&str) -> &'a str) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut optional = |field: &str, longest| {
            problems.take(problem::optional_line(field, Some(typed(field)), longest))
        };
        let (address, contact) =
            (optional("address", LONGEST_ADDRESS), optional("contact", LONGEST_CONTACT));
        let (rank, number) =
            (optional("rank", LONGEST_RANK), optional("signer_number", LONGEST_NUMBER));
        let mut line =
            |field: &str, longest| problems.take(problem::line(field, typed(field), longest));
        let place = line("place", LONGEST_PLACE);
        let position = line("position", LONGEST_POSITION);
        let signer = line("signer", LONGEST_NAME);
        match (address, contact, rank, number, place, position, signer) {
            (
                Some(address),
                Some(contact),
                Some(rank),
                Some(signer_number),
                Some(place),
                Some(position),
                Some(signer),
            ) => Ok(Self { address, contact, place, position, signer, rank, signer_number }),
            _ => Err(problems.into_vec()),
        }
    }
}

/// A recap as it goes to paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub recap: Recap,
    pub letterhead: Letterhead,
    /// None of a draft.
    pub issue: Option<Issue>,
    /// The day under which it is signed.
    pub on: NaiveDate,
}

/// Under what a recap was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub number: String,
    pub code: String,
    /// The address where its code is asked about.
    pub link: String,
}

/// The number under which a recap is filed, as it was typed.
pub fn reference(text: &str) -> Result<String, Problem> {
    problem::line("number", text, LONGEST_REFERENCE)
}

impl Viewer {
    /// Whether they sign and issue the recaps of an office: its head, one above, or an administrator.
    pub fn may_issue_recaps(&self, tree: &OfficeTree, office: OfficeId) -> bool {
        self.is_administrator() || self.heads(tree, office)
    }
}

/// How many letters a code has; eleven are random, one tells typing errors.
pub const CODE_LENGTH: usize = 12;
/// Crockford's: without I, L, O and U. 2^55 codes.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code made of random bytes.
pub fn code_of(random: [u8; CODE_LENGTH - 1]) -> String {
    let letter = |value: u8| char::from(LETTERS[usize::from(value % 32)]);
    let check = check(random.iter().map(|byte| byte % 32));
    random.into_iter().chain([check]).map(letter).collect()
}

/// With odd weights every single wrong letter is noticed, and nearly every exchange of two.
fn check(values: impl Iterator<Item = u8>) -> u8 {
    let sum: u32 =
        values.zip((1_u32..).step_by(2)).map(|(value, odd)| u32::from(value) * odd).sum();
    u8::try_from(sum % 32).unwrap_or_default()
}

/// A code as it was typed or read aloud. `None` for what cannot be one.
pub fn typed_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(CODE_LENGTH);
    let mut values = Vec::with_capacity(CODE_LENGTH);
    for letter in typed.chars().filter(|letter| !(letter.is_whitespace() || *letter == '-')) {
        let letter = match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        };
        let value = LETTERS.iter().position(|known| char::from(*known) == letter)?;
        code.push(letter);
        values.push(u8::try_from(value).ok()?);
    }
    let last = values.pop().filter(|_| code.len() == CODE_LENGTH)?;
    (check(values.into_iter()) == last).then_some(code)
}

/// As it is printed: `ABCD-EFGH-JKMN`.
pub fn grouped_code(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them_and_notice_a_wrong_letter() {
        let code = code_of([0, 1, 18, 31, 32, 255, 7, 9, 200, 21, 22]);
        assert_eq!(code.len(), CODE_LENGTH);
        assert_eq!(grouped_code(&code).len(), 14);
        assert!(code.starts_with("01JZ0Z"));
        for typed in [grouped_code(&code), code.to_lowercase(), code.replace('1', "l"), {
            code.replace('0', " o")
        }] {
            assert_eq!(typed_code(&typed).as_deref(), Some(code.as_str()), "{typed}");
        }
        for at in 0..CODE_LENGTH {
            for letter in LETTERS {
                let mut wrong = code.clone().into_bytes();
                wrong[at] = *letter;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(typed_code(&wrong).is_some(), wrong == code, "{wrong}");
            }
        }
        for none in ["", "U", &code[1..], &format!("{code}0"), "ÄÄÄÄÄÄÄÄÄÄÄÄ"] {
            assert_eq!(typed_code(none), None, "{none}");
        }
    }

    #[test]
    fn a_letterhead_names_every_fault_at_once() {
        let typed = |field: &str| match field {
            "place" => " ",
            "rank" => "Pembina\u{7}",
            "signer" => "Hadi",
            _ => "",
        };
        let faults = Letterhead::check(typed).unwrap_err();
        let faults: Vec<_> = faults.iter().map(|one| (one.field.as_str(), one.code)).collect();
        assert_eq!(
            faults,
            [("rank", "unprintable"), ("place", "missing"), ("position", "missing")]
        );
        let whole = |field: &str| if field == "contact" { "" } else { "  x  y " };
        let read = Letterhead::check(whole).unwrap();
        assert_eq!((read.contact, read.place.as_str()), (None, "x y"));
    }
}
