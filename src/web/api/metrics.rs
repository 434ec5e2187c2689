//! `/metrics`, in the text format of Prometheus: for who asks from this machine itself, or with the key of
//! `PEKAN_METRICS_KEY`.

use std::fmt::{Display, Write};

use chrono::{DateTime, NaiveTime, Utc};
use rocket::http::ContentType;
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, State, get};

use crate::rules::PeriodKind;
use crate::rules::backup::BackupAlarm;
use crate::rules::outage::OutageKind;
use crate::secret;
use crate::store::{bounces, settings, waiting};
use crate::web::answers::http_error::reject;
use crate::web::metrics::SPANS;
use crate::web::request::client_address;
use crate::web::{AppState, HttpError};

/// Somebody who may watch.
pub struct Watcher;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Watcher {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        if has_key(request) || is_here(request) {
            return Outcome::Success(Self);
        }
        Outcome::Error(reject(request, HttpError::forbidden()))
    }
}

fn has_key(request: &Request<'_>) -> bool {
    let Some(app) = request.rocket().state::<AppState>() else { return false };
    let sent = request.headers().get_one("Authorization");
    let sent = sent.and_then(|sent| sent.strip_prefix("Bearer "));
    sent.zip(app.config.metrics_key.as_deref()).is_some_and(|(sent, key)| secret::same(sent, key))
}

/// From this machine, and not through a proxy on it.
fn is_here(request: &Request<'_>) -> bool {
    let forwarded = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"];
    let headers = request.headers();
    client_address(request).is_some_and(|address| address.is_loopback())
        && !forwarded.iter().any(|name| headers.contains(name))
}

#[get("/metrics")]
pub async fn show(
    _watcher: Watcher,
    app: &State<AppState>,
) -> Result<(ContentType, String), HttpError> {
    let mut text = Text::default();
    requests(&mut text, app);
    queues(&mut text, app);
    mail(&mut text, app).await?;
    closes(&mut text, app).await?;
    backups(&mut text, app).await?;
    let kind =
        ContentType::new("text", "plain").with_params([("version", "0.0.4"), ("charset", "utf-8")]);
    Ok((kind, text.0))
}

/// Families of samples, as Prometheus reads them.
#[derive(Default)]
struct Text(String);

impl Text {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        // Writing into a string cannot fail.
        let _ = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        let mut before = '{';
        for (label, text) in labels {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{before}{label}=\"{text}\"");
            before = ',';
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.family(name, "gauge", help);
        self.sample(name, &[], value);
    }

    /// An instant; nothing where there was none.
    fn instant(&mut self, name: &str, help: &str, at: Option<DateTime<Utc>>) {
        self.family(name, "gauge", help);
        if let Some(at) = at {
            self.sample(name, &[], at.timestamp());
        }
    }
}

fn requests(text: &mut Text, app: &AppState) {
    let counted = app.metrics.counted();
    let name = "pekan_requests_total";
    text.family(name, "counter", "Answers by route and class of status.");
    for ((method, route), counts) in &counted.routes {
        for (class, count) in (1..).zip(counts.classes).filter(|(_, count)| *count > 0) {
            let class = format!("{class}xx");
            let labels = [("method", method.as_str()), ("route", route), ("class", &class)];
            text.sample(name, &labels, count);
        }
    }
    let name = "pekan_request_seconds";
    text.family(name, "histogram", "Time until the head of the answer, by route.");
    for ((method, route), counts) in &counted.routes {
        let labels = [("method", method.as_str()), ("route", route)];
        let mut below = 0;
        for ((_, end), count) in SPANS.iter().zip(counts.spans) {
            below += count;
            let labels = [labels[0], labels[1], ("le", end)];
            text.sample("pekan_request_seconds_bucket", &labels, below);
        }
        text.sample("pekan_request_seconds_sum", &labels, counts.seconds);
        text.sample("pekan_request_seconds_count", &labels, below);
    }
    let name = "pekan_refusals_total";
    text.family(name, "counter", "Answers of 400 and above, by status.");
    for (status, count) in &counted.refusals {
        text.sample(name, &[("status", &status.to_string())], count);
    }
}

