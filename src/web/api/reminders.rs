//! When reminders go out, in settings and in policies (rules.md §10).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::Reminders;
use crate::rules::reminder_times::{RemindersDraft, Slot, SlotDraft};
use crate::workflows::WorkflowError;

#[derive(Serialize, ToSchema)]
pub struct RemindersJson {
    midweek: SlotJson,
    head_digest: SlotJson,
}

#[derive(Serialize, ToSchema)]
pub struct SlotJson {
    on: bool,
    /// 1 for Monday to 7 for Sunday.
    weekday: u8,
    /// At the office.
    hour: u8,
}

impl From<Slot> for SlotJson {
    fn from(Slot { on, weekday, hour }: Slot) -> Self {
        Self { on, weekday, hour }
    }
}

impl From<Reminders> for RemindersJson {
    fn from(reminders: Reminders) -> Self {
        Self { midweek: reminders.midweek.into(), head_digest: reminders.head_digest.into() }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemindersBody {
    midweek: Option<SlotBody>,
    head_digest: Option<SlotBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotBody {
    on: bool,
    /// 1 for Monday to 7 for Sunday.
    weekday: u32,
    hour: u32,
}

impl From<SlotBody> for SlotDraft {
    fn from(SlotBody { on, weekday, hour }: SlotBody) -> Self {
        Self { on, weekday: weekday.to_string(), hour: hour.to_string() }
    }
}

impl From<RemindersBody> for RemindersDraft {
    fn from(RemindersBody { midweek, head_digest }: RemindersBody) -> Self {
        Self { midweek: midweek.map(Into::into), head_digest: head_digest.map(Into::into) }
    }
}

/// Names faults by where JSON has them: forms have no such object around these fields.
pub fn within_reminders(mut error: WorkflowError) -> WorkflowError {
    if let WorkflowError::Invalid(problems) = &mut error {
        let kinds = ["midweek.", "head_digest."];
        for problem in problems.iter_mut() {
            if kinds.iter().any(|kind| problem.field.starts_with(kind)) {
                problem.field.insert_str(0, "reminders.");
            }
        }
    }
    error
}
