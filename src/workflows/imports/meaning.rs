//! What the cells of a table mean: each is put into the words that forms and the API take, as somebody
//! has said, as the offices are called, or as [`crate::rules::reading`] knows it. What is not known is
//! asked about once, however many rows say it, and is a fault of each of these rows until then.

mod days;
mod offices;
mod person;
mod vocabulary;

use std::collections::HashMap;

pub use vocabulary::Vocabulary;

use crate::reports::sheet::{Passed, Row, Sheet};
use crate::rules::problem::problem_with_value;
use crate::rules::reading::{DateOrder, Mapping, choices, key};
use crate::rules::seller::Goods;
use crate::rules::{EmploymentType, ExemptionReason, ImportKind, Problem};
use crate::text::{self, Language};

/// Bytes of a value that is asked about.
const LONGEST_ASKED: usize = 300;

/// A value that nobody knows, and in how many rows it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub field: &'static str,
    pub value: String,
    pub rows: usize,
    /// What it may well mean.
    pub suggested: Option<String>,
    /// What somebody has said of it that is nothing either.
    pub said: Option<String>,
}

/// Dates whose day and month could be swapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOrder {
    pub field: &'static str,
    /// One of them, as it stands in the file.
    pub value: String,
    pub rows: usize,
}

/// What has to be asked about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    pub values: Vec<Unknown>,
    pub order: Option<UnknownOrder>,
}

impl Questions {
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.order.is_none()
    }
}

/// Puts all rows of a table into words that are known. Returns what has to be asked.
pub fn read(sheet: &mut Sheet, kind: ImportKind, vocabulary: &Vocabulary) -> Questions {
    let mapping = sheet.mapping.clone();
    let order = mapping.date_order.or_else(|| days::order(sheet));
    let fields: Vec<_> = sheet.fields().collect();
    let mut reader = Reader {
        vocabulary,
        mapping: &mapping,
        order,
        has_levels: sheet.has("position_level") || sheet.has("position_kind"),
        titles: days::Titles::of(sheet),
        own: offices::Own::of(sheet, kind, vocabulary),
        questions: Questions::default(),
        asked: HashMap::new(),
        known: HashMap::new(),
        levels_of_titles: HashMap::new(),
    };
    let mut rows = Vec::with_capacity(sheet.len());
    let mut repeated = Vec::new();
    for row in sheet.rows() {
        let above = reader.own.row_above(row.number, &fields, vocabulary);
        rows.extend(above.map(|cells| (row.number, cells, Vec::new())));
        let mut cells: Vec<_> = fields.iter().map(|field| row.text(field)).collect();
        let formulas = row.formulas();
        if !formulas.is_empty() {
            rows.push((row.number, cells, formulas));
            continue;
        }
        let mut read = ReadRow { fields: &fields, cells: &mut cells, faults: Vec::new() };
        reader.row(kind, &row, &mut read);
        if kind == ImportKind::Offices && reader.own.repeats(&read) {
            repeated.push(row.number);
            continue;
        }
        let faults = read.faults;
        rows.extend(reader.days(kind, &row, &fields, cells, faults));
    }
    let questions = std::mem::take(&mut reader.questions);
    sheet.replace_rows(rows);
    if !repeated.is_empty() {
        sheet.passed.insert(Passed::OfficeAgain, repeated);
    }
    questions
}

/// The cells of a row that are being put into words.
struct ReadRow<'a> {
    fields: &'a [&'static str],
    cells: &'a mut Vec<String>,
    faults: Vec<Problem>,
}

impl ReadRow<'_> {
    fn set(&mut self, field: &str, text: impl Into<String>) {
        if let Some(at) = self.fields.iter().position(|one| *one == field) {
            self.cells[at] = text.into();
        }
    }

    fn get(&self, field: &str) -> &str {
        let at = self.fields.iter().position(|one| *one == field);
        at.map_or("", |at| self.cells[at].as_str())
    }

    fn take(&mut self, field: &str, meaning: Meaning) {
        self.set(field, meaning.text);
        self.faults.extend(meaning.fault);
    }
}

/// What a cell comes to.
#[derive(Clone)]
struct Meaning {
    text: String,
    fault: Option<Problem>,
}

