//! Which row of a table holds the headings, and which column holds what: titles stand above it, and
//! people call a column what they like.

use std::collections::HashMap;

use super::raw::{RawRow, RawSheet};
use super::{Column, LOOKED_AT, shortened};
use crate::rules::Problem;
use crate::rules::problem::problem_with_value;
use crate::rules::reading::{Mapping, degrees, guess, key, visible};
use crate::secret;

/// Rows in which the headings are looked for.
const SEARCHED: usize = 30;

/// The headings of a table.
#[derive(Debug, Default)]
pub struct Heading {
    /// The row of the table that holds them, counted from 0 among those that are not blank.
    pub at: usize,
    /// How many rows they take.
    pub rows: usize,
    /// By column, each different from the others; empty for a column without.
    pub texts: Vec<String>,
}

/// How it is known what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    Name,
    Value,
    Mapping,
}

impl FoundBy {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Value => "value",
            Self::Mapping => "mapping",
        }
    }
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileColumn {
    pub heading: String,
    /// What it holds, if anything that is read.
    pub field: Option<(&'static str, FoundBy)>,
}

/// What somebody has said about the file, and what was said about earlier ones, by their shape.
#[derive(Clone, Debug, Default)]
pub struct Mappings {
    pub given: Option<Mapping>,
    pub stored: HashMap<String, Mapping>,
}

/// What files with the same headings have in common.
fn shape(headings: &[String]) -> String {
    secret::sha256(headings.iter().map(|text| key(text)).collect::<Vec<_>>().join(" "))
}

/// Which sheet of a file is read, and how.
pub struct Choice {
    pub sheet: usize,
    pub mapping: Mapping,
    /// The headings that a file has by itself: others with the same ones are read alike.
    pub shape: String,
}

/// Chooses the sheet that a mapping names, or the one whose headings say most; one that is seen
/// before one that is hidden.
pub fn choose(sheets: &[RawSheet], columns: &[Column], mappings: &Mappings) -> Choice {
    let own = Mapping::default();
    let seen = sheets.iter().any(|sheet| !sheet.hidden);
    let best = sheets.iter().enumerate().filter(|(_, sheet)| !seen || !sheet.hidden);
    // The first of equals, and none that holds nothing.
    let best = best.max_by_key(|(at, sheet)| {
        let score = named(&find(&sheet.rows, columns, &own).texts, columns);
        (score, !sheet.rows.is_empty(), usize::MAX - at)
    });
    let best = best.map_or(0, |(at, _)| at);
    let texts = sheets.get(best).map(|sheet| find(&sheet.rows, columns, &own).texts);
    let shape = shape(&texts.unwrap_or_default());
    let mapping = mappings.given.clone().or_else(|| mappings.stored.get(&shape).cloned());
    let mapping = mapping.unwrap_or_default();
    let named = mapping.sheet.as_ref();
    let named = named.and_then(|name| sheets.iter().position(|sheet| sheet.name == *name));
    Choice { sheet: named.unwrap_or(best), mapping, shape }
}

/// Looks for the headings among the first rows.
pub fn find(rows: &[RawRow], columns: &[Column], mapping: &Mapping) -> Heading {
    let searched = if mapping.heading_row.is_some() { rows.len() } else { SEARCHED };
    let candidates = rows.iter().enumerate().take(searched);
    let wanted = |row: &RawRow| mapping.heading_row.is_none_or(|number| number == row.number);
    let mut best = (0, Heading::default());
    for (at, row) in candidates.filter(|(_, row)| wanted(row)) {
        let single = texts(row);
        let mut here = (named(&single, columns), Heading { at, rows: 1, texts: single });
        if let Some(below) = rows.get(at + 1).filter(|below| !holds_data(below)) {
            let both = joined(row, below, columns);
            let score = named(&both, columns);
            // Two rows must say more than either of them: above the headings stands a title.
            if score > here.0.max(named(&texts(below), columns)) {
                here = (score, Heading { at, rows: 2, texts: both });
            }
        }
        if best.1.rows == 0 || here.0 > best.0 {
            best = here;
        }
    }
    let mut heading = best.1;
    number_repeated(&mut heading.texts);
    heading
}

fn texts(row: &RawRow) -> Vec<String> {
    (0..row.width()).map(|column| shortened(&visible(row.get(column)))).collect()
}

/// A row that holds a long number or a date is no heading.
fn holds_data(row: &RawRow) -> bool {
    row.filled().any(|(_, text)| text.bytes().filter(u8::is_ascii_digit).count() > 2)
}

/// Headings over two rows: `PANGKAT` above `GOL/RUANG` and `TMT`.
fn joined(above: &RawRow, below: &RawRow, columns: &[Column]) -> Vec<String> {
    let mut group = String::new();
    let width = above.width().max(below.width());
    let pairs = (0..width).map(|column| {
        let (upper, lower) =
            (shortened(&visible(above.get(column))), shortened(&visible(below.get(column))));
        if !upper.is_empty() {
            group.clone_from(&upper);
        }
        match (upper.is_empty(), lower.is_empty()) {
            (_, true) => upper,
            (false, false) if upper == lower => upper,
            _ if group.is_empty() => lower,
            _ => {
                let whole = format!("{group} {lower}");
                let known = |text: &str| columns.iter().any(|column| column.rank(text).is_some());
                let again = above.filled().chain(below.filled());
                let again = again.filter(|(_, text)| key(text) == key(&lower)).count() > 1;
                let by_itself = known(&lower) && !again && !known(&whole);
                if by_itself { lower } else { whole }
            }
        }
    });
    pairs.collect()
}

fn named(texts: &[String], columns: &[Column]) -> usize {
    let is_named = |column: &&Column| texts.iter().any(|text| column.rank(text).is_some());
    columns.iter().filter(is_named).count()
}

/// `TMT` and `TMT (2)`: a mapping names columns by their headings.
fn number_repeated(texts: &mut [String]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for text in texts.iter_mut().filter(|text| !text.is_empty()) {
        let times = seen.entry(key(text)).or_default();
        *times += 1;
        if *times > 1 {
            *text = format!("{text} ({times})");
        }
    }
}

/// Where the columns that are read stand in a file.
pub struct Places {
    /// By column that is read.
    pub places: Vec<Option<usize>>,
    /// By column of the file.
    pub columns: Vec<FileColumn>,
    /// Columns that are missing, or there twice.
    pub problems: Vec<Problem>,
}

/// Says what each column holds: as somebody has said, by its heading, or by its values.
pub fn place(
    heading: &Heading,
    rows: &[RawRow],
    columns: &'static [Column],
    mapping: &Mapping,
) -> Places {
    let mut found: Vec<Option<(&'static str, FoundBy)>> = vec![None; heading.texts.len()];
    // Headings are compared by their letters, as the shape of a file is.
    let named = mapping.columns.iter().map(|(heading, field)| (key(heading), field));
    let named: HashMap<_, _> = named.collect();
    let said = |text: &String| named.get(&key(text)).copied();
    let mut problems = Vec::new();
    for column in columns {
        let is_its = |text: &String| said(text).is_some_and(|field| field == column.field);
        let mut by_mapping = positions(&heading.texts, is_its);
        if let Some(first) = by_mapping.next() {
            found[first] = Some((column.field, FoundBy::Mapping));
            let again = by_mapping.map(|at| &heading.texts[at]);
            problems
                .extend(again.map(|text| problem_with_value(column.field, "column-twice", text)));
            continue;
        }
        let free = |at: &usize| said(&heading.texts[*at]).is_none() && found[*at].is_none();
        let ranked = positions(&heading.texts, |text| !text.is_empty()).filter(free);
        let mut ranked: Vec<_> =
            ranked.filter_map(|at| Some((column.rank(&heading.texts[at])?, at))).collect();
        ranked.sort_unstable();
        let Some(&(rank, first)) = ranked.first() else { continue };
        found[first] = Some((column.field, FoundBy::Name));
        if let Some((_, again)) = ranked.get(1).filter(|(other, _)| rank == 0 && *other == 0) {
            let again = &heading.texts[*again];
            problems.push(problem_with_value(column.field, "column-twice", again));
        }
    }
    by_values(heading, rows, columns, |text| said(text).is_some(), &mut found);
    let place = |column: &Column| {
        found.iter().position(|field| field.is_some_and(|(field, _)| field == column.field))
    };
    let places: Vec<_> = columns.iter().map(place).collect();
    for (column, place) in columns.iter().zip(&places) {
        let default = mapping.defaults.contains_key(column.field);
        if place.is_none() && column.required && !default {
            problems.push(problem_with_value(column.field, "column-missing", column.usual()));
        }
    }
    let columns = heading.texts.iter().zip(found);
    let columns = columns.map(|(text, field)| FileColumn { heading: text.clone(), field });
    Places { places, columns: columns.collect(), problems }
}

fn positions<'a>(
    texts: &'a [String],
    test: impl Fn(&String) -> bool + 'a,
) -> impl Iterator<Item = usize> + 'a {
    texts.iter().enumerate().filter(move |(_, text)| test(text)).map(|(at, _)| at)
}

