//! The event at which something was bought, as far as a purchase names one.

use chrono::NaiveDate;

use crate::rules::event::EventState;
use crate::rules::{EventId, Problem};
use crate::store::events::{self, Event};
use crate::workflows::WorkflowError;

/// Refuses an event that is not there, was cancelled, or was not on that day.
pub(super) fn must_be_on(
    wanted: Option<EventId>,
    found: Option<&Event>,
    day: NaiveDate,
) -> Result<(), WorkflowError> {
    if wanted.is_none() {
        return Ok(());
    }
    let problem = match found {
        None => Problem::new("event", "event-unknown"),
        Some(event) if event.state == EventState::Cancelled => {
            Problem::new("event", "event-cancelled").with("name", &event.name)
        }
        Some(event) if !events::schedule(event).is_on(day) => {
            Problem::new("event", "event-not-that-day").with("name", &event.name).with_date(day)
        }
        Some(_) => return Ok(()),
    };
    Err(WorkflowError::invalid(problem))
}
