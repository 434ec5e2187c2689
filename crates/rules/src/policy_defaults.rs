//! What the installation proposes for new policies (rules.md §§2 and 10). Policies that are there
//! already keep what they were added with.

use serde::{Deserialize, Serialize};

use super::Reminders;
use super::policy::{DEFAULT_GRACE_DAYS, DEFAULT_LATE_DAYS};
use super::policy_draft::Draft;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyDefaults {
    pub grace_days: u32,
    pub late_days: u32,
    pub reminders: Reminders,
}

impl Default for PolicyDefaults {
    fn default() -> Self {
        Self {
            grace_days: DEFAULT_GRACE_DAYS,
            late_days: DEFAULT_LATE_DAYS,
            reminders: Reminders::default(),
        }
    }
}

impl PolicyDefaults {
    /// The draft with these days and reminders where it leaves them out.
    #[must_use]
    pub fn fill(&self, mut draft: Draft) -> Draft {
        let blank =
            |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        if blank(&draft.grace_days) {
            draft.grace_days = Some(self.grace_days.to_string());
        }
        if blank(&draft.late_days) {
            draft.late_days = Some(self.late_days.to_string());
        }
        draft.reminders.complete(self.reminders);
        draft
    }
}