/// Gives columns that nobody knows by name the fields that their values show.
fn by_values(
    heading: &Heading,
    rows: &[RawRow],
    columns: &'static [Column],
    said: impl Fn(&String) -> bool,
    found: &mut [Option<(&'static str, FoundBy)>],
) {
    let rows = rows.iter().skip(heading.at + heading.rows).take(LOOKED_AT);
    let rows: Vec<_> = rows.collect();
    for (at, text) in heading.texts.iter().enumerate() {
        if found[at].is_some() || said(text) {
            continue;
        }
        let values: Vec<_> = rows.iter().map(|row| row.get(at).trim()).collect();
        let Some(field) = guess::field(&values) else { continue };
        let column = columns.iter().find(|column| column.field == field);
        let free = !found.iter().any(|one| one.is_some_and(|(other, _)| other == field));
        if let Some(column) = column.filter(|_| free) {
            found[at] = Some((column.field, FoundBy::Value));
        }
    }
}

/// A comma before a degree that nobody has put into quotes parts the name from it, and moves all that
/// follows: the degrees go back to the name.
pub fn mend_names(rows: &mut [RawRow], heading: &Heading, columns: &[Column]) {
    let place = |field: &str| {
        let column = columns.iter().find(|column| column.field == field)?;
        heading.texts.iter().position(|text| column.rank(text).is_some())
    };
    let Some(name) = place("name") else { return };
    let beside = heading.texts.get(name + 1).map(|text| key(text)).unwrap_or_default();
    if beside.contains("gelar") || beside.contains("degree") {
        return;
    }
    for row in rows.iter_mut().skip(heading.at + heading.rows) {
        let cells = name + 1..row.width();
        let degrees = cells.take_while(|at| degrees::is_degree(row.get(*at))).count();
        if degrees > 0 {
            row.join(name, degrees);
        }
    }
}
