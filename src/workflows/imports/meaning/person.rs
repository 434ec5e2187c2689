//! Who somebody is, and as what they work.

use super::{Meaning, ReadRow, Reader, Vocabulary, employment_type};
use crate::reports::sheet::Row;
use crate::rules::placement::{POSITION_LEVELS, position_level};
use crate::rules::reading::levels::{self, WrittenLevel};
use crate::rules::reading::{degrees, grades, key};
use crate::rules::{employee, nip, place_draft};

/// The employment type that a number shows; said of all rows of a file that has no column for it.
const BY_NUMBER: &str = "by_number";

impl Reader<'_> {
    pub(super) fn person(&mut self, row: &Row<'_>, read: &mut ReadRow<'_>) {
        if let Ok(number) = employee::number(&row.text("number")) {
            read.set("number", number);
        }
        let (before, after) = (row.text("degree_before"), row.text("degree_after"));
        if !before.is_empty() || !after.is_empty() {
            read.set("name", degrees::with_degrees(&before, &row.text("name"), &after));
        }
        if employee::says_nothing(&row.text("phone")) {
            read.set("phone", "");
        }
        if !employee::says_nothing(read.get("email")) {
            let email: String = read.get("email").split_whitespace().collect();
            read.set("email", email);
        }
        let written = row.text("employment_type");
        let kind = if written == BY_NUMBER {
            Meaning::known(of_number(read.get("number")))
        } else {
            self.choice("employment_type", "unknown-choice", &written, employment_type)
        };
        read.take("employment_type", kind);
        let grade = self.choice("grade", "grade-unknown", &row.text("grade"), grade);
        read.take("grade", grade);
        self.level(row, read);
    }

    /// The level by the echelon, by the kind of position, or by a title that is a level's name. A
    /// title of another kind stays a title, and where nothing else says the level it is asked about.
    fn level(&mut self, row: &Row<'_>, read: &mut ReadRow<'_>) {
        let title = row.text("position_title");
        if let Some(level) = self.level_named_by(&title) {
            // The words of a level are no title: `Eselon III.a`.
            read.set("position_title", "");
            if row.get("position_level").is_none() {
                return read.set("position_level", level);
            }
        }
        for field in ["position_level", "position_kind"] {
            let written = row.text(field);
            if !written.is_empty() && levels::read(&written) != WrittenLevel::Structural {
                let level = self.choice("position_level", "level-unknown", &written, level);
                return read.take("position_level", level);
            }
        }
        let structural = !row.text("position_kind").is_empty();
        let said = self.mapping.value("position_level", &title).is_some();
        let meaning = if title.is_empty() {
            Meaning::known("")
        } else if self.has_levels && !structural && !said {
            // No echelon: a functional position by its title, else as somebody new is placed.
            Meaning::known(if levels::is_functional(&title) { "functional" } else { "" })
        } else {
            self.choice("position_level", "level-unknown", &title, level)
        };
        read.take("position_level", meaning);
    }

    /// The level whose own words a title is. Titles come again and again.
    fn level_named_by(&mut self, title: &str) -> Option<&'static str> {
        if title.is_empty() {
            return None;
        }
        if let Some(found) = self.levels_of_titles.get(title) {
            return *found;
        }
        let found = names_level(title);
        self.levels_of_titles.insert(title.to_owned(), found);
        found
    }
}

/// The level whose own words a title is.
fn names_level(title: &str) -> Option<&'static str> {
    position_level(title).or_else(|| match levels::read(title) {
        WrittenLevel::Known(level) if key(title).starts_with("es") => Some(level),
        _ => None,
    })
}

/// Whoever has the NIP of a PPPK is one; whoever has another NIP is PNS.
fn of_number(number: &str) -> &'static str {
    if nip::doubt("number", number).is_some() {
        return "";
    }
    if number.as_bytes()[12] == b'2' { "PPPK" } else { "PNS" }
}

fn level(vocabulary: &Vocabulary, text: &str) -> Option<String> {
    if let WrittenLevel::Known(level) = levels::read(text) {
        return Some(level.to_owned());
    }
    let own = place_draft::position_level("position_level", text).ok()?;
    let known = vocabulary.levels.contains(&own) || POSITION_LEVELS.contains(&own.as_str());
    known.then_some(own)
}

fn grade(vocabulary: &Vocabulary, text: &str) -> Option<String> {
    if vocabulary.grades.contains(text) {
        return Some(text.to_owned());
    }
    grades::read(text)
}
