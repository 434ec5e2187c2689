//! What a form is filled with when it is shown.

use std::collections::BTreeMap;

use serde::Serialize;

/// Values by the names of their fields, as they were typed or as they are proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FormValues(BTreeMap<String, String>);

impl FormValues {
    #[must_use]
    pub fn with(mut self, field: &str, value: impl ToString) -> Self {
        self.set(field, value);
        self
    }

    /// A field that may have no value yet.
    #[must_use]
    pub fn with_some(self, field: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }

    /// The same form with other values in place of some.
    #[must_use]
    pub fn overlaid(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    pub fn set(&mut self, field: &str, value: impl ToString) {
        self.0.insert(field.to_owned(), value.to_string());
    }
}

impl FromIterator<(String, String)> for FormValues {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}
