//! How a file is read: which column holds what, and what its values mean, to be changed where it is
//! wrong.

use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Matching {
    /// Whether something has to be said before the file can be read as a whole.
    pub needed: bool,
    /// The file that waits on the server.
    pub upload: String,
    /// What was said so far, as JSON.
    pub mapping: String,
    /// Where that is as a file for the command line.
    pub mapping_file: String,
    pub sheet: Option<String>,
    pub sheets: Vec<SheetChoice>,
    pub heading_row: u64,
    pub columns: Vec<ColumnChoice>,
    /// What a column may hold.
    pub fields: Vec<String>,
    /// Fields that have no column: what every row says of them.
    pub missing: Vec<MissingField>,
    pub unknown: Vec<UnknownValue>,
    /// Values that are asked about once these are known.
    pub unknown_left: usize,
    pub choices: Choices,
    /// Dates whose day and month could be swapped.
    pub order: Option<OrderQuestion>,
    pub hidden_rows: String,
    pub skip_hidden: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SheetChoice {
    pub name: String,
    pub hidden: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ColumnChoice {
    pub heading: String,
    pub field: Option<String>,
    /// `name`, `value` or `mapping`.
    pub by: Option<String>,
    pub example: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MissingField {
    pub field: String,
    pub value: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct UnknownValue {
    pub field: String,
    pub value: String,
    pub rows: usize,
    /// What it may well mean.
    pub suggested: Option<String>,
    /// What was said of it, and is nothing either.
    pub said: Option<String>,
}

/// What values may mean.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Choices {
    pub offices: Vec<OfficeChoice>,
    /// Those that are known everywhere, then those of the district's own.
    pub levels: Vec<String>,
    pub employment_types: Vec<String>,
    pub reasons: Vec<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeChoice {
    pub code: String,
    pub name: String,
}

/// A date, and the days that it may be.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OrderQuestion {
    pub value: String,
    pub rows: usize,
    pub day_first: Option<NaiveDate>,
    pub month_first: Option<NaiveDate>,
}
