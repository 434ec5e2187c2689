//! Quota policies: listed, tried out, added.

use chrono::NaiveDate;
use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, choices, mendable, office_name, policy_form};
use crate::rules::problem::Shown;
use crate::rules::{PeriodKind, Policy};
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::preview_policy::Preview;
use crate::workflows::{add_policy, preview_policy};

#[get("/admin/kebijakan")]
pub fn list(me: Administrator, frame: Frame) -> Page {
    let me = me.0;
    let mut policies: Vec<_> = me.rulebook.policies.iter().collect();
    policies.sort_by_key(|policy| std::cmp::Reverse((policy.effective_from, policy.id)));
    let shown: Vec<_> = policies.into_iter().map(|policy| shown(policy, &me)).collect();
    frame.page("admin/policies/index.html", "admin", &me, json!({ "policies": shown }))
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
pub fn new(contoh: Option<&str>, me: Administrator, frame: Frame) -> Page {
    let me = me.0;
    let form = policy_form::blank(&me, contoh);
    let weekly = form["period"] == PeriodKind::Week.name();
    let proposal = if weekly { policy_form::proposal(&me, PeriodKind::Week) } else { None };
    page(&frame, &me, &form, proposal, Value::Null)
}

fn page(
    frame: &Frame,
    me: &SignedIn,
    form: &Value,
    proposal: Option<NaiveDate>,
    preview: Value,
) -> Page {
    let offices = choices(&me.rulebook.offices);
    let own = json!({ "offices": offices, "proposal": proposal, "preview": preview, "form": form });
    frame.page("admin/policies/new.html", "admin", me, own)
}

/// Adds a policy, or shows what it would have asked.
#[post("/admin/kebijakan", data = "<form>")]
pub async fn add(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let me = me.0;
    let draft = policy_form::read(&form.0)?;
    let typed = policy_form::typed(&form.0, &draft);
    let outcome = if form.0.text("action") == "preview" {
        match preview_policy::preview(&pekan.store, &me.by(), &draft, me.now).await {
            Ok(preview) => {
                let (proposal, figures) = previewed(&preview);
                return Ok(Answer::page(page(&frame, &me, &typed, proposal, figures)));
            }
            Err(refused) => Err(refused),
        }
    } else {
        add_policy::add(&pekan.store, &me.by(), draft, me.now).await
    };
    match outcome {
        Ok(_) => {
            leave_flash(cookies, "flash-policy-added");
            Ok(Answer::done("/admin/kebijakan"))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = page(&frame, &me, &typed, None, Value::Null);
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
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
