//! Offices of a list that may say no more than their names: a code is made from the name, the kind is
//! its first word, and what has no office above hangs below the root.

use std::collections::{HashMap, HashSet};

use super::{ReadRow, Vocabulary};
use crate::reports::sheet::Sheet;
use crate::rules::ImportKind;
use crate::rules::office::LONGEST_CODE;
use crate::rules::reading::key;

/// The offices of the list itself. A list of people is one, too: it names each unit in many rows.
#[derive(Default)]
pub(super) struct Own {
    /// The code of each, by its name and that of the office above it.
    codes: HashMap<(String, String), String>,
    /// The code of the first that has a name.
    names: HashMap<String, String>,
    /// Offices that are named above others only: the row that does so first, code and name.
    above: HashMap<u64, (String, String)>,
    written: HashSet<String>,
    has_codes: bool,
    has_parents: bool,
    /// What rows have said before.
    said: HashSet<Vec<String>>,
}

impl Own {
    pub fn of(sheet: &Sheet, kind: ImportKind, vocabulary: &Vocabulary) -> Self {
        if kind != ImportKind::Offices {
            return Self::default();
        }
        let (has_codes, has_parents) = (sheet.has("code"), sheet.has("parent"));
        let mut own = Self { has_codes, has_parents, ..Self::default() };
        let mut taken: HashSet<String> =
            vocabulary.offices.iter().map(|office| key(&office.code)).collect();
        // First those that have their code: the others get what is left.
        for known in [true, false] {
            for row in sheet.rows() {
                let (code, name, parent) = (row.text("code"), row.text("name"), row.text("parent"));
                let place = (key(&name), key(&parent));
                if own.codes.contains_key(&place) && code.is_empty() {
                    continue;
                }
                let code = if code.is_empty() {
                    vocabulary.office_below(&name, &parent).filter(|code| !own.has(code))
                } else {
                    Some(code)
                };
                let code = match code {
                    None if known => continue,
                    Some(code) => code,
                    None => own.found(&name, vocabulary, &taken),
                };
                taken.insert(key(&code));
                own.put_down(place, code);
            }
        }
        if !has_codes {
            own.add_those_above(sheet, vocabulary, &taken);
        }
        own
    }

    fn has(&self, code: &str) -> bool {
        self.written.contains(code)
    }

    fn put_down(&mut self, place: (String, String), code: String) {
        self.written.insert(code.clone());
        self.names.entry(place.0.clone()).or_insert_with(|| code.clone());
        self.codes.entry(place).or_insert(code);
    }

    /// The code of an office that has none: that of the office of this name, or one of its own. Names
    /// that shorten to the same code are told apart by a number.
    fn found(&self, name: &str, vocabulary: &Vocabulary, taken: &HashSet<String>) -> String {
        let known = vocabulary.office(name).filter(|code| !self.has(code));
        known.unwrap_or_else(|| {
            let code = made(name);
            let free = |code: &String| !taken.contains(&key(code));
            if free(&code) { code } else { numbered(&code, free) }
        })
    }

    /// Offices that stand above others in the list, and nowhere by themselves.
    fn add_those_above(&mut self, sheet: &Sheet, vocabulary: &Vocabulary, taken: &HashSet<String>) {
        for row in sheet.rows() {
            let parent = row.text("parent");
            let name = key(&parent);
            if name.is_empty()
                || self.names.contains_key(&name)
                || vocabulary.office(&parent).is_some()
            {
                continue;
            }
            let code = self.found(&parent, vocabulary, taken);
            self.above.insert(row.number, (code.clone(), parent));
            self.put_down((name, String::new()), code);
        }
    }

    /// The office above a row that is named there first, as a row of its own.
    pub fn row_above(
        &self,
        number: u64,
        fields: &[&'static str],
        vocabulary: &Vocabulary,
    ) -> Option<Vec<String>> {
        let (code, name) = self.above.get(&number)?;
        let root = vocabulary.offices.roots().next().map(|root| root.code.clone());
        let cell = |field: &&str| match *field {
            "code" => code.clone(),
            "name" => name.clone(),
            "kind" => kind(name),
            "parent" => root.clone().unwrap_or_default(),
            _ => String::new(),
        };
        Some(fields.iter().map(cell).collect())
    }

    /// Whether a row says what another has said before.
    pub fn repeats(&mut self, read: &ReadRow<'_>) -> bool {
        let said = if self.has_codes {
            read.cells.clone()
        } else {
            vec![read.get("code").to_owned(), read.get("parent").to_owned()]
        };
        !self.said.insert(said)
    }

    pub fn put(&self, vocabulary: &Vocabulary, read: &mut ReadRow<'_>) {
        let (name, parent) = (read.get("name").to_owned(), read.get("parent").to_owned());
        let place = (key(&name), key(&parent));
        if read.get("code").is_empty()
            && let Some(code) = self.codes.get(&place)
        {
            read.set("code", code.clone());
        }
        if read.get("kind").is_empty() {
            read.set("kind", kind(&name));
        }
        let code = read.get("code").to_owned();
        let is_root = vocabulary.offices.roots().any(|root| root.code == code);
        // A list of people has the office itself where there is none above it.
        let is_top = parent.is_empty() || (!self.has_codes && place.0 == place.1);
        if is_top {
            let below_root = !(is_root || self.has_parents && self.has_codes);
            let root = vocabulary.offices.roots().next().filter(|_| below_root);
            return read.set("parent", root.map(|root| root.code.clone()).unwrap_or_default());
        }
        if !self.written.contains(&parent) && vocabulary.offices.by_code(&parent).is_none() {
            let found = self.names.get(&place.1).cloned().or_else(|| vocabulary.office(&parent));
            if let Some(code) = found {
                read.set("parent", code);
            }
        }
    }
}

/// The first word of a name: `Dinas`.
fn kind(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_lowercase()
}

/// `DINAS-KESEHATAN`: what can stand in an address.
fn made(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_uppercase).collect();
    let mut code = String::new();
    for word in words {
        // Room for the number that tells two apart.
        if code.len() + word.len() + 4 > LONGEST_CODE {
            break;
        }
        if !code.is_empty() {
            code.push('-');
        }
        code.push_str(&word);
    }
    code
}

/// The code with the first number that makes it free.
fn numbered(code: &str, free: impl Fn(&String) -> bool) -> String {
    let mut number = 2;
    loop {
        let numbered = format!("{code}-{number}");
        if free(&numbered) {
            return numbered;
        }
        number += 1;
    }
}
