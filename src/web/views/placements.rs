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
    pub position_title: Option<String>,
    pub employment_type: EmploymentType,
    pub grade: Option<String>,
    /// Rupiah a month, for those who may see it.
    pub reference_amount: Option<i64>,
    pub from: NaiveDate,
    /// The last day; it lasts without one.
    pub to: Option<NaiveDate>,
}

/// The newest first.
pub fn rows(
    placements: &[Placement],
    offices: &OfficeTree,
    shows_amounts: bool,
) -> Vec<PlacementRow> {
    let rows = placements.iter().rev().map(|place| PlacementRow {
        office: offices.get(place.office).map(|office| office.name.clone()),
        position_level: place.position_level.clone(),
        position_title: place.position_title.clone(),
        employment_type: place.employment_type,
        grade: place.grade.clone(),
        reference_amount: place.reference_amount.filter(|_| shows_amounts),
        from: place.from,
        to: place.to,
    });
    rows.collect()
}
