//! Where somebody worked and works.

use chrono::NaiveDate;
use serde::Serialize;

use crate::rules::{EmploymentType, OfficeTree, Placement};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PlacementRow {
    /// The name of the office.
    pub office: Option<String>,
    pub position_level: String,
    pub employment_type: EmploymentType,
    pub grade: Option<String>,
    pub from: NaiveDate,
    /// The last day; it lasts without one.
    pub to: Option<NaiveDate>,
}

/// The newest first.
pub fn rows(placements: &[Placement], offices: &OfficeTree) -> Vec<PlacementRow> {
    let rows = placements.iter().rev().map(|place| PlacementRow {
        office: offices.get(place.office).map(|office| office.name.clone()),
        position_level: place.position_level.clone(),
        employment_type: place.employment_type,
        grade: place.grade.clone(),
        from: place.from,
        to: place.to,
    });
    rows.collect()
}
