//! What is said of somebody's place, and what it must be.

use chrono::NaiveDate;

use super::money::{self, AmountInput};
use super::office::is_code;
use super::problem::{self, Problem, Problems};
use super::{EmploymentType, OfficeTree, Placement, placement};

/// A place as it came in. What is left out stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceDraft {
    /// An office's code.
    pub office: Option<String>,
    pub position_level: Option<String>,
    pub position_title: Option<String>,
    pub grade: Option<String>,
    pub employment_type: Option<String>,
    /// Rupiah a month; an empty text clears it.
    pub reference_amount: Option<AmountInput>,
    pub from: String,
}

const LONGEST_LEVEL: usize = 40;
const LONGEST_GRADE: usize = 20;
const LONGEST_TITLE: usize = 200;
/// No salary comes near it.
const LARGEST_REFERENCE: i64 = 1_000_000_000;
const DEFAULT_POSITION_LEVEL: &str = "staff";

impl PlaceDraft {
    /// Every fault at once. `before` is the last placement, which the new one follows.
    pub fn check(
        &self,
        offices: &OfficeTree,
        before: Option<&Placement>,
    ) -> Result<Placement, Vec<Problem>> {
        let mut problems = Problems::default();
        let office = match (problem::given(self.office.as_deref()), before) {
            (None, Some(before)) => Some(before.office),
            (code, _) => problems.take(office(offices, code.unwrap_or_default())),
        };
        let employment_type = match (problem::given(self.employment_type.as_deref()), before) {
            (None, Some(before)) => Some(before.employment_type),
            (text, _) => problems.take(employment_type(text.unwrap_or_default())),
        };
        let position_level = match (problem::given(self.position_level.as_deref()), before) {
            (None, Some(before)) => Some(before.position_level.clone()),
            (None, None) => Some(DEFAULT_POSITION_LEVEL.into()),
            (Some(text), _) => problems.take(position_level("position_level", text)),
        };
        let position_title = problems.take(line_or_before(
            ("position_title", LONGEST_TITLE),
            self.position_title.as_deref(),
            before.and_then(|before| before.position_title.as_ref()),
        ));
        let grade = problems.take(line_or_before(
            ("grade", LONGEST_GRADE),
            self.grade.as_deref(),
            before.and_then(|before| before.grade.as_ref()),
        ));
        let reference_amount = match &self.reference_amount {
            None => Some(before.and_then(|before| before.reference_amount)),
            Some(input) => problems.take(reference_amount(input)),
        };
        let from =
            problems.take(problem::date("from", &self.from).and_then(|from| follows(before, from)));
        let texts = position_level.zip(position_title).zip(grade);
        match (office, employment_type, texts, reference_amount, from) {
            (
                Some(office),
                Some(employment_type),
                Some(((position_level, position_title), grade)),
                Some(reference_amount),
                Some(from),
            ) => Ok(Placement {
                office,
                position_level,
                position_title,
                grade,
                employment_type,
                reference_amount,
                from,
                to: None,
            }),
            _ => Err(problems.into_vec()),
        }
    }
}

/// A line that stays as it was where it was left out.
fn line_or_before(
    (field, longest): (&str, usize),
    text: Option<&str>,
    before: Option<&String>,
) -> Result<Option<String>, Problem> {
    match text {
        None => Ok(before.cloned()),
        text => problem::optional_line(field, text, longest),
    }
}

fn reference_amount(input: &AmountInput) -> Result<Option<i64>, Problem> {
    let field = "reference_amount";
    let amount = match input {
        AmountInput::Rupiah(amount) => *amount,
        AmountInput::Written(text) if text.trim().is_empty() => return Ok(None),
        AmountInput::Written(text) => money::parse(text)
            .map_err(|_| problem::problem_with_value(field, "amount-unclear", text))?,
    };
    if (0..=LARGEST_REFERENCE).contains(&amount) {
        Ok(Some(amount))
    } else {
        let most = LARGEST_REFERENCE;
        Err(Problem::new(field, "reference-not-in-range").with_rupiah("most", most))
    }
}

/// A placement begins after the last one did; two rows never share a day.
fn follows(before: Option<&Placement>, from: NaiveDate) -> Result<NaiveDate, Problem> {
    match before {
        Some(before) if from <= before.from => {
            Err(Problem::new("from", "placement-not-after").with_date(before.from))
        }
        _ => Ok(from),
    }
}

fn office(offices: &OfficeTree, code: &str) -> Result<super::OfficeId, Problem> {
    if code.is_empty() {
        return Err(Problem::new("office", "missing"));
    }
    let found = offices.by_code(code).map(|office| office.id);
    found.ok_or_else(|| problem::problem_with_value("office", "office-unknown", code))
}

fn employment_type(text: &str) -> Result<EmploymentType, Problem> {
    if text.is_empty() {
        return Err(Problem::new("employment_type", "missing"));
    }
    EmploymentType::parse(text)
        .ok_or_else(|| problem::problem_with_value("employment_type", "unknown-choice", text))
}

/// One of [`placement::POSITION_LEVELS`], also as a district writes it, or a code of its own.
pub fn position_level(field: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if let Some(level) = placement::position_level(text) {
        return Ok(level.into());
    }
    if !text.is_empty() && text.len() <= LONGEST_LEVEL && is_code(text) {
        return Ok(text.to_ascii_lowercase());
    }
    Err(problem::problem_with_value(field, "unknown-choice", text))
}

/// A level that somebody names on purpose, in words: `Guru Ahli Muda` is stored as `guru_ahli_muda`.
pub fn named_level(field: &str, text: &str) -> Result<String, Problem> {
    if let Ok(level) = position_level(field, text) {
        return Ok(level);
    }
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '.'));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    position_level(field, &words.join("_"))
        .map_err(|_| problem::problem_with_value(field, "level-not-a-name", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_of_ones_own_is_named_in_words() {
        for (text, level) in [
            ("Guru Ahli Muda", Some("guru_ahli_muda")),
            (" lurah ", Some("lurah")),
            ("kasi-1", Some("kasi-1")),
            ("Eselon III.a", Some("echelon_3a")),
            ("Pengawas (Sekolah)", Some("pengawas_sekolah")),
            ("", None),
            ("???", None),
            ("Pejabat Pengelola Teknologi Informasi dan Komunikasi", None),
        ] {
            assert_eq!(named_level("position_level", text).ok().as_deref(), level, "{text}");
        }
    }
}
