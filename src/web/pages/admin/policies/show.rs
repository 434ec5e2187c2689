//! Quota policies: listed, on the line of time of an office, ended.

use chrono::NaiveDate;
use rocket::{get, post};

use super::reminder_fields;
use crate::rules::policy_ending::{Draft, earliest_possible};
use crate::rules::policy_state::state;
use crate::rules::policy_timeline::{Span, timeline};
use crate::rules::reminder_times::SlotDay;
use crate::rules::{Mode, Policy, PolicyId, ReminderKind, Tier, Zone};
use crate::text::Language;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::policy_document::{sent, unusable};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::{AdministrationReader, Administrator, SignedInAs};
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::parts::invalid_field;
use crate::web::input::query::{Query, parameters};
use crate::web::input::takes::Document;
use crate::web::input::url_id::UrlId;
use crate::web::pages::admin::{office_choices, office_name};
use crate::web::views::form_values::FormValues;
use crate::web::views::policies::{
    PoliciesPage, PolicyDetails, PolicyPage, ReminderRow, SpanPolicy, SpanRow, SpanState, TierRow,
};
use crate::web::views::policy_words::{self, percent};
use crate::workflows;
use crate::workflows::policies::attach_document;

parameters! {
    pub struct PoliciesQuery {
        /// Whose line of time is shown; the root's where it is left out.
        pub unit: Option<String>,
    }
}

/// All policies, and which of them governs one office when: the root if none is chosen.
#[get("/admin/kebijakan")]
pub fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<PoliciesQuery>,
) -> Result<Page, HttpError> {
    let (user, tree) = (&context.user, context.offices());
    let office = match query.0.unit.as_deref().filter(|code| !code.is_empty()) {
        None => tree.roots().next(),
        Some(code) => Some(user.office_in_sight(code)?),
    };
    let mut policies: Vec<_> = user.rulebook.policies.iter().collect();
    policies.sort_by_key(|policy| std::cmp::Reverse((policy.effective_from, policy.id)));
    let spans = office.map_or(Vec::new(), |one| timeline(&user.rulebook.policies, tree, one.id));
    Ok(context.render(&PoliciesPage {
        policies: policies.into_iter().map(|policy| details(policy, user)).collect(),
        offices: office_choices(tree),
        office: office.map(|office| office.name.clone()),
        spans: spans.iter().map(|span| span_row(span, user.today, user.language)).collect(),
        form: FormValues::default().with_some("unit", office.map(|office| &office.code)),
    }))
}

fn span_row(span: &Span<'_>, today: NaiveDate, language: Language) -> SpanRow {
    let state = match span.to {
        Some(to) if to < today => SpanState::Past,
        _ if today < span.from => SpanState::Coming,
        _ => SpanState::Current,
    };
    let governing = span.weekly.into_iter().chain(span.monthly).map(|policy| SpanPolicy {
        id: policy.id,
        title: policy.title.clone(),
        mode: policy.mode,
        period: policy.period,
        minimum_amount: policy.minimum_amount,
        minimum_percent: policy.minimum_percent.map(|share| percent(language, share)),
        minimum_count: policy.minimum_count,
        tiers: policy.tiers.len(),
    });
    SpanRow {
        from: span.from,
        to: span.to,
        state,
        gap: span.is_gap(),
        overlap: span.is_overlap(),
        policies: governing.collect(),
    }
}

fn details(policy: &Policy, user: &SignedIn) -> PolicyDetails {
    let language = user.language;
    PolicyDetails {
        id: policy.id,
        title: policy.title.clone(),
        legal_basis: policy.legal_basis.clone(),
        document: user.rulebook.documents.contains(&policy.id),
        state: state(policy, &user.rulebook.policies, user.today),
        mode: policy.mode,
        period: policy.period,
        office: office_name(&user.rulebook.offices, Some(policy.office)).map(str::to_owned),
        effective_from: policy.effective_from,
        // One that was withdrawn has no end that means anything.
        effective_until: policy.effective_until.filter(|_| !policy.withdrawn()),
        minimum_amount: policy.minimum_amount,
        minimum_percent: policy.minimum_percent.map(|share| percent(language, share)),
        minimum_count: policy.minimum_count,
        counts_on: policy_words::days(language, policy),
        seller_classes: policy_words::classes(language, policy),
        tiers: policy.tiers.iter().map(|tier| tier_row(tier, language)).collect(),
        holiday_rule: policy.holiday_rule,
        leave_rule: policy.leave_rule,
        grace_days: policy.grace_days,
        late_days: policy.late_days,
        max_amount_per_purchase: policy.max_amount_per_purchase,
        reminders: reminder_rows(policy, user),
    }
}

