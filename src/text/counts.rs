//! Numbers within messages, with their thousands apart.

use fluent_templates::fluent_bundle::FluentValue;

use super::{Language, formats};

/// A number within a message, as the language writes it: `1.257`.
pub fn in_indonesian<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| formats::number(Language::Indonesian, number))
}

pub fn in_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| formats::number(Language::English, number))
}

fn whole(value: &FluentValue<'_>) -> Option<i64> {
    let FluentValue::Number(number) = value else { return None };
    number.as_string().parse().ok()
}
