//! Offices of a list that may say no more than their names: a code is made from the name, the kind is
//! its first word, and what has no office above hangs below the root.

use std::collections::{HashMap, HashSet};

use super::{ReadRow, Vocabulary};
use crate::reports::sheet::Sheet;
use crate::rules::ImportKind;
use crate::rules::office::LONGEST_CODE;
use crate::rules::reading::key;

/// The offices of the list itself.
#[derive(Default)]
pub(super) struct Own {
    /// The code of each, by its name.
    codes: HashMap<String, String>,
    written: HashSet<String>,
    has_parents: bool,
}

impl Own {
    pub fn of(sheet: &Sheet, kind: ImportKind, vocabulary: &Vocabulary) -> Self {
        if kind != ImportKind::Offices {
            return Self::default();
        }
        let mut own = Self { has_parents: sheet.has("parent"), ..Self::default() };
        let mut taken: HashSet<String> =
            vocabulary.offices.iter().map(|office| key(&office.code)).collect();
        for row in sheet.rows() {
            let (code, name) = (row.text("code"), row.text("name"));
            let known = || vocabulary.office(&name);
            let code = if code.is_empty() { known().unwrap_or_else(|| made(&name)) } else { code };
            // Names that shorten to the same code are told apart by a number.
            let again = row.get("code").is_none() && vocabulary.office(&name).is_none();
            let free = |code: &String| !taken.contains(&key(code));
            let code = match (2..).map(|number| format!("{code}-{number}")).find(free) {
                Some(numbered) if again && !free(&code) => numbered,
                _ => code,
            };
            taken.insert(key(&code));
            own.written.insert(code.clone());
            own.codes.entry(key(&name)).or_insert(code);
        }
        own
    }

    pub fn put(&self, vocabulary: &Vocabulary, read: &mut ReadRow<'_>) {
        let (name, parent) = (read.get("name").to_owned(), read.get("parent").to_owned());
        if read.get("code").is_empty()
            && let Some(code) = self.codes.get(&key(&name))
        {
            read.set("code", code.clone());
        }
        if read.get("kind").is_empty() {
            let first = name.split_whitespace().next().unwrap_or_default();
            read.set("kind", first.to_lowercase());
        }
        let code = read.get("code").to_owned();
        let is_root = vocabulary.offices.roots().any(|root| root.code == code);
        if parent.is_empty() {
            let root = vocabulary.offices.roots().next().filter(|_| !self.has_parents && !is_root);
            if let Some(root) = root {
                read.set("parent", root.code.clone());
            }
            return;
        }
        if !self.written.contains(&parent) && vocabulary.offices.by_code(&parent).is_none() {
            let found =
                self.codes.get(&key(&parent)).cloned().or_else(|| vocabulary.office(&parent));
            if let Some(code) = found {
                read.set("parent", code);
            }
        }
    }
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