/// The kinds that go out; an appeal reminds nobody.
fn reminder_rows(policy: &Policy, user: &SignedIn) -> Vec<ReminderRow> {
    let slots = ReminderKind::ALL.into_iter().map(|kind| (kind, policy.reminders.of(kind)));
    let sent = slots.filter(|(_, slot)| slot.on && policy.mode == Mode::Mandatory);
    let rows = sent.map(|(kind, slot)| {
        let (weekday, days_before) = match slot.day {
            SlotDay::Weekday(day) => (Some(day), None),
            SlotDay::BeforeDeadline(days) => (None, Some(days)),
        };
        let hour = reminder_fields::clock(user.language, slot.hour);
        ReminderRow { kind, weekday, days_before, hour }
    });
    rows.collect()
}

fn tier_row(tier: &Tier, language: Language) -> TierRow {
    TierRow {
        position_levels: tier.position_levels.clone(),
        grades: tier.grades.clone(),
        employment_types: tier.employment_types.clone(),
        minimum_amount: tier.minimum_amount,
        minimum_percent: tier.minimum_percent.map(|share| percent(language, share)),
        minimum_count: tier.minimum_count,
    }
}

fn known(user: &SignedIn, id: PolicyId) -> Result<&Policy, HttpError> {
    let found = user.rulebook.policies.iter().find(|policy| policy.id == id);
    found.ok_or_else(HttpError::not_found)
}

/// One policy, with what can still be done: its circular, its end, another in its place.
#[get("/admin/kebijakan/<id>")]
pub fn show(
    id: UrlId<PolicyId>,
    context: Context<'_, AdministrationReader>,
) -> Result<Page, HttpError> {
    page(&context, id.0, FormValues::default())
}

fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    id: PolicyId,
    form: FormValues,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let policy = known(user, id)?;
    let today = Zone::Wit.date(user.now);
    Ok(context.render(&PolicyPage {
        policy: details(policy, user),
        earliest_end: earliest_possible(policy, &user.rulebook.policies, context.offices(), today),
        begun: policy.effective_from <= today,
        form,
    }))
}

/// Ends a policy, or shows the form again.
#[post("/admin/kebijakan/<id>/akhiri", data = "<form>")]
pub async fn end(
    id: UrlId<PolicyId>,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&["until", "reason"], &[])?;
    let draft = Draft { until: form.text("until").into(), reason: form.text("reason").into() };
    let outcome =
        workflows::policies::end(context.store(), &context.user.warrant(), id.0, draft).await;
    let next = outcome.map(|_| format!("/admin/kebijakan/{}", id.0));
    context.finish(next, "flash-policy-ended", async { page(&context, id.0, form.values()) }).await
}

/// Attaches the circular to a policy that has none.
#[post("/admin/kebijakan/<id>/dokumen", data = "<form>")]
pub async fn attach(
    id: UrlId<PolicyId>,
    context: Context<'_, Administrator>,
    mut form: UploadForm<Document>,
) -> Result<Answer, HttpError> {
    known(&context.user, id.0)?;
    form.0.only(&[], &["document"])?;
    let stored = match sent(form.0.take_files()) {
        Err(error) => Err(error),
        Ok(None) => Err(invalid_field("document", "missing")),
        Ok(Some(file)) => {
            context.app.storage.store(file).await.map_err(|refusal| unusable(&refusal))
        }
    };
    let again = async { page(&context, id.0, FormValues::default()) };
    match stored {
        Err(error) if error.problems.is_empty() => Err(error),
        Err(error) => {
            let page = again.await?;
            Ok(Answer::page(page.with_problems(error.status, &error.problems)))
        }
        Ok(stored) => {
            let (store, user) = (context.store(), &context.user);
            let outcome = attach_document::attach(store, &user.warrant(), id.0, &stored).await;
            let next = outcome.map(|()| format!("/admin/kebijakan/{}", id.0));
            context.finish(next, "flash-policy-document", again).await
        }
    }
}
