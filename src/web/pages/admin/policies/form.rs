//! The form for a policy: what was typed, presets, tiers.

use chrono::NaiveDate;

use super::counting_fields::{classes, counts_on, day_values, known, split_list, with_counting};
use super::reminder_fields;
use super::tier_moves::Move;
use crate::rules::language::Language;
use crate::rules::money::{self, AmountInput};
use crate::rules::policy::DEFAULT_MAX_AMOUNT_PER_PURCHASE;
use crate::rules::policy_draft::{Draft, MOST_TIERS, TierDraft};
use crate::rules::policy_presets::{Preset, presets};
use crate::rules::{Mode, Percent, Period, PeriodKind, Policy, Tier};
use crate::text::{self, Arg};
use crate::web::HttpError;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::parts::Parts;
use crate::web::views::form_values::FormValues;
use crate::web::views::policies::{PolicyForm, TierValues};

const FIELDS: [&str; 18] = [
    "title",
    "legal_basis",
    "mode",
    "period",
    "office",
    "effective_from",
    "effective_until",
    "minimum_amount",
    "minimum_percent",
    "minimum_count",
    "month_days",
    "twin_dates",
    "programmes",
    "grace_days",
    "late_days",
    "holiday_rule",
    "leave_rule",
    "max_amount_per_purchase",
];

/// Reads the form. Rows of tiers that were left blank are left out.
pub fn read(form: &Parts, language: Language) -> Result<Draft, HttpError> {
    let single = (0..MOST_TIERS).flat_map(|index| {
        ["grades", "minimum_amount", "minimum_percent", "minimum_count"]
            .map(|name| format!("tiers.{index}.{name}"))
    });
    let repeated: Vec<_> = (0..MOST_TIERS)
        .flat_map(|index| {
            ["position_levels", "employment_types"].map(|name| format!("tiers.{index}.{name}"))
        })
        .collect();
    let single: Vec<_> = single.collect();
    let mut names: Vec<_> = single.iter().map(String::as_str).collect();
    names.extend(FIELDS);
    names.extend(reminder_fields::FIELDS);
    names.extend(["action", "kept", "confirm", "rows"]);
    let mut repeated: Vec<_> = repeated.iter().map(String::as_str).collect();
    // Refuses the file under any other name.
    repeated.extend(["document", "weekdays", "nth", "nth_weekday", "seller_classes"]);
    form.only(&names, &repeated)?;

    let given = |name: &str| form.filled(name).map(str::to_owned);
    let written =
        |name: &str| form.filled(name).map(|text| AmountInput::Written(text.into(), language));
    Ok(Draft {
        title: form.text("title").into(),
        legal_basis: form.text("legal_basis").into(),
        mode: form.text("mode").into(),
        period: form.text("period").into(),
        office: form.text("office").into(),
        effective_from: form.text("effective_from").into(),
        effective_until: given("effective_until"),
        minimum_amount: written("minimum_amount"),
        minimum_percent: given("minimum_percent"),
        minimum_count: given("minimum_count"),
        counts_on: counts_on(form),
        seller_classes: classes(form),
        tiers: rows(form, language).into_iter().filter(|tier| !is_blank(tier)).collect(),
        holiday_rule: given("holiday_rule"),
        leave_rule: given("leave_rule"),
        grace_days: given("grace_days"),
        late_days: given("late_days"),
        max_amount_per_purchase: written("max_amount_per_purchase"),
        reminders: reminder_fields::read(form),
        confirm: form.is_checked("confirm"),
    })
}

/// Every row of the table, those that are still blank, too.
fn rows(form: &Parts, language: Language) -> Vec<TierDraft> {
    let rows_before = form.text("rows").parse().unwrap_or(MOST_TIERS);
    (0..MOST_TIERS.min(rows_before))
        .map(|index| tier(form, language, &format!("tiers.{index}")))
        .collect()
}

fn tier(form: &Parts, language: Language, at: &str) -> TierDraft {
    let field = |name: &str| format!("{at}.{name}");
    let count = form.filled(&field("minimum_count"));
    let percent = form.filled(&field("minimum_percent"));
    // Who is asked nothing is said by a 0, not by an empty field.
    let asks_else = percent.is_some() || count.is_some_and(|count| count != "0");
    let amount = form.filled(&field("minimum_amount")).or((!asks_else).then_some(""));
    TierDraft {
        position_levels: form.all(&field("position_levels")).to_vec(),
        grades: split_list(form.text(&field("grades"))),
        employment_types: form.all(&field("employment_types")).to_vec(),
        minimum_amount: amount.map(|text| AmountInput::Written(text.into(), language)),
        minimum_percent: percent.map(str::to_owned),
        minimum_count: count.map(str::to_owned),
    }
}

fn is_blank(tier: &TierDraft) -> bool {
    tier.position_levels.is_empty()
        && tier.grades.is_empty()
        && tier.employment_types.is_empty()
        && tier.minimum_percent.is_none()
        && tier.minimum_amount.as_ref().is_none_or(is_empty)
}

/// The form again, with its rows moved and all else as it was.
pub fn with_moved_tiers(form: &Parts, by: Move, language: Language) -> PolicyForm {
    let reordered = by.apply(rows(form, language));
    let tiers = reordered.iter().map(|tier| tier_values(tier, language)).collect();
    let (days, classes) = (day_values(&counts_on(form)), known(&classes(form)));
    PolicyForm { values: form.values(), days, classes, tiers }
}

/// What was typed, as the form shows it again; tiers by the places that their faults name.
pub fn form_values(form: &Parts, draft: &Draft, language: Language) -> PolicyForm {
    let tiers = draft.tiers.iter().map(|tier| tier_values(tier, language)).collect();
    let (days, classes) = (day_values(&draft.counts_on), known(&draft.seller_classes));
    PolicyForm { values: form.values(), days, classes, tiers }
}

