//! Which days and sellers a policy counts, and which share it asks, in words.

use crate::rules::{CountsOn, Percent, Policy};
use crate::text::{Arg, Language, class_name, text, text_with};

/// `2,5%`
pub fn percent(language: Language, share: Percent) -> String {
    let point = match language {
        Language::Indonesian => ',',
        Language::English => '.',
    };
    format!("{}%", share.written(point))
}

/// The days that count: `setiap Jumat atau Sabtu terakhir setiap bulan`; none where all do.
pub fn days(language: Language, policy: &Policy) -> Option<String> {
    either(language, policy.counts_on.iter().map(|one| day(language, one)).collect())
}

/// The sellers at which a purchase counts; none where all do.
pub fn classes(language: Language, policy: &Policy) -> Option<String> {
    either(
        language,
        policy.seller_classes.iter().map(|class| class_name(language, class)).collect(),
    )
}

fn day(language: Language, one: &CountsOn) -> String {
    let weekday = |number: u8| text(language, &format!("weekday-{number}"));
    match one {
        CountsOn::Weekdays(list) => {
            let list = list.iter().map(|number| weekday(*number)).collect();
            let named = either(language, list).unwrap_or_default();
            text_with(language, "counts-on-weekdays", &[("days", Arg::from(&named))])
        }
        CountsOn::MonthDays(list) => {
            let list = list.iter().map(u8::to_string).collect();
            let named = either(language, list).unwrap_or_default();
            text_with(language, "counts-on-month_days", &[("days", Arg::from(&named))])
        }
        CountsOn::NthWeekday { nth, weekday: number } => {
            let nth = if *nth < 0 { "last".to_owned() } else { nth.to_string() };
            let (nth, day) = (text(language, &format!("nth-{nth}")), weekday(*number));
            let args = [("nth", Arg::from(&nth)), ("day", Arg::from(&day))];
            text_with(language, "counts-on-nth_weekday", &args)
        }
        CountsOn::TwinDates(_) => text(language, "counts-on-twin_dates"),
    }
}

/// `a, b atau c`.
fn either(language: Language, mut words: Vec<String>) -> Option<String> {
    let last = words.pop()?;
    if words.is_empty() {
        return Some(last);
    }
    Some(format!("{} {} {last}", words.join(", "), text(language, "either-or")))
}
