//! Quota policies: listed, tried out, added.

use chrono::NaiveDate;
use rocket::{get, post};
use serde_json::{Value, json};

use super::{Desk, choices, office_name, policy_form};
use crate::rules::problem::Shown;
use crate::rules::{PeriodKind, Policy};
use crate::web::Failure;
use crate::web::form::Form;
use crate::web::page::{Answer, Page};
use crate::web::viewer::SignedIn;
use crate::workflows::preview_policy::Preview;
use crate::workflows::{add_policy, preview_policy};

#[get("/admin/kebijakan")]
pub fn list(desk: Desk<'_>) -> Page {
    let me = &desk.me;
    let mut policies: Vec<_> = me.rulebook.policies.iter().collect();
    policies.sort_by_key(|policy| std::cmp::Reverse((policy.effective_from, policy.id)));
    let shown: Vec<_> = policies.into_iter().map(|policy| shown(policy, me)).collect();
    desk.page("admin/policies/index.html", json!({ "policies": shown }))
}

fn shown(policy: &Policy, me: &SignedIn) -> Value {
    let tiers = policy.tiers.iter().map(|tier| {
        json!({
            "position_levels": tier.position_levels,
            "grades": tier.grades,
            "employment_types": tier.employment_types,
            "minimum_amount": tier.minimum_amount,
            "minimum_count": tier.minimum_count,
        })
    });
    json!({
        "id": policy.id,
        "title": policy.title,
        "legal_basis": policy.legal_basis,
        "state": state(policy, me),
        "mode": policy.mode,
        "period": policy.period,
        "office": office_name(&me.rulebook.offices, Some(policy.office)),
        "effective_from": policy.effective_from,
        "effective_until": policy.effective_until,
        "minimum_amount": policy.minimum_amount,
        "minimum_count": policy.minimum_count,
        "tiers": tiers.collect::<Vec<_>>(),
        "holiday_rule": policy.holiday_rule,
        "leave_rule": policy.leave_rule,
        "grace_days": policy.grace_days,
        "late_days": policy.late_days,
        "max_amount_per_purchase": policy.max_amount_per_purchase,
    })
}

/// Whether a policy is to come, in force, or over: by its days, or because another followed.
fn state(policy: &Policy, me: &SignedIn) -> &'static str {
    let begun = |policy: &Policy| policy.effective_from <= me.today;
    let lasts = policy.effective_until.is_none_or(|until| me.today <= until);
    let followed = me.rulebook.policies.iter().any(|other| {
        other.office == policy.office
            && begun(other)
            && other.effective_until.is_none_or(|until| me.today <= until)
            && (other.effective_from, other.id) > (policy.effective_from, policy.id)
    });
    match begun(policy) {
        false => "coming",
        true if lasts && !followed => "current",
        true => "past",
    }
}

#[get("/admin/kebijakan/baru?<contoh>")]
pub fn new(contoh: Option<&str>, desk: Desk<'_>) -> Page {
    let form = policy_form::blank(&desk.me, contoh);
    let weekly = form["period"] == PeriodKind::Week.name();
    let proposal = if weekly { policy_form::proposal(&desk.me, PeriodKind::Week) } else { None };
    page(&desk, &form, proposal, Value::Null)
}

fn page(desk: &Desk<'_>, form: &Value, proposal: Option<NaiveDate>, preview: Value) -> Page {
    let offices = choices(desk.offices());
    let own = json!({ "offices": offices, "proposal": proposal, "preview": preview, "form": form });
    desk.page("admin/policies/new.html", own)
}

/// Adds a policy, or shows what it would have asked.
#[post("/admin/kebijakan", data = "<form>")]
pub async fn add(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, store) = (&desk.me, desk.store());
    let draft = policy_form::read(&form.0)?;
    let typed = policy_form::typed(&form.0, &draft);
    let outcome = if form.0.text("action") == "preview" {
        match preview_policy::preview(store, &me.by(), &draft, me.now).await {
            Ok(preview) => {
                let (proposal, figures) = previewed(&preview);
                return Ok(Answer::page(page(&desk, &typed, proposal, figures)));
            }
            Err(refused) => Err(refused),
        }
    } else {
        add_policy::add(store, &me.by(), draft, me.now).await.map(|_| "/admin/kebijakan")
    };
    let again = async { Ok(page(&desk, &typed, None, Value::Null)) };
    desk.finish(outcome, "flash-policy-added", again).await
}

/// The better day to start, if there is one, and the figures of the policy's office.
fn previewed(preview: &Preview) -> (Option<NaiveDate>, Value) {
    let replaces = preview.warnings.iter().find(|warning| warning.code == "replaces-monthly");
    let proposal = replaces.and_then(|warning| match warning.args.first() {
        Some((_, Shown::Date(date))) => Some(*date),
        _ => None,
    });
    let figures = preview.offices.first().map_or(Value::Null, |(_, figures)| {
        json!({
            "headcount": figures.headcount,
            "kind": preview.period.kind,
            "start": preview.period.start,
            "met": figures.met + figures.met_late,
            "short": figures.short,
            "exempt": figures.exempt,
        })
    });
    (proposal, figures)
}
