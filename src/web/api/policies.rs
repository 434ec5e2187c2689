//! Quota policies: added, listed, never changed.

use chrono::NaiveDate;
use rocket::{State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::Paging;
use super::policy_warnings::{WarningJson, warnings};
use super::reminders::{RemindersBody, RemindersJson, within_reminders};
use crate::rules::money::AmountInput;
use crate::rules::policy_draft::{Draft, TierDraft};
use crate::rules::{
    CountsOn, Mode, Percent, PeriodKind, Policy, PolicyId, ProrationRule, Tier, policy_ending,
};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::documents::policy_document::is_readable;
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct PolicyJson {
    #[schema(value_type = i64)]
    id: PolicyId,
    title: String,
    legal_basis: String,
    /// Where the circular is as a PDF, for whom it concerns.
    document: Option<String>,
    #[schema(value_type = String)]
    mode: Mode,
    #[schema(value_type = String)]
    period: PeriodKind,
    /// The code of the office that it covers, with all below it.
    office: Option<String>,
    effective_from: NaiveDate,
    effective_until: Option<NaiveDate>,
    /// Rupiah.
    minimum_amount: i64,
    /// The share of a reference amount a month, in percent; `null` where none is asked.
    #[schema(value_type = Option<f64>)]
    minimum_percent: Option<Percent>,
    minimum_count: u32,
    /// Days that count, each `{weekdays: [1…7]}`, `{month_days: [1…31]}`,
    /// `{nth_weekday: {nth, weekday}}` or `{twin_dates: true}`; empty for every day.
    #[schema(value_type = Vec<Object>)]
    counts_on: Vec<CountsOn>,
    /// Classes of which a seller must carry one; empty for every seller.
    seller_classes: Vec<String>,
    #[schema(value_type = Vec<TierBody>)]
    tiers: Vec<Tier>,
    #[schema(value_type = String)]
    holiday_rule: ProrationRule,
    #[schema(value_type = String)]
    leave_rule: ProrationRule,
    grace_days: u32,
    late_days: u32,
    /// Rupiah.
    max_amount_per_purchase: i64,
    /// When its reminders go out: `weekday` 1 is Monday, `hour` is at the office, 6 to 19.
    reminders: RemindersJson,
    /// What to know of a policy that was just added.
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<Vec<WarningJson>>,
}

impl PolicyJson {
    pub fn of(policy: Policy, user: &SignedIn) -> Self {
        let rulebook = &user.rulebook;
        Self {
            id: policy.id,
            document: is_readable(user, policy.id)
                .then(|| format!("/api/v1/policies/{}/document", policy.id)),
            title: policy.title,
            legal_basis: policy.legal_basis,
            mode: policy.mode,
            period: policy.period,
            office: rulebook.offices.get(policy.office).map(|office| office.code.clone()),
            effective_from: policy.effective_from,
            effective_until: policy.effective_until,
            minimum_amount: policy.minimum_amount,
            minimum_percent: policy.minimum_percent,
            minimum_count: policy.minimum_count,
            counts_on: policy.counts_on,
            seller_classes: policy.seller_classes,
            tiers: policy.tiers,
            holiday_rule: policy.holiday_rule,
            leave_rule: policy.leave_rule,
            grace_days: policy.grace_days,
            late_days: policy.late_days,
            max_amount_per_purchase: policy.max_amount_per_purchase,
            reminders: policy.reminders.into(),
            warnings: None,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    title: String,
    #[serde(default)]
    legal_basis: String,
    /// `mandatory` or `appeal`.
    mode: String,
    /// `week` or `month`.
    period: String,
    /// An office's code.
    office: String,
    effective_from: String,
    effective_until: Option<String>,
    /// Rupiah; may be left out of an appeal, and beside a percentage.
    minimum_amount: Option<i64>,
    /// Two decimals, above 0, at most 100.
    minimum_percent: Option<f64>,
    minimum_count: Option<i64>,
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    counts_on: Vec<CountsOn>,
    /// `micro`, `small`, `medium`, `traditional_market`, `cooperative`, or the code of a programme.
    #[serde(default)]
    seller_classes: Vec<String>,
    #[serde(default)]
    tiers: Vec<TierBody>,
    /// `full`, the default, or `prorated`.
    holiday_rule: Option<String>,
    leave_rule: Option<String>,
    grace_days: Option<i64>,
    late_days: Option<i64>,
    /// Rupiah.
    max_amount_per_purchase: Option<i64>,
    /// What is left out is as the settings say.
    reminders: Option<RemindersBody>,
    /// That a duty is meant to end, where one does (`ends_duty`).
    #[serde(default)]
    confirm: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TierBody {
    #[serde(default)]
    position_levels: Vec<String>,
    #[serde(default)]
    grades: Vec<String>,
    #[serde(default)]
    employment_types: Vec<String>,
    /// Rupiah; what is left out of a tier is not asked.
    minimum_amount: Option<i64>,
    minimum_percent: Option<f64>,
    minimum_count: Option<i64>,
}

impl From<NewPolicy> for Draft {
    fn from(new: NewPolicy) -> Self {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let percent = |share: Option<f64>| share.map(|share| share.to_string());
        let tiers = new.tiers.into_iter().map(|tier| TierDraft {
            position_levels: tier.position_levels,
            grades: tier.grades,
            employment_types: tier.employment_types,
            minimum_amount: tier.minimum_amount.map(AmountInput::Rupiah),
            minimum_percent: percent(tier.minimum_percent),
            minimum_count: number(tier.minimum_count),
        });
        Self {
            tiers: tiers.collect(),
            title: new.title,
            legal_basis: new.legal_basis,
            mode: new.mode,
            period: new.period,
            office: new.office,
            effective_from: new.effective_from,
            effective_until: new.effective_until,
            minimum_amount: new.minimum_amount.map(AmountInput::Rupiah),
            minimum_percent: percent(new.minimum_percent),
            minimum_count: number(new.minimum_count),
            counts_on: new.counts_on,
            seller_classes: new.seller_classes,
            holiday_rule: new.holiday_rule,
            leave_rule: new.leave_rule,
            grace_days: number(new.grace_days),
            late_days: number(new.late_days),
            max_amount_per_purchase: new.max_amount_per_purchase.map(AmountInput::Rupiah),
            reminders: new.reminders.map(Into::into).unwrap_or_default(),
            confirm: new.confirm,
        }
    }
}

/// Adds a policy.
#[utoipa::path(context_path = "/api", tag = "policies", request_body = NewPolicy,
    responses((status = 201, body = PolicyJson)))]
#[post("/v1/policies", data = "<body>")]
pub async fn add(
    caller: Caller,
    body: Body<NewPolicy>,
    app: &State<AppState>,
) -> Result<Answer<PolicyJson>, HttpError> {
    let user = caller.0;
    let added = workflows::policies::add(&app.store, &user.warrant(), body.0.into()).await;
    let added = added.map_err(within_reminders)?;
    let answer = PolicyJson::of(added.policy, &user);
    let warnings = Some(warnings(&added.warnings, &user));
    Ok(Answer::created(PolicyJson { warnings, ..answer }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyEnd {
    /// The last day on which it is in force. No period that has begun may change by it.
    until: String,
    reason: String,
}

/// Ends a policy. What has begun goes on to its end; for a mistake, add another policy.
#[utoipa::path(context_path = "/api", tag = "policies", request_body = PolicyEnd,
    params(("id" = i64, Path)), responses((status = 200, body = PolicyJson)))]
#[post("/v1/policies/<id>/end", data = "<body>")]
pub async fn end(
    caller: Caller,
    id: UrlId<PolicyId>,
    body: Body<PolicyEnd>,
    app: &State<AppState>,
) -> Result<Answer<PolicyJson>, HttpError> {
    let user = caller.0;
    let draft = policy_ending::Draft { until: body.0.until, reason: body.0.reason };
    let policy = workflows::policies::end(&app.store, &user.warrant(), id.0, draft).await?;
    Ok(Answer::ok(PolicyJson::of(policy, &user)))
}

/// All policies, in the order in which they were added. Everybody may read what is asked of them.
#[utoipa::path(context_path = "/api", tag = "policies",
    params(Paging),
    responses((status = 200, body = List<PolicyJson>)))]
#[get("/v1/policies")]
pub fn list(caller: Caller, query: Query<Paging>) -> Answer<List<PolicyJson>> {
    let paging = query.0;
    let user = caller.0;
    let mut policies = user.rulebook.policies.clone();
    let after = paging.after.map(PolicyId);
    policies.retain(|policy| after.is_none_or(|after| policy.id > after));
    policies.sort_by_key(|policy| policy.id);
    let show = |policy| PolicyJson::of(policy, &user);
    Answer::ok(paging.list(policies, |policy| policy.id, show))
}
