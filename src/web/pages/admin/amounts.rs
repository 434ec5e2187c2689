//! Every form that takes an amount reads it by the language of the page, as the one table says.

use serde::Deserialize;

use super::{new_employee, policies};
use crate::rules::language::Language;
use crate::rules::money::{AmountInput, parse_in};
use crate::web::input::parts::Parts;
use crate::web::pages::purchase_form;

#[derive(Deserialize)]
struct Case {
    text: String,
}

/// What each form makes of an amount that was typed into all of them.
fn read(text: &str, language: Language) -> Vec<(&'static str, Option<AmountInput>)> {
    let fields = [
        "amount",
        "minimum_amount",
        "max_amount_per_purchase",
        "tiers.0.minimum_amount",
        "reference_amount",
    ];
    let mut form = Parts::default();
    for field in fields {
        form.add(field.to_owned(), text.to_owned()).expect("each field once");
    }
    let purchase = purchase_form::draft(&form, language, 1);
    let place = new_employee::place(&form, language);
    let mut policy = Parts::default();
    for field in &fields[1..4] {
        policy.add((*field).to_owned(), text.to_owned()).expect("each field once");
    }
    let policy = policies::form::read(&policy, language).expect("fields of the form");
    vec![
        ("purchase", Some(purchase.amount)),
        ("policy", policy.minimum_amount),
        ("ceiling", policy.max_amount_per_purchase),
        ("tier", policy.tiers.into_iter().next().and_then(|tier| tier.minimum_amount)),
        ("reference", place.reference_amount),
    ]
}

#[test]
fn every_form_reads_the_table_in_either_language() {
    let cases = include_str!("../../../../tests/fixtures/amounts.json");
    let cases: Vec<Case> = serde_json::from_str(cases).unwrap();
    assert!(cases.len() > 90, "{}", cases.len());
    for language in Language::ALL {
        for Case { text } in cases.iter().filter(|case| !case.text.trim().is_empty()) {
            for (form, found) in read(text, language) {
                let found = found.map(|amount| amount.read());
                assert_eq!(found, Some(parse_in(text, language)), "{form}: {text:?}, {language:?}");
            }
        }
    }
}
