//! What is wrong with something that was typed, told so that any language can say it.

use super::keys::{self, is_invisible};

/// One field, one fault. The words are in `locales/`, under `problem-<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As the form and the API name it: `amount`, `seller.name`.
    pub field: String,
    pub code: &'static str,
    /// What the message shows.
    pub args: Vec<(&'static str, ProblemArg)>,
}

/// A value in a message; dates and amounts are put into words with the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemArg {
    Text(String),
    Date(chrono::NaiveDate),
    Rupiah(i64),
    /// A class of sellers.
    Class(String),
}

impl Problem {
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, args: Vec::new() }
    }

    #[must_use]
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        self.showing(name, ProblemArg::Text(value.to_string()))
    }

    #[must_use]
    pub fn with_date(self, date: chrono::NaiveDate) -> Self {
        self.showing("date", ProblemArg::Date(date))
    }

    #[must_use]
    pub fn with_rupiah(self, name: &'static str, amount: i64) -> Self {
        self.showing(name, ProblemArg::Rupiah(amount))
    }

    #[must_use]
    pub fn with_class(self, class: &str) -> Self {
        self.showing("class", ProblemArg::Class(class.to_owned()))
    }

    fn showing(mut self, name: &'static str, value: ProblemArg) -> Self {
        self.args.push((name, value));
        self
    }
}

/// A problem that shows what was given, shortened and without what cannot be printed.
pub fn problem_with_value(field: &str, code: &'static str, value: &str) -> Problem {
    let value: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
    Problem::new(field, code).with("value", value)
}

/// Reads one line that people will see: something visible in it, words apart by one space each, no
/// control characters and nothing that turns the writing round. Marks without effect, which chat
/// programs put around what is copied from them, are dropped.
pub fn line(field: &str, text: &str, longest: usize) -> Result<String, Problem> {
    let text = text.trim();
    let turning = |c| matches!(c, '\u{202D}' | '\u{202E}');
    if text.chars().any(|c| c.is_control() || turning(c)) {
        return Err(Problem::new(field, "unprintable"));
    }
    // The joiners make one picture, or one letter, of several.
    let joins = |c| matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
    let seen: String = text.chars().filter(|c| joins(*c) || !is_invisible(*c)).collect();
    let text = keys::single_spaced(&seen);
    if text.chars().all(|c| c == ' ' || is_invisible(c)) {
        return Err(Problem::new(field, "missing"));
    }
    if text.chars().count() > longest {
        return Err(Problem::new(field, "too-long").with("longest", longest));
    }
    Ok(text)
}

/// The same for a line that may be left empty.
pub fn optional_line(
    field: &str,
    text: Option<&str>,
    longest: usize,
) -> Result<Option<String>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => line(field, text, longest).map(Some),
    }
}

/// Reads a date as `2026-11-20`.
pub fn date(field: &str, text: &str) -> Result<chrono::NaiveDate, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::new(field, "missing"));
    }
    let shape = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.parse()
        .ok()
        .filter(|date: &chrono::NaiveDate| {
            shape && (1900..2200).contains(&chrono::Datelike::year(date))
        })
        .ok_or_else(|| Problem::new(field, "not-a-date"))
}

/// A text that says something.
pub fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Reads a whole number between two others; `default` where nothing was given.
pub fn whole(
    field: &str,
    text: Option<&str>,
    default: u32,
    range: std::ops::RangeInclusive<u32>,
) -> Result<u32, Problem> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(default);
    };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| digits && range.contains(number)).ok_or_else(|| {
        Problem::new(field, "not-in-range").with("least", range.start()).with("most", range.end())
    })
}

/// Collects the problems of many fields, so that all are told at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or `None` with its problem noted.
    pub fn take<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }

    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    pub fn add_all(&mut self, problems: Vec<Problem>) {
        self.0.extend(problems);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_something_that_people_can_read() {
        assert_eq!(line("name", "  Warung Bu Sri ", 80).as_deref(), Ok("Warung Bu Sri"));
        assert_eq!(line("name", "<script>", 80).as_deref(), Ok("<script>"));
        for copied in ["\u{200e}Budi Santoso", "\u{202a}Budi\u{a0} Santoso\u{202c}"] {
            assert_eq!(line("name", copied, 80).as_deref(), Ok("Budi Santoso"), "{copied:?}");
        }
        for (text, code) in [
            ("", "missing"),
            ("   ", "missing"),
            ("\u{200D}\u{200B} ", "missing"),
            ("a\nb", "unprintable"),
            ("a\0b", "unprintable"),
            ("a\u{202E}b", "unprintable"),
            (&"x".repeat(81), "too-long"),
        ] {
            assert_eq!(line("name", text, 80).unwrap_err().code, code, "{text:?}");
        }
    }

    #[test]
    fn dates_are_read_in_one_shape_only() {
        assert!(date("on", "2026-11-20").is_ok());
        for text in ["2026-02-30", "20-11-2026", "2026-1-2", "1899-01-01", "+2026-01-01", "", "now"]
        {
            assert!(date("on", text).is_err(), "{text}");
        }
    }
}
