//! The tree of offices, and one of it, as administrators edit them.

use serde::Serialize;

use super::form_values::FormValues;
use super::{OfficeChoice, View};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeTreePage {
    /// Each after the one above it.
    /// Whether only those are listed that no head sees.
    pub headless: bool,
    pub offices: Vec<OfficeRow>,
}

impl View for OfficeTreePage {
    const TEMPLATE: &'static str = "admin/offices/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeRow {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub zone: String,
    /// How many are above it.
    pub depth: usize,
    /// How many work there, without those of the offices below.
    pub headcount: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeFormPage {
    /// The one that is edited; none for a new one.
    pub office: Option<OfficeChoice>,
    pub parents: Vec<OfficeChoice>,
    /// The kinds that are in use.
    pub kinds: Vec<String>,
    pub form: FormValues,
}

impl View for OfficeFormPage {
    const TEMPLATE: &'static str = "admin/offices/edit.html";
}
