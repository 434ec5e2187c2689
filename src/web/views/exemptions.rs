//! Exemptions: one's own, those that a reviewer looks after, and one with all that became of it.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::{Pager, View};
use crate::rules::calendar::ExemptionState;
use crate::rules::policy::ProrationRule;
use crate::rules::{ExemptionId, ExemptionReason, Period, period_kind};
use crate::store::exemptions;
use crate::web::guards::viewer::SignedIn;

/// One's own, and the form that asks for another.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OwnExemptionsPage {
    /// The kinds of leave that the form offers.
    pub reasons: Vec<ExemptionReason>,
    pub exemptions: Vec<ExemptionRow>,
    /// What leave of some days does to the minimum now.
    pub leave_rule: ProrationRule,
    pub pager: Pager,
    pub form: FormValues,
}

/// What leave of some days does to the minimum of somebody now; as most policies have it where none
/// governs.
pub fn leave_rule(user: &SignedIn) -> ProrationRule {
    let kind = period_kind::of_employee(&user.rulebook, &user.placements, user.today);
    let period = Period::of(kind, user.today);
    let governing = user.rulebook.governing(&user.placements, &period);
    governing.map_or(ProrationRule::Full, |(policy, _)| policy.leave_rule)
}

impl View for OwnExemptionsPage {
    const TEMPLATE: &'static str = "exemptions/index.html";

    fn nav() -> Option<&'static str> {
        Some("exemptions")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionRow {
    pub id: ExemptionId,
    /// The kind of leave, for those who may see it.
    pub reason: Option<ExemptionReason>,
    /// As [`state_name`] gives it.
    pub state: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Whether a document came with it.
    pub document: bool,
}

impl ExemptionRow {
    pub fn of(row: &exemptions::ExemptionRow, sees_kind: bool) -> Self {
        Self {
            id: row.id,
            reason: Some(row.reason).filter(|_| sees_kind),
            state: state_name(row.state).into(),
            from: row.from_on,
            to: row.to_on,
            document: row.document_sha256.is_some(),
        }
    }
}

/// What pages call the state of an exemption.
pub fn state_name(state: ExemptionState) -> &'static str {
    match state {
        ExemptionState::Requested => "pending",
        ExemptionState::Approved | ExemptionState::Refused | ExemptionState::Withdrawn => {
            state.name()
        }
    }
}

/// All of them, for administrators, and the form that enters one for somebody.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionsPage {
    /// The state that the list is narrowed to; empty for all of them.
    pub state: String,
    pub exemptions: Vec<ExemptionReviewRow>,
    pub pager: Pager,
    pub form: FormValues,
}

impl View for ExemptionsPage {
    const TEMPLATE: &'static str = "admin/exemptions/index.html";
}

/// Those of others, for a reviewer.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionReviewsPage {
    /// The state that the list is narrowed to; empty for all of them.
    pub state: String,
    pub exemptions: Vec<ExemptionReviewRow>,
    /// How many wait for a decision.
    pub requested: u64,
    pub pager: Pager,
}

impl View for ExemptionReviewsPage {
    const TEMPLATE: &'static str = "reviews/exemptions.html";

    fn nav() -> Option<&'static str> {
        Some("review")
    }
}

/// Somebody's exemption, for those who may decide on it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionReviewRow {
    pub id: ExemptionId,
    /// The kind of leave, for those who may see it.
    pub reason: Option<ExemptionReason>,
    /// As [`state_name`] gives it.
    pub state: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Whether a document came with it.
    pub document: bool,
    /// The name of whose it is.
    pub employee: Option<String>,
    pub office: Option<String>,
    /// Nobody decides on their own.
    pub can_decide: bool,
}

impl ExemptionReviewRow {
    pub fn of(
        row: &exemptions::ExemptionRow,
        employee: Option<String>,
        office: Option<String>,
        (can_decide, sees_kind): (bool, bool),
    ) -> Self {
        let ExemptionRow { id, reason, state, from, to, document } =
            ExemptionRow::of(row, sees_kind);
        Self { id, reason, state, from, to, document, employee, office, can_decide }
    }
}

/// One of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionPage {
    pub exemption: ExemptionFacts,
    pub can: ExemptionActions,
    /// Whether the viewer decides on exemptions of this employee.
    pub decides: bool,
    pub form: FormValues,
}

impl View for ExemptionPage {
    const TEMPLATE: &'static str = "exemptions/show.html";

    fn nav() -> Option<&'static str> {
        Some("exemptions")
    }
}

/// What the viewer may do with an exemption.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionActions {
    pub decide: bool,
    pub withdraw: bool,
    pub take_back: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionFacts {
    pub id: ExemptionId,
    /// The kind of leave, for those who may see it.
    pub reason: Option<ExemptionReason>,
    /// As [`state_name`] gives it.
    pub state: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The name of whose it is, where it is somebody else than the viewer.
    pub employee: Option<String>,
    pub office: Option<String>,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
    pub asked: ExemptionStep,
    pub decided: Option<ExemptionStep>,
    pub withdrawn: Option<ExemptionStep>,
    /// For those who may read it.
    pub document: Option<ExemptionDocument>,
}

/// Who did something to it, when, and why.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionStep {
    pub by: Option<String>,
    pub at: String,
    pub reason: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ExemptionDocument {
    pub url: String,
    pub size_kb: i64,
}
