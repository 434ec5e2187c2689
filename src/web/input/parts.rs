//! What a form or a call with files consists of: texts by the names of their fields, and files.
//! Nothing is believed: what is sent twice, is not text, or is unknown, is refused by name.

use std::collections::BTreeMap;

use crate::files::{Upload, UploadError};
use crate::rules::Problem;
use crate::web::answers::http_error::HttpError;
use crate::web::views::form_values::FormValues;

#[derive(Default)]
pub struct Parts {
    texts: BTreeMap<String, Vec<String>>,
    pub files: SentFiles,
}

/// The files of a request, all of one field.
#[derive(Default)]
pub struct SentFiles {
    /// Not more than the form takes.
    pub taken: Vec<Upload>,
    /// How many came, taken or not.
    pub came: usize,
    /// Why the first of those that could not be taken was not.
    pub refused: Option<UploadError>,
}

/// Why a field that takes one file has none.
pub enum NotOne {
    TooMany,
    Refused(UploadError),
}

impl SentFiles {
    /// The file of a field that takes one.
    pub fn one(mut self) -> Result<Option<Upload>, NotOne> {
        match self.refused {
            _ if self.came > 1 => Err(NotOne::TooMany),
            Some(error) => Err(NotOne::Refused(error)),
            None => Ok(self.taken.pop()),
        }
    }
}

impl Parts {
    /// The text of a field, empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The text of a field that was filled in.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.trim().is_empty())
    }

    /// All values of a field that may come more than once.
    pub fn all(&self, name: &str) -> &[String] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn is_checked(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }

    pub fn take_files(&mut self) -> SentFiles {
        std::mem::take(&mut self.files)
    }

    /// What was typed, to be shown again; passwords are typed anew.
    pub fn values(&self) -> FormValues {
        let printable = |name: &str| name != "csrf" && !name.contains("password");
        let texts = self.texts.iter().filter(|(name, _)| printable(name));
        texts
            .map(|(name, values)| (name.clone(), values.first().cloned().unwrap_or_default()))
            .collect()
    }

    /// The texts as they came, to be sent again by their owner; `None` where a password is among them,
    /// which no page shows.
    pub fn to_resend(&self) -> Option<Vec<(String, String)>> {
        let own = self.texts.iter().filter(|(name, _)| *name != "csrf");
        if own.clone().any(|(name, _)| name.contains("password")) {
            return None;
        }
        let fields = own.flat_map(|(name, values)| {
            values.iter().map(|value| (name.clone(), value.clone())).collect::<Vec<_>>()
        });
        Some(fields.collect())
    }

    /// Takes a field out of the form.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.texts.remove(name)?.into_iter().next()
    }

    /// Refuses fields that the form does not have, and single ones that came twice.
    pub fn only(&self, single: &[&str], repeated: &[&str]) -> Result<(), HttpError> {
        for (name, values) in &self.texts {
            let name = name.as_str();
            if name == "csrf" || repeated.contains(&name) {
                continue;
            }
            if !single.contains(&name) {
                return Err(invalid_field(name, "field-unknown"));
            }
            if values.len() > 1 {
                return Err(invalid_field(name, "field-twice"));
            }
        }
        Ok(())
    }

    /// Puts a text of ours in the place of what was sent.
    pub fn set(&mut self, name: &str, value: String) {
        self.texts.insert(name.to_owned(), vec![value]);
    }

    pub fn add(&mut self, name: String, value: String) -> Result<(), HttpError> {
        if value.contains(['\0', '\u{FFFD}']) || name.contains(['\0', '\u{FFFD}']) {
            return Err(invalid_field(&name, "field-unprintable"));
        }
        self.texts.entry(name).or_default().push(value);
        Ok(())
    }
}

/// 422 for a field by the name that was sent, which may be anything.
pub fn invalid_field(field: &str, code: &'static str) -> HttpError {
    let printable: String = field.chars().filter(|c| !c.is_control()).take(40).collect();
    HttpError::invalid(Problem::new(printable, code))
}
