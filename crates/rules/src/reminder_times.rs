//! Which reminders there are, and on which days and at which hours they go out (rules.md §10).

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::names::named;
use super::problem::{self, Problem, Problems};

named! {
    pub enum ReminderKind {
        Midweek = "midweek",
        LastCall = "last_call",
        Grace = "grace",
        HeadDigest = "head_digest",
    }
}

/// When a reminder goes out: a day of the week, 1 for Monday to 7 for Sunday, and an hour at the
/// office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Not at all where false.
    pub on: bool,
    pub weekday: u8,
    pub hour: u8,
}

impl Slot {
    const fn at(weekday: u8, hour: u8) -> Self {
        Self { on: true, weekday, hour }
    }

    pub fn weekday(self) -> Weekday {
        Weekday::try_from((self.weekday + 6) % 7).unwrap_or(Weekday::Mon)
    }
}

/// The kinds, days and hours of a policy's reminders (rules.md §10); as it was added with them, so
/// they stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    pub midweek: Slot,
    pub head_digest: Slot,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { midweek: Slot::at(4, 9), head_digest: Slot::at(1, 8) }
    }
}

impl Reminders {
    pub fn slots(self) -> [(ReminderKind, Slot); 2] {
        [(ReminderKind::Midweek, self.midweek), (ReminderKind::HeadDigest, self.head_digest)]
    }
}

/// A slot as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotDraft {
    pub on: bool,
    pub weekday: String,
    pub hour: String,
}

impl SlotDraft {
    /// `field` names the kind: its parts are `midweek.weekday` and `midweek.hour`.
    pub fn check(&self, problems: &mut Problems, field: &str) -> Option<Slot> {
        let mut number = |part: &str, text: &str, range: std::ops::RangeInclusive<u32>| {
            let field = format!("{field}.{part}");
            let read = match text.trim() {
                "" => Err(Problem::new(field, "missing")),
                text => problem::whole(&field, Some(text), 0, range),
            };
            problems.take(read).and_then(|number| u8::try_from(number).ok())
        };
        let (weekday, hour) =
            (number("weekday", &self.weekday, 1..=7), number("hour", &self.hour, 0..=23));
        Some(Slot { on: self.on, weekday: weekday?, hour: hour? })
    }
}

impl From<Slot> for SlotDraft {
    fn from(Slot { on, weekday, hour }: Slot) -> Self {
        Self { on, weekday: weekday.to_string(), hour: hour.to_string() }
    }
}

/// Reminders as they came in; a kind that is left out is as before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemindersDraft {
    pub midweek: Option<SlotDraft>,
    pub head_digest: Option<SlotDraft>,
}

impl RemindersDraft {
    pub fn check(&self, problems: &mut Problems, before: Reminders) -> Reminders {
        let mut slot = |field, draft: &Option<SlotDraft>, before| match draft {
            None => before,
            Some(draft) => draft.check(problems, field).unwrap_or(before),
        };
        Reminders {
            midweek: slot("midweek", &self.midweek, before.midweek),
            head_digest: slot("head_digest", &self.head_digest, before.head_digest),
        }
    }
}
