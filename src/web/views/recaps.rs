//! The recap of an office: as it is printed and signed, and what its code says to anybody.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::form_values::FormValues;
use super::standing::PeriodLabel;
use super::{OfficeChoice, View};
use crate::rules::recap::Paper;
use crate::rules::{RecapId, Status};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RecapPage {
    pub office: OfficeChoice,
    pub period: PeriodLabel,
    /// Addresses of the same for the periods beside it.
    pub previous_url: String,
    pub next_url: Option<String>,
    pub paper: Paper,
    pub sheet: SheetView,
    pub closed: bool,
    /// Whether the viewer signs and issues it.
    pub may_issue: bool,
    /// Whether it was said what stands above it and who signs.
    pub has_letterhead: bool,
    /// The newest first.
    pub issued: Vec<IssuedRow>,
    /// The label of the zone in which instants are shown.
    pub zone: String,
    pub form: FormValues,
}

impl View for RecapPage {
    const TEMPLATE: &'static str = "recaps/show.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}

/// What is printed.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SheetView {
    pub institution: String,
    pub office: String,
    pub address: Option<String>,
    pub contact: Option<String>,
    /// None of a draft.
    pub number: Option<String>,
    /// In words.
    pub period: String,
    pub notes: Vec<String>,
    pub with_offices: bool,
    pub rows: Vec<SheetRow>,
    /// How many more are in the files.
    pub more: usize,
    /// Rupiah.
    pub minimum: i64,
    pub count: i64,
    /// Rupiah.
    pub counted: i64,
    /// Rupiah.
    pub shortfall: i64,
    pub facts: Vec<SheetFact>,
    /// Above and below the room for the signature.
    pub above: Vec<String>,
    pub below: Vec<String>,
    pub check: Option<SheetCheck>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SheetRow {
    pub number: String,
    pub name: String,
    pub office: String,
    pub status: Status,
    /// Rupiah.
    pub minimum: Option<i64>,
    pub count: u32,
    /// Rupiah.
    pub counted: i64,
    /// Rupiah.
    pub shortfall: Option<i64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SheetFact {
    pub label: String,
    pub value: String,
}

/// The code of an issued one, and where it is asked about.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SheetCheck {
    pub code: String,
    pub link: String,
    pub qr_path: String,
    pub qr_modules: f32,
}

/// One that was issued.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct IssuedRow {
    pub id: RecapId,
    pub number: String,
    /// As it is printed.
    pub code: String,
    pub by: String,
    pub at: DateTime<FixedOffset>,
    /// Whether all of it is as it was then.
    pub stands: bool,
    /// Whether the signed sheet is kept.
    pub scanned: bool,
}

/// What anybody is told of a code, without the layout of the other pages: it is small.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RecapCheckPage {
    /// None where no recap has the code.
    pub found: Option<CheckedRecap>,
}

impl View for RecapCheckPage {
    const TEMPLATE: &'static str = "recaps/check.html";
}

/// Sums over an office, and nobody's name.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CheckedRecap {
    pub code: String,
    pub institution: String,
    pub office: String,
    pub number: String,
    /// In words.
    pub period: String,
    pub issued_on: NaiveDate,
    /// The number of a recap that was issued later of the same.
    pub newer: Option<String>,
    pub changed: bool,
    /// The number of the amendment that changed it.
    pub amendment: Option<u32>,
    pub figures: Vec<CheckedFigure>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CheckedFigure {
    pub label: String,
    /// As it was issued.
    pub then: String,
    /// As it is now, where anything has changed.
    pub now: Option<String>,
}
