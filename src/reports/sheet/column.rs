//! The columns that a table is looked through for.

use crate::rules::reading::key;

/// A column that is looked for.
pub struct Column {
    /// As the fields of forms and the API are named.
    pub field: &'static str,
    /// How headings may call it: small letters and digits only. The first is the usual one.
    pub headings: &'static [&'static str],
    /// How headings call it where there is none of those, the best one first.
    pub others: &'static [&'static str],
    pub required: bool,
}

impl Column {
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    pub const fn or(self, others: &'static [&'static str]) -> Self {
        Self { others, ..self }
    }

    /// How well a heading names it: 0 is best.
    pub(super) fn rank(&self, heading: &str) -> Option<usize> {
        // The second of two columns with one heading has a number behind it.
        let numbered = heading.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
        let numbered = numbered.filter(|(_, number)| number.parse::<u16>().is_ok());
        let heading = key(numbered.map_or(heading, |(text, _)| text));
        let other = || self.others.iter().position(|one| *one == heading).map(|at| at + 1);
        if self.headings.contains(&heading.as_str()) { Some(0) } else { other() }
    }

    pub(super) fn usual(&self) -> &'static str {
        self.headings.first().copied().unwrap_or(self.field)
    }
}
