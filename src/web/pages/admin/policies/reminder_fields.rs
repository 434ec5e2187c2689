//! The fields of reminders, in the settings and in a policy.

use chrono::NaiveDate;

use crate::rules::reminder_times::{OFFICE_HOURS, RemindersDraft, SlotDraft, day_field};
use crate::rules::{ReminderKind, Reminders};
use crate::text::{Language, formats};
use crate::web::input::parts::Parts;
use crate::web::views::form_values::FormValues;
use crate::web::views::settings::HourChoice;

pub const FIELDS: [&str; 12] = [
    "midweek.on",
    "midweek.weekday",
    "midweek.hour",
    "last_call.on",
    "last_call.weekday",
    "last_call.hour",
    "grace.on",
    "grace.days_before",
    "grace.hour",
    "head_digest.on",
    "head_digest.weekday",
    "head_digest.hour",
];

/// Those of them that a browser leaves out when they are not checked.
pub const BOXES: [&str; 4] = ["midweek.on", "last_call.on", "grace.on", "head_digest.on"];

/// What was sent, an unchecked box by its absence; `None` for a kind of which nothing was.
pub fn read(parts: &Parts) -> RemindersDraft {
    let slot = |kind: ReminderKind| {
        let name = |part: &str| format!("{}.{part}", kind.name());
        let day = day_field(kind);
        let sent = ["on", day, "hour"].iter().any(|part| !parts.all(&name(part)).is_empty());
        sent.then(|| SlotDraft {
            on: parts.is_checked(&name("on")),
            day: parts.text(&name(day)).into(),
            hour: parts.text(&name("hour")).into(),
        })
    };
    RemindersDraft {
        midweek: slot(ReminderKind::Midweek),
        last_call: slot(ReminderKind::LastCall),
        grace: slot(ReminderKind::Grace),
        head_digest: slot(ReminderKind::HeadDigest),
    }
}

/// Their values before anything is typed.
pub fn values(reminders: Reminders) -> FormValues {
    let mut values = FormValues::default();
    for kind in ReminderKind::ALL {
        let (name, slot) = (kind.name(), SlotDraft::from(reminders.of(kind)));
        values.set(&format!("{name}.on"), if slot.on { "1" } else { "" });
        values.set(&format!("{name}.{}", day_field(kind)), slot.day);
        values.set(&format!("{name}.hour"), slot.hour);
    }
    values
}

/// The hours at which an office is written to, as a clock shows them, for the list to choose from.
pub fn hours(language: Language) -> Vec<HourChoice> {
    let hours = OFFICE_HOURS
        .map(|hour| HourChoice { value: hour.to_string(), label: clock(language, hour) });
    hours.collect()
}

/// `09.00`
pub fn clock(language: Language, hour: u8) -> String {
    let at = NaiveDate::default().and_hms_opt(hour.into(), 0, 0).unwrap_or_default();
    formats::time(language, at.and_utc().fixed_offset())
}
