//! One person of an office, for its head and for administrators.

use chrono::NaiveDate;
use serde::Serialize;

use super::amendments::AmendmentView;
use super::exemptions::ExemptionRow;
use super::placements::PlacementRow;
use super::purchases::PurchaseRow;
use super::standing::{HistoryColumn, PeriodLabel, PolicyNote, Standing};
use super::{OfficeChoice, Pager, View};
use crate::rules::declaration::Reason;
use crate::rules::{RoleKind, Status};
use crate::web::input::person_segment::PersonSegment;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct StaffPage {
    /// The office through which the person is looked at.
    pub office: OfficeChoice,
    pub employee: StaffMember,
    pub period: PeriodLabel,
    pub standing: Standing,
    pub policy: Option<PolicyNote>,
    /// Why they buy nothing in the period, where they have declared it.
    pub declared: Option<Reason>,
    pub closed: bool,
    pub amendments: Vec<AmendmentView>,
    pub history: Vec<HistoryColumn>,
    pub purchases: Vec<PurchaseRow>,
    pub pager: Pager,
    /// The newest first.
    pub asked: Vec<AskedPeriod>,
    pub placements: Vec<PlacementRow>,
    pub roles: Vec<RoleHistoryRow>,
    pub exemptions: Vec<ExemptionRow>,
    /// Whether the viewer may record purchases for them.
    pub may_log_for: bool,
}

impl View for StaffPage {
    const TEMPLATE: &'static str = "employees/show.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct StaffMember {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    /// The name of their office at the end of the period.
    pub office: Option<String>,
    pub position_level: Option<String>,
}

/// What a period asked and why.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AskedPeriod {
    pub start: NaiveDate,
    pub status: Status,
    /// Rupiah.
    pub shortfall: Option<i64>,
    /// Sentences.
    pub why: Vec<String>,
}

/// A role that somebody had or has.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RoleHistoryRow {
    pub role: RoleKind,
    /// The name of the office; a role without one is over everything.
    pub office: Option<String>,
    pub acting: bool,
    pub from: NaiveDate,
    /// The last day; it lasts without one.
    pub to: Option<NaiveDate>,
    /// The day on which it was revoked.
    pub revoked: Option<NaiveDate>,
}
