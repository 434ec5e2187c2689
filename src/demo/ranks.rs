//! Fields of work, and grades that fit position, schooling and years of service.

use super::rng::Rng;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Staff,
    Functional,
    SectionHead,
    Echelon4,
    Echelon3,
    Echelon2,
    /// Head of a sub-district.
    Camat,
}

impl Level {
    /// As tiers and placements name it (rules.md §2).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Functional => "functional",
            Self::SectionHead => "section_head",
            Self::Echelon4 => "echelon_4",
            Self::Echelon3 => "echelon_3",
            Self::Echelon2 => "echelon_2",
            Self::Camat => "camat",
        }
    }
}

/// What someone studied, so that a clinic has nurses and a school office teachers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    General,
    Education,
    Health,
}

impl Field {
    /// By the code of the office, as in `data/offices-sukamaju.csv`.
    pub fn of_office(code: &str) -> Self {
        match code {
            "DINDIK" => Self::Education,
            "DINKES" | "RSUD" => Self::Health,
            _ if code.starts_with("PKM-") => Self::Health,
            _ => Self::General,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Schooling {
    School,
    Diploma,
    Degree,
}

const GRADES: [&str; 17] = [
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d",
    "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
];

/// Where a career begins and ends, as places in `GRADES`, and the school it takes.
type Career = (usize, usize, Schooling);
const MENIAL: Career = (2, 7, Schooling::School);
const CLERK: Career = (4, 9, Schooling::School);
const SKILLED: Career = (6, 10, Schooling::Diploma);
const OFFICER: Career = (8, 11, Schooling::Degree);
const EXPERT: Career = (8, 14, Schooling::Degree);

/// The grade, `None` for those outside the ranks, and the schooling behind it.
pub(super) fn rank(
    rng: &mut Rng,
    level: Level,
    employment_type: &str,
    years_of_service: u32,
) -> (Option<&'static str>, Schooling) {
    let draw = rng.between(1, 100);
    let career = match (level, draw) {
        (Level::Staff, 1..=4) => MENIAL,
        (Level::Staff, 5..=40) => CLERK,
        (Level::Staff, 41..=55) | (Level::Functional, 1..=25) => SKILLED,
        (Level::Staff, _) => OFFICER,
        _ => EXPERT,
    };
    let schooling = career.2;
    let grade = match (employment_type, schooling) {
        ("NON_ASN", _) => return (None, schooling),
        ("PPPK" | "PPPK_PW", Schooling::School) => "V",
        ("PPPK" | "PPPK_PW", Schooling::Diploma) => "VII",
        ("PPPK" | "PPPK_PW", Schooling::Degree) => "IX",
        _ => match level {
            Level::SectionHead => rng.pick(&["III/b", "III/c", "III/d"]),
            Level::Echelon4 => rng.pick(&["III/c", "III/d", "III/d", "IV/a"]),
            Level::Camat => rng.pick(&["III/d", "IV/a", "IV/a", "IV/b"]),
            Level::Echelon3 => rng.pick(&["IV/a", "IV/a", "IV/b"]),
            Level::Echelon2 => rng.pick(&["IV/b", "IV/c", "IV/c", "IV/d"]),
            // A step every four years, to the end of the career.
            Level::Staff | Level::Functional => {
                let steps = usize::try_from(years_of_service / 4).unwrap_or(0);
                GRADES[(career.0 + steps).min(career.1)]
            }
        },
    };
    (Some(grade), schooling)
}
