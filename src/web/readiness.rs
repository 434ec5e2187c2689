//! Whether this process can serve, looked at now and then: the words for it name no cause, the log does.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::files::Storage;
use crate::store::{self, Store, settings};
use crate::txn_job;

/// An answer holds for so long, however many ask.
const HOLDS: Duration = Duration::from_secs(1);
/// Between two probes that write to the database. A worker in the same process writes anyway.
const WRITES: Duration = Duration::from_secs(30);
/// Longer than a write waits for its turn.
const PATIENCE: Duration = Duration::from_secs(6);
/// Looks that a worker may miss.
const MISSED: u32 = 3;

pub struct Readiness {
    works: AtomicBool,
    started: Instant,
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    answer: Option<(Instant, Answer)>,
    written: Option<Instant>,
}

/// What is looked at.
pub struct Installation<'a> {
    pub store: &'a Store,
    pub storage: &'a Storage,
    pub now: DateTime<Utc>,
    /// Between two looks of a worker.
    pub tick: Duration,
}

/// What was found, in words for whoever watches.
#[derive(Clone)]
pub struct Answer {
    pub is_ready: bool,
    pub words: String,
}

impl Default for Readiness {
    fn default() -> Self {
        Self { works: AtomicBool::new(false), started: Instant::now(), last: Mutex::default() }
    }
}

impl Readiness {
    /// From now on a worker is at work in this process, and has to look in time.
    pub fn expect_worker(&self) {
        self.works.store(true, Ordering::Relaxed);
    }

    /// Looks, unless somebody has just looked.
    pub async fn answer(&self, on: &Installation<'_>) -> Answer {
        let mut last = self.last.lock().await;
        if on.store.check_writes().is_err() {
            last.answer = None;
        }
        if let Some((at, answer)) = &last.answer
            && at.elapsed() < HOLDS
        {
            return answer.clone();
        }
        let found = self.look(on, &mut last.written).await;
        let answer = match found {
            Ok(words) => Answer { is_ready: true, words },
            Err(words) => Answer { is_ready: false, words: words.into() },
        };
        last.answer = Some((Instant::now(), answer.clone()));
        answer
    }

    async fn look(
        &self,
        on: &Installation<'_>,
        written: &mut Option<Instant>,
    ) -> Result<String, &'static str> {
        let heartbeat = timeout(PATIENCE, settings::get(on.store.reader(), settings::HEARTBEAT));
        let heartbeat = match heartbeat.await {
            Ok(Ok(heartbeat)) => heartbeat,
            Ok(Err(error)) => return Err(said(&error, "database: cannot be read\n")),
            Err(_) => return Err("database: cannot be read\n"),
        };
        on.store.check_writes().map_err(|error| said(&error, CANNOT_BE_WRITTEN))?;
        if written.is_none_or(|at| at.elapsed() > WRITES) {
            *written = None;
            match timeout(PATIENCE, probe(on)).await {
                Ok(Ok(())) => *written = Some(Instant::now()),
                Ok(Err(error)) => return Err(said(&error, CANNOT_BE_WRITTEN)),
                Err(_) => return Err(CANNOT_BE_WRITTEN),
            }
        }
        if let Err(error) = on.storage.check().await {
            tracing::error!(%error, "receipts cannot be stored");
            return Err("storage: receipts cannot be stored\n");
        }
        let works = self.works.load(Ordering::Relaxed);
        if works && is_late(self.started.elapsed(), on.tick, on.now, heartbeat.as_deref()) {
            return Err("worker: has not looked in time\n");
        }
        Ok(format!("ok\nworker: {}\n", heartbeat.as_deref().unwrap_or("never")))
    }
}

/// Whether the worker of a process that has run for a while has missed its looks.
fn is_late(running: Duration, tick: Duration, now: DateTime<Utc>, heartbeat: Option<&str>) -> bool {
    if running < tick * MISSED {
        return false;
    }
    let looked = heartbeat.and_then(|at| at.parse::<DateTime<Utc>>().ok());
    let ago = looked.map(|looked| (now - looked).to_std().unwrap_or_default());
    ago.is_none_or(|ago| ago > tick * MISSED)
}

const CANNOT_BE_WRITTEN: &str = "database: cannot be written\n";

async fn probe(on: &Installation<'_>) -> store::Result<()> {
    let now = on.now.to_rfc3339();
    on.store.write(txn_job!(|txn| settings::put(txn, settings::PROBE, &now).await)).await
}

fn said(error: &store::Error, words: &'static str) -> &'static str {
    tracing::error!(%error, "not ready");
    match error {
        store::Error::Stopped => "database: writes have stopped; see the log\n",
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_late_after_three_looks_that_it_missed() {
        let (tick, now) = (Duration::from_secs(30), "2026-11-26T02:00:00Z".parse().unwrap());
        let late = |running, looked| is_late(Duration::from_secs(running), tick, now, looked);
        assert!(!late(600, Some("2026-11-26T01:58:30Z")));
        assert!(late(600, Some("2026-11-26T01:58:29Z")));
        assert!(late(600, None) && late(600, Some("gestern")));
        assert!(!late(600, Some("2026-11-26T02:10:00Z")), "another node's clock is ahead");
        assert!(!late(80, None) && !late(80, Some("2026-11-20T02:00:00Z")), "it has just begun");
    }
}
