//! One exemption for everybody of an office.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::{OfficeChoice, View};
use crate::rules::ExemptionReason;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptOfficePage {
    pub offices: Vec<OfficeChoice>,
    pub reasons: Vec<ExemptionReason>,
    /// What the form comes to, once it was checked or applied.
    pub result: Option<ExemptOfficeResult>,
    pub form: FormValues,
}

impl View for ExemptOfficePage {
    const TEMPLATE: &'static str = "admin/exemptions/office.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptOfficeResult {
    pub applied: bool,
    /// The name of the office.
    pub office: Option<String>,
    pub reason: String,
    /// The first of those who get it.
    pub people: Vec<ExemptedRow>,
    /// How many get it.
    pub total: usize,
    /// How many are exempt already.
    pub covered: usize,
    /// Whether the administrator is among them, who gets none.
    pub oneself: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptedRow {
    pub number: String,
    pub name: String,
    pub office: Option<String>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}
