//! Mail in tests: kept in memory, read back as its receiver's program would, and never overlooked.

use std::sync::Arc;

use mail_parser::MessageParser;
use pekan::config::Config;
use pekan::mail::{MailContext, Mailer, Sent};

use super::addresses::must_say_no_number;

pub const BASE_URL: &str = "https://pekan.lumajangkab.go.id";

pub fn config() -> Config {
    Config {
        data_dir: "data".into(),
        database_url: String::new(),
        receipts_dir: None,
        smtp_url: None,
        mail_from: "Pekan <pekan@lumajangkab.go.id>".into(),
        mail_per_minute: 60,
        mail_per_minute_per_domain: 60,
        smtp_ca: None,
        smtp_helo: None,
        bounces_dir: None,
        base_url: BASE_URL.parse().unwrap(),
        trusted_proxies: Vec::new(),
        now: None,
        backup_dir: None,
        metrics_key: None,
        identity_provider: None,
        tick_seconds: 1,
    }
}

pub fn post(mailer: Mailer) -> MailContext {
    let templates = pekan::text::templates().unwrap();
    MailContext { mailer, templates, config: Arc::new(config()) }
}

/// A mail as a mail program reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub to_name: String,
    pub to: String,
    pub from: String,
    pub subject: String,
    pub message_id: String,
    /// Names of all headers, in order.
    pub headers: Vec<String>,
    pub text: String,
    pub html: String,
}

impl Read {
    pub fn parse(raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).expect("a mail");
        let to = message.to().unwrap();
        assert_eq!(to.iter().count(), 1, "one receiver");
        assert_eq!((message.text_body_count(), message.html_body_count()), (1, 1));
        let to = to.first().unwrap();
        let from = message.from().unwrap().first().unwrap();
        let unfolded = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let read = Self {
            to_name: unfolded(to.name()),
            to: unfolded(to.address()),
            from: unfolded(from.address()),
            subject: unfolded(message.subject()),
            message_id: unfolded(message.message_id()),
            headers: message.headers_raw().map(|(name, _)| name.to_owned()).collect(),
            text: message.body_text(0).unwrap().into_owned(),
            html: message.body_html(0).unwrap().into_owned(),
        };
        read.links().iter().for_each(|link| must_say_no_number(link));
        read
    }

    /// Every address that the mail links to or shows.
    pub fn links(&self) -> Vec<String> {
        [&self.text, &self.html]
            .iter()
            .flat_map(|body| body.split(['"', ' ', '\n', '\r', '<', '>']))
            .filter(|word| word.starts_with("http"))
            .map(str::to_owned)
            .collect()
    }

    /// What follows `/sandi/` in the link that sets a password.
    pub fn token(&self) -> String {
        let link = self.links().into_iter().find(|link| link.contains("/sandi/")).expect("a link");
        link.split("/sandi/").nth(1).unwrap().to_owned()
    }
}

/// Collects what is sent. A test that leaves a mail unread fails.
#[derive(Default)]
pub struct Letterbox(Sent);

impl Letterbox {
    pub fn post(&self) -> MailContext {
        post(self.mailer())
    }

    pub fn mailer(&self) -> Mailer {
        Mailer::Memory(self.0.clone())
    }

    /// Takes out all that came, by receiver.
    pub fn take(&self) -> Vec<Read> {
        let sent = std::mem::take(&mut *self.0.lock().unwrap());
        let mut read: Vec<_> = sent.iter().map(|mail| Read::parse(&mail.formatted())).collect();
        read.sort_by(|a, b| a.to.cmp(&b.to));
        read
    }
}

impl Drop for Letterbox {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.take(), [], "mail was sent that the test did not look at");
        }
    }
}
