//! Quota policies: listed, on the line of time of an office, ended.

use crate::workflows;
use chrono::NaiveDate;
use rocket::{get, post};
use serde_json::{Value, json};

use super::reminder_fields;
use crate::rules::policy_ending::{self, Draft};
use crate::rules::policy_timeline::{Span, timeline};
use crate::rules::{Mode, Policy, PolicyId, Zone};
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::policy_document::{sent, unusable};
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::multipart::Document;
use crate::web::input::parts::refused;
use crate::web::pages::admin::{Desk, choices, office_name};
use crate::workflows::policies::attach_document;

/// All policies, and which of them governs one office when: the root if none is chosen.
#[get("/admin/kebijakan?<unit>")]
pub fn list(unit: Option<&str>, desk: Desk<'_>) -> Result<Page, Failure> {
    let (me, tree) = (&desk.me, desk.offices());
    let office = match unit.filter(|code| !code.is_empty()) {
        None => tree.roots().next(),
        Some(code) => Some(tree.by_code(code).ok_or_else(Failure::not_found)?),
    };
    let mut policies: Vec<_> = me.rulebook.policies.iter().collect();
    policies.sort_by_key(|policy| std::cmp::Reverse((policy.effective_from, policy.id)));
    let spans = office.map_or(Vec::new(), |one| timeline(&me.rulebook.policies, tree, one.id));
    let own = json!({
        "policies": policies.into_iter().map(|policy| shown(policy, me)).collect::<Vec<_>>(),
        "offices": choices(tree),
        "office": office.map(|office| &office.name),
        "spans": spans.iter().map(|span| shown_span(span, me.today)).collect::<Vec<_>>(),
        "form": { "unit": office.map(|office| &office.code) },
    });
    Ok(desk.page("admin/policies/index.html", own))
}

fn shown_span(span: &Span<'_>, today: NaiveDate) -> Value {
    let state = match span.to {
        Some(to) if to < today => "past",
        _ if today < span.from => "coming",
        _ => "current",
    };
    let governing = span.weekly.into_iter().chain(span.monthly).map(|policy| {
        json!({
            "id": policy.id,
            "title": policy.title,
            "mode": policy.mode,
            "period": policy.period,
            "minimum_amount": policy.minimum_amount,
            "minimum_count": policy.minimum_count,
            "tiers": policy.tiers.len(),
        })
    });
    json!({
        "from": span.from,
        "to": span.to,
        "state": state,
        "gap": span.is_gap(),
        "overlap": span.is_overlap(),
        "policies": governing.collect::<Vec<_>>(),
    })
}

pub fn shown(policy: &Policy, me: &SignedIn) -> Value {
    json!({
        "id": policy.id,
        "title": policy.title,
        "legal_basis": policy.legal_basis,
        "document": me.rulebook.documents.contains(&policy.id),
        "state": state(policy, me),
        "mode": policy.mode,
        "period": policy.period,
        "office": office_name(&me.rulebook.offices, Some(policy.office)),
        "effective_from": policy.effective_from,
        // One that was withdrawn has no end that means anything.
        "effective_until": policy.effective_until.filter(|_| !policy.withdrawn()),
        "minimum_amount": policy.minimum_amount,
        "minimum_count": policy.minimum_count,
        "tiers": policy.tiers.iter().map(shown_tier).collect::<Vec<_>>(),
        "holiday_rule": policy.holiday_rule,
        "leave_rule": policy.leave_rule,
        "grace_days": policy.grace_days,
        "late_days": policy.late_days,
        "max_amount_per_purchase": policy.max_amount_per_purchase,
        "reminders": shown_reminders(policy, me),
    })
}

/// The kinds that go out; an appeal reminds nobody.
fn shown_reminders(policy: &Policy, me: &SignedIn) -> Vec<Value> {
    let slots = policy.reminders.slots().into_iter();
    let sent = slots.filter(|(_, slot)| slot.on && policy.mode == Mode::Mandatory);
    let shown = sent.map(|(kind, slot)| {
        let hour = reminder_fields::clock(me.language, slot.hour);
        json!({ "kind": kind.name(), "weekday": slot.weekday, "hour": hour })
    });
    shown.collect()
}

