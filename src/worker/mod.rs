//! What happens by itself: the schedule, and the loop that keeps it. Any number of workers may run;
//! what must happen once is held by the database, not by there being one of us.

mod jobs;

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures::FutureExt;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::config::Config;
use crate::files::Storage;
use crate::mail::{MailContext, Mailer};
use crate::rules::Zone;
use crate::store::Store;
use crate::text::{RenderError, templates};

/// The schedule.
const SCHEDULE: [Job; 6] = [
    Job { name: "heartbeat", every: Every::Look, run: |w, now| Box::pin(jobs::heartbeat(w, now)) },
    Job { name: "reminders", every: Every::Look, run: |w, now| Box::pin(jobs::reminders(w, now)) },
    Job { name: "mail", every: Every::Look, run: |w, now| Box::pin(jobs::mail(w, now)) },
    Job { name: "closes", every: Every::Look, run: |w, now| Box::pin(jobs::closes(w, now)) },
    // Before the tidying, which takes the files away.
    Job { name: "retention", every: Every::Night, run: |w, now| Box::pin(jobs::retention(w, now)) },
    Job { name: "tidying", every: Every::Night, run: |w, now| Box::pin(jobs::cleanup(w, now)) },
];

struct Job {
    name: &'static str,
    every: Every,
    run: for<'w> fn(&'w Worker, DateTime<Utc>) -> Running<'w>,
}

enum Every {
    /// Each time that the worker looks (`PEKAN_TICK_SECONDS`).
    Look,
    /// Once a night, at 02.00 WIB or at the first look after it.
    Night,
}

type Running<'w> = Pin<Box<dyn Future<Output = jobs::Outcome> + Send + 'w>>;

pub struct Worker {
    store: Store,
    storage: Storage,
    mail: MailContext,
    clock: Clock,
    /// The night whose jobs were last done; at the start, the one before.
    night: Mutex<NaiveDate>,
    stopping: watch::Sender<bool>,
}

impl Worker {
    /// # Errors
    /// When the templates in the binary do not parse.
    pub fn new(
        config: Arc<Config>,
        store: Store,
        storage: Storage,
        clock: Clock,
        mailer: Mailer,
    ) -> Result<Self, RenderError> {
        let mail = MailContext { mailer, templates: Arc::new(templates()?), config };
        let night = Mutex::new(night_of(clock.now()));
        Ok(Self {
            store: store.patient(),
            storage,
            mail,
            clock,
            night,
            stopping: watch::Sender::new(false),
        })
    }

    /// Looks again and again until `shutdown` resolves; then ends what it is at and returns.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let pause = Duration::from_secs(self.mail.config.tick_seconds);
        let mut stop = self.stopping.subscribe();
        let working = async {
            while !self.is_stopping() {
                self.tick(self.clock.now()).await;
                // Either it is time to look again, or to stop: the loop sees which.
                let _ = tokio::time::timeout(pause, stop.wait_for(|stopping| *stopping)).await;
            }
        };
        let stopping = async {
            shutdown.await;
            self.stopping.send_replace(true);
        };
        tokio::join!(working, stopping);
    }

    /// Runs what is due. A job that fails, or panics, spoils no other and runs again next time.
    pub async fn tick(&self, now: DateTime<Utc>) {
        let tonight = night_of(now);
        let at_night = {
            let mut night = self.night.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *night, tonight) != tonight
        };
        for Job { name, every, run } in &SCHEDULE {
            if matches!(every, Every::Night) && !at_night {
                continue;
            }
            match AssertUnwindSafe(run(self, now)).catch_unwind().await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(job = name, %error, "job failed"),
                Err(_) => tracing::error!(job = name, "job panicked"),
            }
        }
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}

/// A night begins at 02.00 WIB, when the offices sleep.
fn night_of(now: DateTime<Utc>) -> NaiveDate {
    Zone::Wib.date(now - TimeDelta::hours(2))
}
