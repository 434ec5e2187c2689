//! The one place that reads the time. Everything below `web` and `worker` takes `now`.

use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// Starts at an instant and runs on, for demonstrations and tests (`PEKAN_NOW`).
    StartingAt {
        start: DateTime<Utc>,
        since: Instant,
    },
    /// Stands still: the instant of a tick, of a command or of a test.
    At(DateTime<Utc>),
}

impl Clock {
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self::StartingAt { start, since: Instant::now() }
    }

    /// Now, in whole microseconds, which is what both databases keep.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's time")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System => Utc::now(),
            Self::StartingAt { start, since } => *start + since.elapsed(),
            Self::At(instant) => *instant,
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Whether it shows another time than the machine's.
    pub fn is_set(&self) -> bool {
        !matches!(self, Self::System)
    }
}
