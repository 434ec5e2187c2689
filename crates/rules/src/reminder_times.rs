//! Which reminders there are, and on which days and at which hours they go out (rules.md §10).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::names::named;
use super::problem::{self, Problem, Problems};

named! {
    #[derive(PartialOrd, Ord)]
    pub enum ReminderKind {
        Midweek = "midweek",
        LastCall = "last_call",
        Grace = "grace",
        HeadDigest = "head_digest",
    }
}

/// "Sent only between 06.00 and 20.00 in the zone of the office": from the first of these hours to the
/// end of the last.
pub const OFFICE_HOURS: RangeInclusive<u8> = 6..=19;

/// The most days before the deadline for which a reminder can be planned.
pub const MOST_DAYS_BEFORE: u8 = 14;

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
}

/// When a reminder goes out that is counted from the deadline, and at which hour at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineSlot {
    /// Not at all where false.
    pub on: bool,
    pub days_before: u8,
    pub hour: u8,
}

/// The kinds, days and hours of a policy's reminders (rules.md §10); as it was added with them, so
/// they stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reminders {
    pub midweek: Slot,
    pub last_call: Slot,
    pub grace: DeadlineSlot,
    pub head_digest: Slot,
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            midweek: Slot::at(4, 9),
            last_call: Slot::at(7, 15),
            grace: DeadlineSlot { on: true, days_before: 1, hour: 9 },
            head_digest: Slot::at(1, 8),
        }
    }
}

/// The day of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotDay {
    /// 1 for Monday to 7 for Sunday.
    Weekday(u8),
    /// Days before the deadline.
    BeforeDeadline(u8),
}

/// A slot of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub on: bool,
    pub day: SlotDay,
    pub hour: u8,
}

impl From<Slot> for Times {
    fn from(Slot { on, weekday, hour }: Slot) -> Self {
        Self { on, day: SlotDay::Weekday(weekday), hour }
    }
}

impl From<DeadlineSlot> for Times {
    fn from(DeadlineSlot { on, days_before, hour }: DeadlineSlot) -> Self {
        Self { on, day: SlotDay::BeforeDeadline(days_before), hour }
    }
}

impl Reminders {
    pub fn of(self, kind: ReminderKind) -> Times {
        match kind {
            ReminderKind::Midweek => self.midweek.into(),
            ReminderKind::LastCall => self.last_call.into(),
            ReminderKind::Grace => self.grace.into(),
            ReminderKind::HeadDigest => self.head_digest.into(),
        }
    }
}

/// The day of a slot as it came in, by the name of its field.
pub fn day_field(kind: ReminderKind) -> &'static str {
    match kind {
        ReminderKind::Grace => "days_before",
        _ => "weekday",
    }
}

/// A slot as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotDraft {
    pub on: bool,
    /// A day of the week, or days before the deadline.
    pub day: String,
    pub hour: String,
}

impl SlotDraft {
    /// Its parts are named by the kind: `midweek.weekday` and `midweek.hour`.
    fn check(&self, problems: &mut Problems, kind: ReminderKind) -> Option<(bool, u8, u8)> {
        let mut number = |part: &str, text: &str, range: RangeInclusive<u8>| {
            let field = format!("{}.{part}", kind.name());
            let range = u32::from(*range.start())..=u32::from(*range.end());
            let read = match text.trim() {
                "" => Err(Problem::new(field, "missing")),
                text => problem::whole(&field, Some(text), 0, range),
            };
            problems.take(read).and_then(|number| u8::try_from(number).ok())
        };
        let days = match kind {
            ReminderKind::Grace => 0..=MOST_DAYS_BEFORE,
            _ => 1..=7,
        };
        let day = number(day_field(kind), &self.day, days);
        let hour = number("hour", &self.hour, OFFICE_HOURS);
        Some((self.on, day?, hour?))
    }
}

impl From<Times> for SlotDraft {
    fn from(Times { on, day, hour }: Times) -> Self {
        let (SlotDay::Weekday(day) | SlotDay::BeforeDeadline(day)) = day;
        Self { on, day: day.to_string(), hour: hour.to_string() }
    }
}

/// Reminders as they came in; a kind that is left out is as before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemindersDraft {
    pub midweek: Option<SlotDraft>,
    pub last_call: Option<SlotDraft>,
    pub grace: Option<SlotDraft>,
    pub head_digest: Option<SlotDraft>,
}

impl RemindersDraft {
    pub fn check(&self, problems: &mut Problems, before: Reminders) -> Reminders {
        let mut read = |kind, draft: &Option<SlotDraft>| draft.as_ref()?.check(problems, kind);
        let weekly = |(on, weekday, hour)| Slot { on, weekday, hour };
        let counted = |(on, days_before, hour)| DeadlineSlot { on, days_before, hour };
        Reminders {
            midweek: read(ReminderKind::Midweek, &self.midweek).map_or(before.midweek, weekly),
            last_call: read(ReminderKind::LastCall, &self.last_call)
                .map_or(before.last_call, weekly),
            grace: read(ReminderKind::Grace, &self.grace).map_or(before.grace, counted),
            head_digest: read(ReminderKind::HeadDigest, &self.head_digest)
                .map_or(before.head_digest, weekly),
        }
    }

    /// With these times where a kind is left out.
    pub fn complete(&mut self, times: Reminders) {
        let draft = |kind| SlotDraft::from(times.of(kind));
        self.midweek.get_or_insert_with(|| draft(ReminderKind::Midweek));
        self.last_call.get_or_insert_with(|| draft(ReminderKind::LastCall));
        self.grace.get_or_insert_with(|| draft(ReminderKind::Grace));
        self.head_digest.get_or_insert_with(|| draft(ReminderKind::HeadDigest));
    }
}
