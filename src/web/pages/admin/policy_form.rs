//! The form for a policy: what was typed, presets, tiers.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::rules::money::{self, AmountInput};
use crate::rules::policy_draft::{Draft, TierDraft};
use crate::rules::policy_presets::{Preset, presets};
use crate::rules::{Period, PeriodKind};
use crate::web::Failure;
use crate::web::form::Parts;
use crate::web::viewer::SignedIn;

/// Rows for tiers that the page shows.
const TIERS: usize = 6;
const FIELDS: [&str; 14] = [
    "title",
    "legal_basis",
    "mode",
    "period",
    "office",
    "effective_from",
    "effective_until",
    "minimum_amount",
    "minimum_count",
    "grace_days",
    "late_days",
    "holiday_rule",
    "leave_rule",
    "max_amount_per_purchase",
];

/// Reads the form. Rows of tiers that were left blank are left out.
pub fn read(form: &Parts) -> Result<Draft, Failure> {
    let single = (0..TIERS).flat_map(|index| {
        ["grades", "minimum_amount", "minimum_count"].map(|name| format!("tiers.{index}.{name}"))
    });
    let repeated: Vec<_> = (0..TIERS)
        .flat_map(|index| {
            ["position_levels", "employment_types"].map(|name| format!("tiers.{index}.{name}"))
        })
        .collect();
    let single: Vec<_> = single.collect();
    let mut names: Vec<_> = single.iter().map(String::as_str).collect();
    names.extend(FIELDS);
    names.push("action");
    let repeated: Vec<_> = repeated.iter().map(String::as_str).collect();
    form.only(&names, &repeated)?;

    let given = |name: &str| form.filled(name).map(str::to_owned);
    let written = |name: &str| form.filled(name).map(|text| AmountInput::Written(text.into()));
    Ok(Draft {
        title: form.text("title").into(),
        legal_basis: form.text("legal_basis").into(),
        mode: form.text("mode").into(),
        period: form.text("period").into(),
        office: form.text("office").into(),
        effective_from: form.text("effective_from").into(),
        effective_until: given("effective_until"),
        minimum_amount: written("minimum_amount"),
        minimum_count: given("minimum_count"),
        tiers: (0..TIERS).filter_map(|index| tier(form, &format!("tiers.{index}"))).collect(),
        holiday_rule: given("holiday_rule"),
        leave_rule: given("leave_rule"),
        grace_days: given("grace_days"),
        late_days: given("late_days"),
        max_amount_per_purchase: written("max_amount_per_purchase"),
    })
}

fn tier(form: &Parts, at: &str) -> Option<TierDraft> {
    let field = |name: &str| format!("{at}.{name}");
    let grades = form.text(&field("grades")).split(',').map(str::trim);
    let amount = form.filled(&field("minimum_amount"));
    let tier = TierDraft {
        position_levels: form.all(&field("position_levels")).to_vec(),
        grades: grades.filter(|grade| !grade.is_empty()).map(str::to_owned).collect(),
        employment_types: form.all(&field("employment_types")).to_vec(),
        minimum_amount: amount.map(|text| AmountInput::Written(text.into())),
        minimum_count: form.filled(&field("minimum_count")).map(str::to_owned),
    };
    let blank = tier.position_levels.is_empty()
        && tier.grades.is_empty()
        && tier.employment_types.is_empty()
        && tier.minimum_amount.is_none();
    (!blank).then_some(tier)
}

/// What was typed, as the form shows it again; tiers by the places that their faults name.
pub fn typed(form: &Parts, draft: &Draft) -> Value {
    let mut typed = form.typed();
    typed["tiers"] = draft.tiers.iter().map(shown_tier).collect();
    typed
}

fn shown_tier(tier: &TierDraft) -> Value {
    json!({
        "position_levels": tier.position_levels,
        "grades": tier.grades.join(", "),
        "employment_types": tier.employment_types,
        "minimum_amount": tier.minimum_amount.as_ref().map(as_typed).unwrap_or_default(),
        "minimum_count": tier.minimum_count.as_deref().unwrap_or("0"),
    })
}

fn as_typed(amount: &AmountInput) -> String {
    match amount {
        AmountInput::Written(text) => text.clone(),
        AmountInput::Rupiah(amount) => grouped(*amount),
    }
}

/// `100.000`, as it is read back.
fn grouped(amount: i64) -> String {
    money::group(amount.unsigned_abs(), '.')
}

/// The form to begin with: a preset, or what most districts ask.
pub fn blank(me: &SignedIn, preset: Option<&str>) -> Value {
    let chosen = presets().into_iter().find(|known| preset == Some(known.key));
    let chosen = chosen.unwrap_or(Preset {
        key: "",
        mode: crate::rules::Mode::Mandatory,
        period: PeriodKind::Week,
        minimum_amount: 100_000,
        tiers: Vec::new(),
    });
    let tiers = chosen.tiers.iter().map(|tier| TierDraft {
        position_levels: tier.position_levels.clone(),
        minimum_amount: Some(AmountInput::Rupiah(tier.minimum_amount)),
        ..TierDraft::default()
    });
    json!({
        "title": "",
        "legal_basis": "",
        "mode": chosen.mode,
        "period": chosen.period,
        "office": me.rulebook.offices.roots().next().map(|root| &root.code),
        "effective_from": first_day(me, chosen.period),
        "effective_until": "",
        "minimum_amount": grouped(chosen.minimum_amount),
        "minimum_count": "0",
        "holiday_rule": "full",
        "leave_rule": "full",
        "grace_days": "3",
        "late_days": "30",
        "max_amount_per_purchase": "10.000.000",
        "tiers": tiers.map(|tier| shown_tier(&tier)).collect::<Vec<_>>(),
    })
}

/// The next period's first day; for a week that would cut a governed month in two, the next
/// month's (rules.md §2).
fn first_day(me: &SignedIn, kind: PeriodKind) -> NaiveDate {
    proposal(me, kind).unwrap_or_else(|| Period::of(kind, me.today).next().start)
}

/// The first of the next month, if a monthly policy governs the root now and a weekly one is added.
pub fn proposal(me: &SignedIn, kind: PeriodKind) -> Option<NaiveDate> {
    let root = me.rulebook.offices.roots().next()?.id;
    let month = Period::month_of(me.today);
    let rulebook = &me.rulebook;
    let governing =
        crate::rules::policy::governing(&rulebook.policies, &rulebook.offices, root, &month);
    (kind == PeriodKind::Week && governing.is_some()).then(|| month.next().start)
}