impl Meaning {
    fn known(text: impl Into<String>) -> Self {
        Self { text: text.into(), fault: None }
    }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    mapping: &'a Mapping,
    order: Option<DateOrder>,
    /// Whether some column says what level somebody has.
    has_levels: bool,
    titles: days::Titles,
    own: offices::Own,
    questions: Questions,
    /// Where each question stands.
    asked: HashMap<(&'static str, String), usize>,
    /// What was found out already: most values come again and again.
    known: HashMap<(&'static str, String), Meaning>,
    /// The level that a title names, if any.
    levels_of_titles: HashMap<String, Option<&'static str>>,
}

impl Reader<'_> {
    fn row(&mut self, kind: ImportKind, row: &Row<'_>, read: &mut ReadRow<'_>) {
        match kind {
            ImportKind::Employees | ImportKind::Placements => {
                self.person(row, read);
                self.office(row, read);
            }
            ImportKind::Offices => self.own.put(self.vocabulary, read),
            ImportKind::Exemptions => {
                let reason = self.choice("reason", "unknown-choice", &row.text("reason"), reason);
                read.take("reason", reason);
            }
            ImportKind::Sellers => {
                let goods = self.choice("goods", "unknown-choice", &row.text("goods"), goods);
                read.take("goods", goods);
            }
            ImportKind::Holidays => {
                self.office(row, read);
                let kind = self.titles.kind_of(row);
                read.set("kind", kind);
            }
        }
    }

    /// The office by its code or its name, below the one that is named above it; where it is none
    /// here, that one.
    fn office(&mut self, row: &Row<'_>, read: &mut ReadRow<'_>) {
        let (written, above) = (row.text("office"), row.text("office_above"));
        let said = self.mapping.value("office", &written).is_some();
        if !said && let Some(code) = self.vocabulary.office_below(&written, &above) {
            return read.set("office", code);
        }
        if !said && self.vocabulary.office(&written).is_none() && !above.is_empty() {
            let found = self.choice("office", "office-unknown", &above, Vocabulary::office);
            return read.take("office", found);
        }
        let found = self.choice("office", "office-unknown", &written, Vocabulary::office);
        read.take("office", found);
    }

    /// What a value means: as somebody has said, or as it is known; else it is asked about.
    fn choice(
        &mut self,
        field: &'static str,
        code: &'static str,
        written: &str,
        known: fn(&Vocabulary, &str) -> Option<String>,
    ) -> Meaning {
        if written.is_empty() {
            return Meaning::known("");
        }
        let place = (field, written.to_owned());
        if let Some(meaning) = self.known.get(&place).cloned() {
            if meaning.fault.is_some() {
                self.count(&place);
            }
            return meaning;
        }
        let said = self.mapping.value(field, written);
        let meaning = match said {
            Some("") => Meaning::known(""),
            _ => {
                let text = said.unwrap_or(written);
                let found = known(self.vocabulary, text).or_else(|| Self::of_its_own(field, said));
                found.map_or_else(
                    || Meaning {
                        text: written.to_owned(),
                        fault: Some(problem_with_value(field, code, text)),
                    },
                    Meaning::known,
                )
            }
        };
        // What is longer than any name is no name of anything.
        if meaning.fault.is_some() && written.len() <= LONGEST_ASKED {
            let said = said.map(str::to_owned);
            self.ask(field, written, self.suggested(field, written), said);
        }
        self.known.insert(place, meaning.clone());
        meaning
    }

    /// A level or grade of the district's own, where somebody has said that it is one.
    fn of_its_own(field: &str, said: Option<&str>) -> Option<String> {
        match (field, said?) {
            ("position_level", said) => crate::rules::place_draft::named_level(field, said).ok(),
            ("grade", said) => Some(said.to_owned()),
            _ => None,
        }
    }

    fn suggested(&self, field: &str, written: &str) -> Option<String> {
        match field {
            "office" => self.vocabulary.similar_office(written),
            "position_level" => {
                crate::rules::reading::levels::suggested(written).map(str::to_owned)
            }
            _ => None,
        }
    }

    fn ask(
        &mut self,
        field: &'static str,
        value: &str,
        suggested: Option<String>,
        said: Option<String>,
    ) {
        let at = self.questions.values.len();
        let unknown = Unknown { field, value: value.to_owned(), rows: 1, suggested, said };
        self.questions.values.push(unknown);
        self.asked.insert((field, value.to_owned()), at);
    }

    fn count(&mut self, place: &(&'static str, String)) {
        if let Some(at) = self.asked.get(place) {
            self.questions.values[*at].rows += 1;
        }
    }
}

fn reason(_: &Vocabulary, text: &str) -> Option<String> {
    let known = choices::reason(text).map(ExemptionReason::name);
    known.or_else(|| chosen("exemption", text, ExemptionReason::NAMES)).map(str::to_owned)
}

fn goods(_: &Vocabulary, text: &str) -> Option<String> {
    chosen("goods", text, Goods::NAMES).map(str::to_owned)
}

fn employment_type(_: &Vocabulary, text: &str) -> Option<String> {
    EmploymentType::parse(text).map(|kind| kind.name().to_owned())
}

/// Which of some names a text means by its words in either language, `<prefix>-<name>`.
fn chosen(prefix: &str, text: &str, names: &[&'static str]) -> Option<&'static str> {
    let described = key(text);
    names.iter().copied().find(|name| {
        key(name) == described
            || Language::ALL.into_iter().any(|language| {
                let words = text::known(language, &format!("{prefix}-{name}"));
                words.is_some_and(|words| key(&words) == described)
            })
    })
}
