//! What was asked and how it was answered, counted for `/metrics`.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Upper ends of the spans in which latencies are counted, in seconds and as they are written.
pub const SPANS: [(f64, &str); 7] = [
    (0.005, "0.005"),
    (0.025, "0.025"),
    (0.1, "0.1"),
    (0.25, "0.25"),
    (1.0, "1"),
    (5.0, "5"),
    (f64::INFINITY, "+Inf"),
];

#[derive(Default)]
pub struct Metrics(Mutex<Counted>);

#[derive(Default)]
pub struct Counted {
    /// By method and route as it is mounted.
    pub routes: BTreeMap<(String, String), RouteCounts>,
    /// Answers of 400 and above, by status.
    pub refusals: BTreeMap<u16, u64>,
}

#[derive(Clone, Default)]
pub struct RouteCounts {
    /// By the first digit of the status: 1 to 5.
    pub classes: [u64; 5],
    /// By span, each answer in the first that it fits.
    pub spans: [u64; SPANS.len()],
    pub seconds: f64,
}

impl Metrics {
    pub fn counted(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn count(&self, method: &str, route: &str, status: u16, seconds: f64) {
        let mut counted = self.counted();
        let key = (method.to_owned(), route.to_owned());
        let counts = counted.routes.entry(key).or_default();
        if let Some(class) = counts.classes.get_mut(usize::from(status / 100).wrapping_sub(1)) {
            *class += 1;
        }
        let span = SPANS.iter().position(|(end, _)| seconds <= *end).unwrap_or(SPANS.len() - 1);
        counts.spans[span] += 1;
        counts.seconds += seconds;
        if status >= 400 {
            *counted.refusals.entry(status).or_default() += 1;
        }
    }
}
