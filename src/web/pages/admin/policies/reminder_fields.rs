//! The fields of reminders, in the settings and in a policy.

use chrono::NaiveDate;

use crate::rules::Reminders;
use crate::rules::reminder_times::{RemindersDraft, SlotDraft};
use crate::text::{Language, formats};
use crate::web::input::parts::Parts;
use crate::web::views::form_values::FormValues;
use crate::web::views::settings::HourChoice;

pub const FIELDS: [&str; 6] = [
    "midweek.on",
    "midweek.weekday",
    "midweek.hour",
    "head_digest.on",
    "head_digest.weekday",
    "head_digest.hour",
];

/// Those of them that a browser leaves out when they are not checked.
pub const BOXES: [&str; 2] = ["midweek.on", "head_digest.on"];

/// What was sent, an unchecked box by its absence; `None` for a kind of which nothing was.
pub fn read(parts: &Parts) -> RemindersDraft {
    let slot = |kind: &str| {
        let name = |part: &str| format!("{kind}.{part}");
        let sent = ["on", "weekday", "hour"].iter().any(|part| !parts.all(&name(part)).is_empty());
        sent.then(|| SlotDraft {
            on: parts.is_checked(&name("on")),
            weekday: parts.text(&name("weekday")).into(),
            hour: parts.text(&name("hour")).into(),
        })
    };
    RemindersDraft { midweek: slot("midweek"), head_digest: slot("head_digest") }
}

/// Their values before anything is typed.
pub fn values(reminders: Reminders) -> FormValues {
    let mut values = FormValues::default();
    for (kind, slot) in reminders.slots() {
        let kind = kind.name();
        values.set(&format!("{kind}.on"), if slot.on { "1" } else { "" });
        values.set(&format!("{kind}.weekday"), slot.weekday);
        values.set(&format!("{kind}.hour"), slot.hour);
    }
    values
}

/// The hours of a day as a clock shows them, for the list to choose from.
pub fn hours(language: Language) -> Vec<HourChoice> {
    let hours =
        (0..24).map(|hour| HourChoice { value: hour.to_string(), label: clock(language, hour) });
    hours.collect()
}

/// `09.00`
pub fn clock(language: Language, hour: u8) -> String {
    let at = NaiveDate::default().and_hms_opt(hour.into(), 0, 0).unwrap_or_default();
    formats::time(language, at.and_utc().fixed_offset())
}
