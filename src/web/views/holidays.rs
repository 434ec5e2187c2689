//! Public holidays and joint leave days of a year.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::{OfficeChoice, View};
use crate::rules::calendar::HolidayKind;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HolidaysPage {
    pub year: i32,
    pub holidays: Vec<HolidayRow>,
    /// Whether Pekan has a list of the year with days that are missing here.
    pub built_in: bool,
    pub offices: Vec<OfficeChoice>,
    pub form: FormValues,
}

impl View for HolidaysPage {
    const TEMPLATE: &'static str = "admin/holidays/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HolidayRow {
    pub date: NaiveDate,
    pub name: String,
    pub kind: HolidayKind,
    /// One without an office is everybody's.
    pub office: Option<OfficeChoice>,
}
