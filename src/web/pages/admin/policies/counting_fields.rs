//! The fields of a policy that say which days and sellers count.

use crate::rules::{CountsOn, seller_class};
use crate::web::input::parts::Parts;
use crate::web::views::form_values::FormValues;
use crate::web::views::policies::{DayValues, NthValues};

/// A number that cannot be is one that the rules refuse.
fn small<T: std::str::FromStr + Default>(text: &str) -> T {
    text.trim().parse().unwrap_or_default()
}

/// Days that count, as the fields name them.
pub fn counts_on(form: &Parts) -> Vec<CountsOn> {
    let weekdays: Vec<u8> = form.all("weekdays").iter().map(|text| small(text)).collect();
    let month_days: Vec<u8> =
        split_list(form.text("month_days")).iter().map(|t| small(t)).collect();
    let mut found = Vec::new();
    if !weekdays.is_empty() {
        found.push(CountsOn::Weekdays(weekdays));
    }
    if !month_days.is_empty() {
        found.push(CountsOn::MonthDays(month_days));
    }
    for (nth, weekday) in form.all("nth").iter().zip(form.all("nth_weekday")) {
        if !nth.is_empty() {
            found.push(CountsOn::NthWeekday { nth: small(nth), weekday: small(weekday) });
        }
    }
    if form.is_checked("twin_dates") {
        found.push(CountsOn::TwinDates(true));
    }
    found
}

/// Those of the list, and programmes by their codes.
pub fn classes(form: &Parts) -> Vec<String> {
    [form.all("seller_classes").to_vec(), split_list(form.text("programmes"))].concat()
}

/// `a, b`
pub fn split_list(text: &str) -> Vec<String> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

pub fn day_values(rules: &[CountsOn]) -> DayValues {
    let mut values = DayValues::default();
    for rule in rules {
        match rule {
            CountsOn::Weekdays(list) => values.weekdays.extend_from_slice(list),
            CountsOn::MonthDays(_) | CountsOn::TwinDates(_) => {}
            CountsOn::NthWeekday { nth, weekday } => {
                values.nth.push(NthValues { nth: nth.to_string(), weekday: weekday.to_string() });
            }
        }
    }
    // One more to fill in.
    values.nth.push(NthValues::default());
    values
}

/// The fields of one value that days and sellers have.
pub fn with_counting(values: FormValues, rules: &[CountsOn], classes: &[String]) -> FormValues {
    let month_days = rules.iter().filter_map(|rule| match rule {
        CountsOn::MonthDays(list) => Some(list),
        _ => None,
    });
    let month_days: Vec<String> = month_days.flatten().map(u8::to_string).collect();
    let twin = rules.iter().any(|rule| matches!(rule, CountsOn::TwinDates(_)));
    let programmes: Vec<&str> =
        classes.iter().map(String::as_str).filter(|one| !is_known(one)).collect();
    values
        .with("month_days", month_days.join(", "))
        .with("twin_dates", if twin { "1" } else { "" })
        .with("programmes", programmes.join(", "))
}

fn is_known(class: &str) -> bool {
    seller_class::KNOWN.contains(&class)
}

pub fn known(classes: &[String]) -> Vec<String> {
    classes.iter().filter(|class| is_known(class)).cloned().collect()
}
