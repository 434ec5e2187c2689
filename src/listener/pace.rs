//! How quickly a client sends what it asks.

use std::time::{Duration, Instant};

use super::Limits;

/// How a connection gets on. Instants are given, so that tests need not wait.
pub(super) struct Pace {
    last_progress: Instant,
    asking: Option<Asking>,
    /// A piece of an answer waits for the client to take it.
    answering: bool,
}

/// A client that sends and has had no answer yet.
struct Asking {
    since: Instant,
    /// What was sent beyond the slowest pace, in billionths of a byte. It is bounded above, so that
    /// many bytes at once buy no more silence than [`Limits::idle`].
    ahead: i128,
}

impl Pace {
    /// Of a connection on which nothing has been sent.
    pub fn new(now: Instant) -> Self {
        Self { last_progress: now, asking: None, answering: false }
    }

    /// A request begins, with so many bytes of its head.
    pub fn asks(&mut self, sent: u64, now: Instant) {
        self.last_progress = now;
        self.asking = Some(Asking { since: now, ahead: billionths(sent) });
    }

    /// Since when nothing is under way.
    pub fn idle_since(&self) -> Option<Instant> {
        (self.asking.is_none() && !self.answering).then_some(self.last_progress)
    }

    pub fn sent(&mut self, bytes: u64, now: Instant, limits: &Limits) {
        let asking = self.asking.get_or_insert(Asking { since: now, ahead: 0 });
        // Time counts to the last byte only from the first of this request on.
        let passed = now - self.last_progress.max(asking.since);
        let due = at_slowest(limits, passed);
        asking.ahead =
            (asking.ahead - due + billionths(bytes)).min(at_slowest(limits, limits.idle));
        self.last_progress = now;
    }

    pub fn answers(&mut self) {
        self.answering = true;
    }

    pub fn answered(&mut self, now: Instant) {
        self.last_progress = now;
        self.asking = None;
        self.answering = false;
    }

    /// Whether patience with this connection has ended.
    pub fn is_too_slow(&self, now: Instant, limits: &Limits) -> bool {
        // Who has sent all and waits for the answer is not slow: time counts to the last byte.
        let dribbles = self.asking.as_ref().is_some_and(|asking| {
            let taken = self.last_progress - asking.since;
            (taken > limits.head && asking.ahead < 0) || taken > limits.body
        });
        dribbles || now - self.last_progress > limits.idle
    }
}

fn billionths(bytes: u64) -> i128 {
    i128::from(bytes) * 1_000_000_000
}

/// What the slowest pace sends in that time, in billionths of a byte.
fn at_slowest(limits: &Limits, passed: Duration) -> i128 {
    let nanoseconds = i128::try_from(passed.as_nanos()).unwrap_or(i128::MAX);
    nanoseconds.saturating_mul(i128::from(limits.slowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    /// Whether a client is let go that sends `bytes(second)` at each second, and when.
    fn too_slow_at(seconds: u64, bytes: impl Fn(u64) -> u64) -> Option<u64> {
        let (start, limits) = (Instant::now(), Limits::default());
        let mut pace = Pace::new(start);
        pace.asks(200, start);
        (1..=seconds).find(|second| {
            let now = start + Duration::from_secs(*second);
            let sent = bytes(*second);
            if sent > 0 {
                pace.sent(sent, now, &limits);
            }
            pace.is_too_slow(now, &limits)
        })
    }

    #[test]
    fn many_bytes_at_once_buy_no_silence() {
        let a_byte_now_and_then =
            |second| if second == 1 { 50 * MIB } else { u64::from(second % 50 == 0) };
        assert!(too_slow_at(3600, a_byte_now_and_then).is_some_and(|second| second <= 120));
        assert_eq!(too_slow_at(3600, |second| if second == 1 { 50 * MIB } else { 0 }), Some(62));
    }

    #[test]
    fn a_dribble_is_let_go_after_the_time_of_a_head() {
        assert_eq!(too_slow_at(3600, |_| 1), Some(11));
        assert_eq!(too_slow_at(3600, |_| 400), Some(11));
    }

    #[test]
    fn a_slow_telephone_and_a_gap_in_its_network_are_forgiven() {
        assert_eq!(too_slow_at(500, |_| 5_000), None);
        assert_eq!(
            too_slow_at(300, |second| if (60..100).contains(&second) { 0 } else { 5_000 }),
            None
        );
    }

    #[test]
    fn no_body_takes_longer_than_the_deadline() {
        let deadline = Limits::default().body.as_secs();
        assert_eq!(too_slow_at(10 * deadline, |_| 50_000), Some(deadline + 1));
    }

    #[test]
    fn after_an_answer_time_begins_anew() {
        let (start, limits) = (Instant::now(), Limits::default());
        let mut pace = Pace::new(start);
        pace.asks(200, start);
        let mut now = start;
        pace.answered(now);
        for _ in 0..30 {
            now += Duration::from_secs(50);
            pace.sent(300, now, &limits);
            assert!(!pace.is_too_slow(now, &limits));
            pace.answered(now);
        }
        // Who waits for an answer is not slow before it is idle.
        pace.sent(300, now, &limits);
        assert!(!pace.is_too_slow(now + limits.idle, &limits));
        assert!(pace.is_too_slow(now + limits.idle + Duration::from_secs(1), &limits));
    }
}
