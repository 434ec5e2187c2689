//! Classes that sellers carry (rules.md §2): of the law on small businesses, or of a programme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::names::named;
use super::office::is_code;
use super::problem::{self, Problem, Problems};

/// The classes that forms offer. A district may use codes of its programmes beside them.
pub const KNOWN: [&str; 5] = ["micro", "small", "medium", "traditional_market", "cooperative"];

const LONGEST: usize = 40;
/// A seller or a policy has no more.
pub const MOST: usize = 50;

named! {
    /// How far a programme has looked at a seller: only whom it accepted carries its class.
    #[derive(Default)]
    pub enum Curation {
        Applied = "applied",
        #[default]
        Accepted = "accepted",
        Refused = "refused",
    }
}

/// A class that a seller carries, both days included; without an end it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassSpan {
    pub class: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    #[serde(default)]
    pub curation: Curation,
}

impl ClassSpan {
    /// Whether it is carried on a day.
    pub fn is_carried(&self, day: NaiveDate) -> bool {
        self.curation == Curation::Accepted && self.covers(day)
    }

    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// The classes of a day, in order.
pub fn carried(spans: &[ClassSpan], day: NaiveDate) -> Vec<String> {
    let on_day = spans.iter().filter(|span| span.is_carried(day));
    let mut classes: Vec<String> = on_day.map(|span| span.class.clone()).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// The code of a class, as people write it or as a code of its own.
pub fn parse(field: &str, text: &str) -> Result<String, Problem> {
    let code = text.trim().to_lowercase().replace([' ', '-'], "_");
    let code = match code.as_str() {
        "mikro" => "micro",
        "kecil" => "small",
        "menengah" => "medium",
        "pasar_tradisional" | "pasar_rakyat" => "traditional_market",
        "koperasi" => "cooperative",
        code => code,
    };
    if code.is_empty() {
        return Err(Problem::new(field, "missing"));
    }
    if code.len() > LONGEST || !is_code(code) {
        return Err(problem::problem_with_value(field, "unknown-choice", text));
    }
    Ok(code.to_owned())
}

/// A list of classes, each once; every fault at once.
pub(super) fn check_list(field: &str, texts: &[String]) -> Result<Vec<String>, Vec<Problem>> {
    if texts.len() > MOST {
        return Err(vec![Problem::new(field, "too-many").with("most", MOST)]);
    }
    let mut problems = Problems::default();
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if let Some(class) = problems.take(parse(field, text))
            && !found.contains(&class)
        {
            found.push(class);
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems.into_vec()) }
}

/// A span as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanDraft {
    pub class: String,
    pub from: String,
    pub to: Option<String>,
    /// Accepted, where nothing is said.
    pub curation: Option<String>,
}

impl From<&ClassSpan> for SpanDraft {
    fn from(span: &ClassSpan) -> Self {
        Self {
            class: span.class.clone(),
            from: span.from.to_string(),
            to: span.to.map(|to| to.to_string()),
            curation: Some(span.curation.name().to_owned()),
        }
    }
}

/// The spans of a seller; every fault at once.
pub fn check_spans(drafts: &[SpanDraft]) -> Result<Vec<ClassSpan>, Vec<Problem>> {
    if drafts.len() > MOST {
        return Err(vec![Problem::new("classes", "too-many").with("most", MOST)]);
    }
    let mut problems = Problems::default();
    let mut found: Vec<ClassSpan> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let field = |name: &str| format!("classes.{index}.{name}");
        let class = problems.take(parse(&field("class"), &draft.class));
        let from = problems.take(problem::date(&field("from"), &draft.from));
        let to = match draft.to.as_deref() {
            None => Some(None),
            Some(text) => problems.take(problem::date(&field("to"), text)).map(Some),
        };
        let curation = problems.take(curation(&field("curation"), draft.curation.as_deref()));
        let (Some(class), Some(from), Some(to), Some(curation)) = (class, from, to, curation)
        else {
            continue;
        };
        if to.is_some_and(|to| to < from) {
            problems.add(Problem::new(field("to"), "ends-before-start"));
        }
        found.push(ClassSpan { class, from, to, curation });
    }
    found.sort_unstable_by(|a, b| (a.from, &a.class).cmp(&(b.from, &b.class)));
    if let Some(twice) = overlapping(&found) {
        problems.add(problem::problem_with_value("classes", "class-twice", twice));
    }
    if problems.is_empty() { Ok(found) } else { Err(problems.into_vec()) }
}

fn curation(field: &str, text: Option<&str>) -> Result<Curation, Problem> {
    let Some(text) = problem::given(text) else { return Ok(Curation::default()) };
    Curation::from_name(text)
        .ok_or_else(|| problem::problem_with_value(field, "unknown-choice", text))
}

/// A class that is given twice for one day.
fn overlapping(spans: &[ClassSpan]) -> Option<&str> {
    let pairs = spans
        .iter()
        .enumerate()
        .flat_map(|(index, one)| spans[index + 1..].iter().map(move |other| (one, other)));
    let mut twice = pairs.filter(|(one, other)| one.class == other.class && one.covers(other.from));
    twice.next().map(|(one, _)| one.class.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::day;

    fn span(class: &str, from: &str, to: Option<&str>) -> SpanDraft {
        SpanDraft { class: class.into(), from: from.into(), to: to.map(Into::into), curation: None }
    }

    #[test]
    fn a_class_is_that_of_a_day() {
        let spans = check_spans(&[
            span("kecil", "2026-07-01", None),
            span("Mikro", "2025-01-01", Some("2026-06-30")),
            span("PASAR TRADISIONAL", "2025-01-01", None),
        ])
        .unwrap();
        assert_eq!(carried(&spans, day("2026-06-30")), ["micro", "traditional_market"]);
        assert_eq!(carried(&spans, day("2026-07-01")), ["small", "traditional_market"]);
        assert!(carried(&spans, day("2024-12-31")).is_empty());
    }

    #[test]
    fn every_fault_of_a_list_is_found() {
        let faults = |drafts: &[SpanDraft]| {
            let found = check_spans(drafts).unwrap_err().into_iter();
            found.map(|problem| format!("{}: {}", problem.field, problem.code)).collect::<Vec<_>>()
        };
        assert_eq!(
            faults(&[span("", "x", Some("y")), span("a b/c", "2026-02-02", Some("2026-01-01"))]),
            [
                "classes.0.class: missing",
                "classes.0.from: not-a-date",
                "classes.0.to: not-a-date",
                "classes.1.class: unknown-choice",
            ]
        );
        assert_eq!(
            faults(&[span("micro", "2026-02-02", Some("2026-01-01"))]),
            ["classes.0.to: ends-before-start"]
        );
        assert_eq!(
            faults(&[span("micro", "2026-01-01", None), span("mikro", "2026-03-01", None)]),
            ["classes: class-twice"]
        );
    }
}
