//! Quota policies: the list, one of them, and the form for a new one.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::settings::HourChoice;
use super::{OfficeChoice, View};
use crate::rules::policy_state::PolicyState;
use crate::rules::reminder_times::ReminderKind;
use crate::rules::{
    EmploymentType, Mode, PeriodKind, PolicyDocumentId, PolicyId, ProrationRule, Status,
};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PoliciesPage {
    /// The newest first.
    pub policies: Vec<PolicyDetails>,
    pub offices: Vec<OfficeChoice>,
    /// The name of the office whose timeline it is.
    pub office: Option<String>,
    /// The timeline of that office, the oldest first.
    pub spans: Vec<SpanRow>,
    pub form: FormValues,
}

impl View for PoliciesPage {
    const TEMPLATE: &'static str = "admin/policies/index.html";
}

/// Days on which the same policies govern an office.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SpanRow {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub state: SpanState,
    pub gap: bool,
    pub overlap: bool,
    pub policies: Vec<SpanPolicy>,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum SpanState {
    Past,
    Current,
    Coming,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SpanPolicy {
    pub id: PolicyId,
    pub title: String,
    pub mode: Mode,
    pub period: PeriodKind,
    pub minimum_amount: i64,
    /// `10%`
    pub minimum_percent: Option<String>,
    pub minimum_count: u32,
    /// How many tiers it has.
    pub tiers: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyPage {
    pub policy: PolicyDetails,
    /// The first day with which it can still end.
    pub earliest_end: Option<NaiveDate>,
    pub begun: bool,
    pub form: FormValues,
}

impl View for PolicyPage {
    const TEMPLATE: &'static str = "admin/policies/show.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyDetails {
    pub id: PolicyId,
    pub title: String,
    pub legal_basis: String,
    /// Whether its circular is there.
    pub document: bool,
    pub state: PolicyState,
    pub mode: Mode,
    pub period: PeriodKind,
    /// The name of the office.
    pub office: Option<String>,
    pub effective_from: NaiveDate,
    pub effective_until: Option<NaiveDate>,
    pub minimum_amount: i64,
    /// `10%`
    pub minimum_percent: Option<String>,
    pub minimum_count: u32,
    /// The days that count, in words.
    pub counts_on: Option<String>,
    /// The sellers at which a purchase counts, in words.
    pub seller_classes: Option<String>,
    pub tiers: Vec<TierRow>,
    pub holiday_rule: ProrationRule,
    pub leave_rule: ProrationRule,
    pub grace_days: u32,
    pub late_days: u32,
    pub max_amount_per_purchase: i64,
    /// The kinds that are sent.
    pub reminders: Vec<ReminderRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TierRow {
    pub position_levels: Vec<String>,
    pub grades: Vec<String>,
    pub employment_types: Vec<EmploymentType>,
    pub minimum_amount: i64,
    /// `10%`
    pub minimum_percent: Option<String>,
    pub minimum_count: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReminderRow {
    pub kind: ReminderKind,
    /// 1 for Monday to 7 for Sunday.
    pub weekday: Option<u8>,
    /// Where it is counted from the deadline.
    pub days_before: Option<u8>,
    /// `09.00`
    pub hour: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NewPolicyPage {
    pub offices: Vec<OfficeChoice>,
    /// Those that are known everywhere, then those of the district's own.
    pub levels: Vec<String>,
    pub remarks: Vec<PolicyRemark>,
    /// Whether saving takes one more look.
    pub confirm: bool,
    pub preview: Option<PolicyPreview>,
    /// The circular that came with an earlier try.
    pub document: Option<PolicyDocument>,
    pub hours: Vec<HourChoice>,
    pub most_tiers: usize,
    /// The row of a tier that was just added.
    pub fresh: Option<usize>,
    pub form: PolicyForm,
}

impl View for NewPolicyPage {
    const TEMPLATE: &'static str = "admin/policies/new.html";
}

#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct PolicyForm {
    /// Those of one value.
    #[serde(flatten)]
    pub values: FormValues,
    pub days: DayValues,
    /// Those of the list of sellers' classes.
    pub classes: Vec<String>,
    pub tiers: Vec<TierValues>,
}

/// Days that count, of which more than one may be chosen.
#[derive(Clone, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct DayValues {
    pub weekdays: Vec<u8>,
    /// The last one is blank.
    pub nth: Vec<NthValues>,
}

/// The third Friday: `3` and `5`.
#[derive(Clone, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NthValues {
    pub nth: String,
    pub weekday: String,
}

/// A tier as it was typed.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TierValues {
    pub position_levels: Vec<String>,
    /// With commas between them.
    pub grades: String,
    pub employment_types: Vec<String>,
    pub minimum_amount: String,
    pub minimum_percent: String,
    pub minimum_count: String,
}

/// What to know of a policy before it is added.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyRemark {
    pub field: String,
    pub message: String,
    /// A better day for the field.
    pub better: Option<NaiveDate>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyDocument {
    pub id: PolicyDocumentId,
    pub kilobytes: i64,
}

/// What a policy would have asked in the last period.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PolicyPreview {
    pub kind: PeriodKind,
    pub start: NaiveDate,
    /// The policy's own office.
    pub office: PreviewRow,
    /// Those right below it.
    pub offices: Vec<PreviewRow>,
    pub changes: PreviewChanges,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PreviewRow {
    pub name: Option<String>,
    pub headcount: u32,
    pub met: u32,
    pub short: u32,
    pub exempt: u32,
}

/// Whose status would be another one.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PreviewChanges {
    pub count: usize,
    pub kinds: Vec<ChangeCount>,
    /// How many are not among `people`.
    pub unnamed: usize,
    pub people: Vec<ChangeRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChangeCount {
    pub before: Status,
    pub after: Status,
    pub count: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChangeRow {
    pub number: String,
    pub name: String,
    pub office: Option<String>,
    pub before: Status,
    pub before_kind: PeriodKind,
    pub before_start: NaiveDate,
    pub after: Status,
    /// 0 for who would not be short.
    pub shortfall: i64,
}
