//! What happens by itself: the schedule, and the loop that keeps it. Any number of workers may run;
//! what must happen once is held by the database, not by there being one of us.

mod backups;
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
use crate::{push, webhook};

/// The schedule.
const SCHEDULE: [Job; 13] = [
    Job {
        name: "heartbeat",
        every: Every::Look(Loop::Beat),
        run: |w, now| Box::pin(jobs::heartbeat(w, now)),
    },
    Job {
        name: "reminders",
        every: Every::Look(Loop::Reminders),
        run: |w, now| Box::pin(jobs::reminders(w, now)),
    },
    Job {
        name: "mail",
        every: Every::Look(Loop::Mail),
        run: |w, now| Box::pin(jobs::mail(w, now)),
    },
    Job {
        name: "phones",
        every: Every::Look(Loop::Phones),
        run: |w, now| Box::pin(jobs::phones(w, now)),
    },
    Job {
        name: "webhooks",
        every: Every::Look(Loop::Webhooks),
        run: |w, now| Box::pin(jobs::webhooks(w, now)),
    },
    Job {
        name: "returned mail",
        every: Every::Look(Loop::Reminders),
        run: |w, now| Box::pin(jobs::returned_mail(w, now)),
    },
    Job {
        name: "closes",
        every: Every::Look(Loop::Closes),
        run: |w, now| Box::pin(jobs::closes(w, now)),
    },
    Job {
        name: "publications",
        every: Every::Look(Loop::Closes),
        run: |w, now| Box::pin(jobs::publications(w, now)),
    },
    Job {
        name: "backups",
        every: Every::Look(Loop::Backups),
        run: |w, now| Box::pin(backups::backups(w, now)),
    },
    Job {
        name: "photos",
        every: Every::Look(Loop::Photos),
        run: |w, now| Box::pin(jobs::photos(w, now)),
    },
    Job { name: "leavers", every: Every::Night, run: |w, now| Box::pin(jobs::leavers(w, now)) },
    // Before the tidying, which takes the files away.
    Job { name: "retention", every: Every::Night, run: |w, now| Box::pin(jobs::retention(w, now)) },
    Job { name: "tidying", every: Every::Night, run: |w, now| Box::pin(jobs::cleanup(w, now)) },
];

struct Job {
    name: &'static str,
    every: Every,
    run: for<'w> fn(&'w Worker, DateTime<Utc>) -> Running<'w>,
}

/// What runs beside each other: a mail server that is slow holds up no close.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loop {
    Beat,
    /// And what is done at night.
    Reminders,
    Mail,
    Phones,
    Webhooks,
    Closes,
    Backups,
    Photos,
}

/// Somebody may be waiting for a mail in front of a screen.
const MAIL_PAUSE: Duration = Duration::from_secs(2);

enum Every {
    /// Each time that its loop looks (`PEKAN_TICK_SECONDS`; mail every two seconds).
    Look(Loop),
    /// Once a night, at 02.00 WIB or at the first look after it.
    Night,
}

type Running<'w> = Pin<Box<dyn Future<Output = jobs::Outcome> + Send + 'w>>;

pub struct Worker {
    store: Store,
    storage: Storage,
    mail: MailContext,
    webhooks: webhook::Client,
    phones: push::Client,
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
        let mail = MailContext { mailer, templates: templates()?, config };
        let night = Mutex::new(night_of(clock.now()));
        Ok(Self {
            store: store.patient(),
            storage,
            mail,
            webhooks: webhook::Client::default(),
            phones: push::Client::default(),
            clock,
            night,
            stopping: watch::Sender::new(false),
        })
    }

    /// Looks again and again until `shutdown` resolves; then ends what it is at and returns.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        if let Err(error) = jobs::sweep_temporaries(&self).await {
            tracing::error!(%error, "the temporary folder was not swept");
        }
        let pause = Duration::from_secs(self.mail.config.tick_seconds);
        let working = async {
            tokio::join!(
                self.look_again(Loop::Beat, pause),
                self.look_again(Loop::Reminders, pause),
                self.look_again(Loop::Mail, pause.min(MAIL_PAUSE)),
                self.look_again(Loop::Phones, pause),
                self.look_again(Loop::Webhooks, pause),
                self.look_again(Loop::Closes, pause),
                self.look_again(Loop::Backups, pause),
                self.look_again(Loop::Photos, pause),
            )
        };
        let stopping = async {
            shutdown.await;
            self.stopping.send_replace(true);
        };
        tokio::join!(working, stopping);
    }

    async fn look_again(&self, which: Loop, pause: Duration) {
        let mut stop = self.stopping.subscribe();
        while !self.is_stopping() {
            let now = self.clock.now();
            let is_night = which == Loop::Reminders && self.is_new_night(now);
            let in_loop = |every: &Every| match every {
                Every::Look(of) => *of == which,
                Every::Night => is_night,
            };
            self.run_jobs(now, in_loop).await;
            // Either it is time to look again, or to stop: the loop sees which.
            let _ = tokio::time::timeout(pause, stop.wait_for(|stopping| *stopping)).await;
        }
    }

    /// Runs what is due of all loops, once.
    pub async fn tick(&self, now: DateTime<Utc>) {
        let is_night = self.is_new_night(now);
        self.run_jobs(now, |every| is_night || matches!(every, Every::Look(_))).await;
    }

    fn is_new_night(&self, now: DateTime<Utc>) -> bool {
        let tonight = night_of(now);
        let mut night = self.night.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *night, tonight) != tonight
    }

    /// A job that fails, or panics, spoils no other and runs again next time.
    async fn run_jobs(&self, now: DateTime<Utc>, is_due: impl Fn(&Every) -> bool) {
        for Job { name, run, .. } in SCHEDULE.iter().filter(|job| is_due(&job.every)) {
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