fn shown_tier(tier: &crate::rules::Tier) -> Value {
    json!({
        "position_levels": tier.position_levels,
        "grades": tier.grades,
        "employment_types": tier.employment_types,
        "minimum_amount": tier.minimum_amount,
        "minimum_count": tier.minimum_count,
    })
}

/// Whether a policy is to come, in force, or over: by its days, or because another followed.
fn state(policy: &Policy, me: &SignedIn) -> &'static str {
    let begun = |policy: &Policy| policy.effective_from <= me.today;
    let lasts = |policy: &Policy| policy.effective_until.is_none_or(|until| me.today <= until);
    let followed = me.rulebook.policies.iter().any(|other| {
        other.office == policy.office
            && begun(other)
            && lasts(other)
            && (other.effective_from, other.id) > (policy.effective_from, policy.id)
    });
    match begun(policy) {
        _ if policy.withdrawn() => "withdrawn",
        false => "coming",
        true if lasts(policy) && !followed => "current",
        true => "past",
    }
}

fn known(me: &SignedIn, id: PolicyId) -> Result<&Policy, Failure> {
    let found = me.rulebook.policies.iter().find(|policy| policy.id == id);
    found.ok_or_else(Failure::not_found)
}

/// One policy, with what can still be done: its circular, its end, another in its place.
#[get("/admin/kebijakan/<id>")]
pub fn show(id: PolicyId, desk: Desk<'_>) -> Result<Page, Failure> {
    page(&desk, id, &json!({}))
}

fn page(desk: &Desk<'_>, id: PolicyId, typed: &Value) -> Result<Page, Failure> {
    let me = &desk.me;
    let policy = known(me, id)?;
    let today = Zone::Wit.date(me.now);
    let earliest = policy_ending::earliest(policy, &me.rulebook.policies, desk.offices(), today);
    let may_end = policy.effective_until.is_none_or(|until| earliest < until);
    let own = json!({
        "policy": shown(policy, me),
        "earliest_end": may_end.then_some(earliest),
        "begun": policy.effective_from <= today,
        "form": typed,
    });
    Ok(desk.page("admin/policies/show.html", own))
}

/// Ends a policy, or shows the form again.
#[post("/admin/kebijakan/<id>/akhiri", data = "<form>")]
pub async fn end(id: PolicyId, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let form = form.0;
    form.only(&["until", "reason"], &[])?;
    let draft = Draft { until: form.text("until").into(), reason: form.text("reason").into() };
    let outcome =
        workflows::policies::end(desk.store(), &desk.me.by(), id, draft, desk.me.now).await;
    let next = outcome.map(|_| format!("/admin/kebijakan/{id}"));
    desk.finish(next, "flash-policy-ended", async { page(&desk, id, &form.typed()) }).await
}

/// Attaches the circular to a policy that has none.
#[post("/admin/kebijakan/<id>/dokumen", data = "<form>")]
pub async fn attach(
    id: PolicyId,
    desk: Desk<'_>,
    mut form: UploadForm<Document>,
) -> Result<Answer, Failure> {
    known(&desk.me, id)?;
    form.0.only(&[], &["document"])?;
    let kept = match sent(form.0.take_files()) {
        Err(refused) => Err(refused),
        Ok(None) => Err(refused("document", "missing")),
        Ok(Some(file)) => desk.pekan.storage.keep(file).await.map_err(|refusal| unusable(&refusal)),
    };
    let again = async { page(&desk, id, &json!({})) };
    match kept {
        Err(refused) if refused.problems.is_empty() => Err(refused),
        Err(refused) => {
            let page = again.await?;
            Ok(Answer::page(page.with_problems(refused.status, &refused.problems)))
        }
        Ok(kept) => {
            let (store, me) = (desk.store(), &desk.me);
            let outcome = attach_document::attach(store, &me.by(), id, &kept, me.now).await;
            let next = outcome.map(|()| format!("/admin/kebijakan/{id}"));
            desk.finish(next, "flash-policy-document", again).await
        }
    }
}
