//! When reminders go out, in settings and in policies (rules.md §10).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::reminder_times::{DeadlineSlot, RemindersDraft, Slot, SlotDraft};
use crate::rules::{ReminderKind, Reminders};
use crate::workflows::WorkflowError;

#[derive(Serialize, ToSchema)]
pub struct RemindersJson {
    midweek: SlotJson,
    last_call: SlotJson,
    grace: DeadlineSlotJson,
    head_digest: SlotJson,
}

#[derive(Serialize, ToSchema)]
pub struct SlotJson {
    on: bool,
    /// 1 for Monday to 7 for Sunday.
    weekday: u8,
    /// At the office, 6 to 19.
    hour: u8,
}

#[derive(Serialize, ToSchema)]
pub struct DeadlineSlotJson {
    on: bool,
    /// Days before the deadline.
    days_before: u8,
    /// At the office, 6 to 19.
    hour: u8,
}

impl From<Slot> for SlotJson {
    fn from(Slot { on, weekday, hour }: Slot) -> Self {
        Self { on, weekday, hour }
    }
}

impl From<DeadlineSlot> for DeadlineSlotJson {
    fn from(DeadlineSlot { on, days_before, hour }: DeadlineSlot) -> Self {
        Self { on, days_before, hour }
    }
}

impl From<Reminders> for RemindersJson {
    fn from(Reminders { midweek, last_call, grace, head_digest }: Reminders) -> Self {
        Self {
            midweek: midweek.into(),
            last_call: last_call.into(),
            grace: grace.into(),
            head_digest: head_digest.into(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemindersBody {
    midweek: Option<SlotBody>,
    last_call: Option<SlotBody>,
    grace: Option<DeadlineSlotBody>,
    head_digest: Option<SlotBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotBody {
    on: bool,
    /// 1 for Monday to 7 for Sunday.
    weekday: u32,
    /// 6 to 19.
    hour: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineSlotBody {
    on: bool,
    /// Days before the deadline, 0 to 14.
    days_before: u32,
    /// 6 to 19.
    hour: u32,
}

impl From<SlotBody> for SlotDraft {
    fn from(SlotBody { on, weekday, hour }: SlotBody) -> Self {
        Self { on, day: weekday.to_string(), hour: hour.to_string() }
    }
}

impl From<DeadlineSlotBody> for SlotDraft {
    fn from(DeadlineSlotBody { on, days_before, hour }: DeadlineSlotBody) -> Self {
        Self { on, day: days_before.to_string(), hour: hour.to_string() }
    }
}

impl From<RemindersBody> for RemindersDraft {
    fn from(RemindersBody { midweek, last_call, grace, head_digest }: RemindersBody) -> Self {
        Self {
            midweek: midweek.map(Into::into),
            last_call: last_call.map(Into::into),
            grace: grace.map(Into::into),
            head_digest: head_digest.map(Into::into),
        }
    }
}

/// Names faults by where JSON has them: forms have no such object around these fields.
pub fn within_reminders(mut error: WorkflowError) -> WorkflowError {
    if let WorkflowError::Invalid(problems) = &mut error {
        for problem in problems.iter_mut() {
            let kind = problem.field.split_once('.').map(|(kind, _)| kind);
            if kind.and_then(ReminderKind::from_name).is_some() {
                problem.field.insert_str(0, "reminders.");
            }
        }
    }
    error
}