fn tier_values(tier: &TierDraft, language: Language) -> TierValues {
    let amount = tier.minimum_amount.as_ref().map(|amount| as_typed(amount, language));
    TierValues {
        position_levels: tier.position_levels.clone(),
        grades: tier.grades.join(", "),
        employment_types: tier.employment_types.clone(),
        minimum_amount: amount.unwrap_or_default(),
        minimum_percent: tier.minimum_percent.clone().unwrap_or_default(),
        minimum_count: tier.minimum_count.clone().unwrap_or_else(|| "0".to_owned()),
    }
}

fn is_empty(amount: &AmountInput) -> bool {
    matches!(amount, AmountInput::Written(text, _) if text.is_empty())
}

fn as_typed(amount: &AmountInput, language: Language) -> String {
    match amount {
        AmountInput::Written(text, _) => text.clone(),
        AmountInput::Rupiah(amount) => money::form_amount(*amount, language),
    }
}

/// `2,5`, as it is read back.
fn form_percent(share: Percent) -> String {
    share.written(',')
}

/// The form to begin with: a preset, or what most districts ask.
pub fn blank(user: &SignedIn, preset: Option<&str>) -> PolicyForm {
    let chosen = presets().into_iter().find(|known| preset == Some(known.key));
    let chosen = chosen.unwrap_or(Preset {
        key: "",
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        minimum_amount: 100_000,
        minimum_percent: None,
        minimum_count: 0,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: Vec::new(),
    });
    let (root, defaults) = (user.rulebook.offices.roots().next(), &user.settings.policy_defaults);
    let title = root.map(|root| {
        let institution = [("institution", Arg::from(&root.name))];
        text::text_with(user.language, "policy-title-proposed", &institution)
    });
    let values = FormValues::default()
        .with_some("title", title)
        .with("mode", chosen.mode.name())
        .with("period", chosen.period.name())
        .with_some("office", root.map(|root| &root.code))
        .with("effective_from", first_day(user, chosen.period))
        .with("minimum_amount", money::form_amount(chosen.minimum_amount, user.language))
        .with_some("minimum_percent", chosen.minimum_percent.map(form_percent))
        .with("minimum_count", chosen.minimum_count)
        .with("holiday_rule", "full")
        .with("leave_rule", "full")
        .with("grace_days", defaults.grace_days)
        .with("late_days", defaults.late_days)
        .with(
            "max_amount_per_purchase",
            money::form_amount(DEFAULT_MAX_AMOUNT_PER_PURCHASE, user.language),
        )
        .overlaid(reminder_fields::values(defaults.reminders));
    PolicyForm {
        values: with_counting(values, &chosen.counts_on, &chosen.seller_classes),
        days: day_values(&chosen.counts_on),
        classes: known(&chosen.seller_classes),
        tiers: chosen.tiers.iter().map(|tier| written(tier, user.language)).collect(),
    }
}

/// The form to begin with when a policy is to be replaced: as it is, from the next period on.
pub fn copied(user: &SignedIn, policy: &Policy) -> PolicyForm {
    let office = user.rulebook.offices.get(policy.office);
    let next = Period::of(policy.period, user.today).next().start;
    let values = FormValues::default()
        .with("title", &policy.title)
        .with("legal_basis", &policy.legal_basis)
        .with("mode", policy.mode.name())
        .with("period", policy.period.name())
        .with_some("office", office.map(|office| &office.code))
        .with("effective_from", next.max(policy.effective_from))
        .with("minimum_amount", money::form_amount(policy.minimum_amount, user.language))
        .with_some("minimum_percent", policy.minimum_percent.map(form_percent))
        .with("minimum_count", policy.minimum_count)
        .with("holiday_rule", policy.holiday_rule.name())
        .with("leave_rule", policy.leave_rule.name())
        .with("grace_days", policy.grace_days)
        .with("late_days", policy.late_days)
        .with(
            "max_amount_per_purchase",
            money::form_amount(policy.max_amount_per_purchase, user.language),
        )
        .overlaid(reminder_fields::values(policy.reminders));
    PolicyForm {
        values: with_counting(values, &policy.counts_on, &policy.seller_classes),
        days: day_values(&policy.counts_on),
        classes: known(&policy.seller_classes),
        tiers: policy.tiers.iter().map(|tier| written(tier, user.language)).collect(),
    }
}

/// A tier as somebody would have typed it.
fn written(tier: &Tier, language: Language) -> TierValues {
    let draft = TierDraft {
        position_levels: tier.position_levels.clone(),
        grades: tier.grades.clone(),
        employment_types: tier.employment_types.iter().map(|one| one.name().into()).collect(),
        minimum_amount: Some(AmountInput::Rupiah(tier.minimum_amount)),
        minimum_percent: tier.minimum_percent.map(form_percent),
        minimum_count: Some(tier.minimum_count.to_string()),
    };
    tier_values(&draft, language)
}

/// The next period's first day; for a week that would cut a governed month in two, the next
/// month's (rules.md §2).
fn first_day(user: &SignedIn, kind: PeriodKind) -> NaiveDate {
    let next = Period::of(kind, user.today).next().start;
    let rulebook = &user.rulebook;
    let month = Period::month_of(next);
    let monthly = rulebook.offices.roots().next().is_some_and(|root| {
        let found =
            crate::rules::policy::governing(&rulebook.policies, &rulebook.offices, root.id, &month);
        found.is_some()
    });
    if kind == PeriodKind::Week && monthly && next != month.start {
        month.next().start
    } else {
        next
    }
}
