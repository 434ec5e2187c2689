//! Quota policies: added, listed, never changed.

use chrono::NaiveDate;
use rocket::{State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::money::AmountInput;
use crate::rules::policy_draft::{Draft, TierDraft};
use crate::rules::{Mode, OfficeTree, PeriodKind, Policy, ProrationRule, Tier};
use crate::web::failure::{Told, tell};
use crate::web::json::{Answer, Body, List};
use crate::web::query::Query;
use crate::web::viewer::Caller;
use crate::web::{Failure, Pekan};
use crate::workflows::{add_policy, preview_policy};

#[derive(Serialize, ToSchema)]
pub struct PolicyJson {
    id: i64,
    title: String,
    legal_basis: String,
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
    minimum_count: u32,
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
    /// What to know of a policy that was just added.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    warnings: Option<Vec<Told>>,
}

impl PolicyJson {
    fn of(policy: Policy, tree: &OfficeTree) -> Self {
        Self {
            id: policy.id,
            title: policy.title,
            legal_basis: policy.legal_basis,
            mode: policy.mode,
            period: policy.period,
            office: tree.get(policy.office).map(|office| office.code.clone()),
            effective_from: policy.effective_from,
            effective_until: policy.effective_until,
            minimum_amount: policy.minimum_amount,
            minimum_count: policy.minimum_count,
            tiers: policy.tiers,
            holiday_rule: policy.holiday_rule,
            leave_rule: policy.leave_rule,
            grace_days: policy.grace_days,
            late_days: policy.late_days,
            max_amount_per_purchase: policy.max_amount_per_purchase,
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
    /// Rupiah; may be left out of an appeal.
    minimum_amount: Option<i64>,
    minimum_count: Option<i64>,
    #[serde(default)]
    tiers: Vec<TierBody>,
    /// `full`, the default, or `prorated`.
    holiday_rule: Option<String>,
    leave_rule: Option<String>,
    grace_days: Option<i64>,
    late_days: Option<i64>,
    /// Rupiah.
    max_amount_per_purchase: Option<i64>,
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
    /// Rupiah.
    minimum_amount: i64,
    minimum_count: Option<i64>,
}

impl From<NewPolicy> for Draft {
    fn from(new: NewPolicy) -> Self {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let tiers = new.tiers.into_iter().map(|tier| TierDraft {
            position_levels: tier.position_levels,
            grades: tier.grades,
            employment_types: tier.employment_types,
            minimum_amount: Some(AmountInput::Rupiah(tier.minimum_amount)),
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
            minimum_count: number(new.minimum_count),
            holiday_rule: new.holiday_rule,
            leave_rule: new.leave_rule,
            grace_days: number(new.grace_days),
            late_days: number(new.late_days),
            max_amount_per_purchase: new.max_amount_per_purchase.map(AmountInput::Rupiah),
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
    pekan: &State<Pekan>,
) -> Result<Answer<PolicyJson>, Failure> {
    let me = caller.0;
    let added = add_policy::add(&pekan.store, &me.by(), body.0.into(), me.now).await?;
    let rulebook = pekan.store.rulebook().await?;
    let shown = PolicyJson::of(added.policy, &rulebook.offices);
    let warnings = Some(tell(me.language, &added.warnings));
    Ok(Answer::created(PolicyJson { warnings, ..shown }))
}

#[derive(Serialize, ToSchema)]
pub struct PreviewJson {
    /// The last period whose deadline has passed.
    period: String,
    offices: Vec<PreviewOffice>,
    #[schema(value_type = Vec<Object>)]
    warnings: Vec<Told>,
}

/// How many people would be what, in an office and below it.
#[derive(Serialize, ToSchema)]
pub struct PreviewOffice {
    office: Option<String>,
    headcount: u32,
    obliged: u32,
    exempt: u32,
    met: u32,
    met_late: u32,
    short: u32,
}

/// What a policy would have asked in the last period that is over. Nothing is written.
#[utoipa::path(context_path = "/api", tag = "policies", request_body = NewPolicy,
    responses((status = 200, body = PreviewJson)))]
#[post("/v1/policies/preview", data = "<body>")]
pub async fn preview(
    caller: Caller,
    body: Body<NewPolicy>,
    pekan: &State<Pekan>,
) -> Result<Answer<PreviewJson>, Failure> {
    let me = caller.0;
    let preview = preview_policy::preview(&pekan.store, &me.by(), &body.0.into(), me.now).await?;
    let tree = &me.rulebook.offices;
    let offices = preview.offices.into_iter().map(|(office, figures)| PreviewOffice {
        office: tree.get(office).map(|office| office.code.clone()),
        headcount: figures.headcount,
        obliged: figures.obliged,
        exempt: figures.exempt,
        met: figures.met,
        met_late: figures.met_late,
        short: figures.short,
    });
    Ok(Answer::ok(PreviewJson {
        period: preview.period.label(),
        offices: offices.collect(),
        warnings: tell(me.language, &preview.warnings),
    }))
}

/// All policies, in the order in which they were added. Everybody may read what is asked of them.
#[utoipa::path(context_path = "/api", tag = "policies",
    params(("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<PolicyJson>)))]
#[get("/v1/policies")]
pub fn list(caller: Caller, query: Query) -> Result<Answer<List<PolicyJson>>, Failure> {
    let paging = Paging::read(&query.only(&["limit", "after"])?)?;
    let rulebook = &caller.0.rulebook;
    let mut policies = rulebook.policies.clone();
    policies.retain(|policy| paging.after.is_none_or(|after| policy.id > after));
    policies.sort_by_key(|policy| policy.id);
    let show = |policy| PolicyJson::of(policy, &rulebook.offices);
    Ok(Answer::ok(paging.list(policies, |policy| policy.id, show)))
}