fn queues(text: &mut Text, app: &AppState) {
    let name = "pekan_queue_length";
    text.family(name, "gauge", "What waits or is in work: writes, files, passwords.");
    for (queue, length) in [
        ("writes", app.store.queued_writes()),
        ("files", app.storage.queued()),
        ("sign_ins", app.passwords.queued()),
        ("password_changes", app.password_changes.queued()),
        ("requests", app.clients.count()),
    ] {
        text.sample(name, &[("queue", queue)], length);
    }
    let help = "Connections that are open.";
    text.gauge("pekan_connections", help, app.peers.count());
    let help = "Bytes of requests that lie in memory.";
    text.gauge("pekan_body_bytes", help, app.bodies.held());
    let help = "Whether writes are accepted: 0 after the disk has failed, until a restart.";
    text.gauge("pekan_writes_accepted", help, u8::from(app.store.check_writes().is_ok()));
}

async fn mail(text: &mut Text, app: &AppState) -> Result<(), HttpError> {
    let now = app.clock.now();
    let waiting = waiting::mails(app.store.reader()).await?;
    let name = "pekan_mails";
    text.family(name, "gauge", "Mails that wait or have failed, by state.");
    for (state, count, _) in &waiting {
        text.sample(name, &[("state", state.name())], count);
    }
    let name = "pekan_mail_oldest_seconds";
    text.family(name, "gauge", "Age of the oldest mail, by state.");
    for (state, _, oldest) in &waiting {
        let age = oldest.map_or(0, |oldest| (now - oldest).num_seconds().max(0));
        text.sample(name, &[("state", state.name())], age);
    }
    let settings = app.store.settings().await?;
    let outage = settings.mail_outage.as_ref().map(|outage| outage.kind);
    let name = "pekan_mail_outage";
    text.family(name, "gauge", "Why the mail server serves nobody: 1.");
    for kind in OutageKind::ALL {
        text.sample(name, &[("kind", kind.name())], u8::from(outage == Some(kind)));
    }
    let marked = bounces::count_marked(app.store.reader()).await?;
    text.gauge(
        "pekan_mail_addresses_marked",
        "Addresses that are not written to any more.",
        marked,
    );
    Ok(())
}

async fn closes(text: &mut Text, app: &AppState) -> Result<(), HttpError> {
    let rulebook = app.store.rulebook().await?;
    let name = "pekan_closed_periods";
    text.family(name, "gauge", "Periods that are closed, by kind.");
    for kind in PeriodKind::ALL {
        let closed = rulebook.closed.iter().filter(|period| period.kind == kind).count();
        text.sample(name, &[("kind", kind.name())], closed);
    }
    let name = "pekan_closed_until_timestamp_seconds";
    text.family(name, "gauge", "The last day of the newest period that is closed, by kind.");
    for kind in PeriodKind::ALL {
        let closed = rulebook.closed.iter().filter(|period| period.kind == kind);
        if let Some(end) = closed.map(|period| period.end).max() {
            let at = end.and_time(NaiveTime::MIN).and_utc().timestamp();
            text.sample(name, &[("kind", kind.name())], at);
        }
    }
    let heartbeat = settings::get(app.store.reader(), settings::HEARTBEAT).await?;
    let heartbeat = heartbeat.and_then(|at| at.parse().ok());
    text.instant("pekan_worker_timestamp_seconds", "When a worker last looked.", heartbeat);
    Ok(())
}

async fn backups(text: &mut Text, app: &AppState) -> Result<(), HttpError> {
    let settings = app.store.settings().await?;
    let backups = &settings.backups;
    let name = "pekan_backup_timestamp_seconds";
    text.instant(name, "When a backup was last taken.", backups.backup.succeeded_at);
    let name = "pekan_rehearsal_timestamp_seconds";
    let help = "When a backup was last restored in a scratch place and found whole.";
    text.instant(name, help, backups.rehearsal.succeeded_at);
    let alarms = backups.alarms(app.config.backup_dir.is_some(), app.clock.now());
    let name = "pekan_backup_alarm";
    text.family(name, "gauge", "What is wrong with the backups: 1.");
    for alarm in BackupAlarm::ALL {
        text.sample(name, &[("alarm", alarm.name())], u8::from(alarms.contains(&alarm)));
    }
    text.family("pekan_info", "gauge", "The version.");
    text.sample("pekan_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    Ok(())
}
