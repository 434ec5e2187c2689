//! Mail: what it says ([`Email`]), how it is put together ([`compose`]), how it leaves
//! ([`Mailer`]).

mod close;
mod compose;
mod email;
mod failure;
mod mailer;
mod notice;
pub mod returned;
mod sheet;
mod smtp;
mod smtp_data;
mod smtp_trust;
mod smtp_url;

use std::sync::Arc;

use tera::Tera;

use crate::config::Config;
use crate::rules::masks;

pub use close::{LeadersSummary, OfficeRecap, OfficeResult};
pub use compose::{ComposeError, Recipient, RenderedEmail, compose, one_line};
pub use email::{
    AccessHanded, AccountChanged, AccountLink, Activation, DayNotices, Email, ExemptionDecided,
    HeadDigest, Notice, OfficeLink, PartProposed, PeriodOutcome, PeriodResult, PurchaseRejected,
    Quota, Recorded, Reminder,
};
pub use failure::SendFailure;
pub use lettre::Message;
pub use mailer::{Mailer, Sent};
pub use sheet::{Sheet, render_email};
pub use smtp::SmtpOptions;

/// What rendering and sending emails takes.
#[derive(Clone)]
pub struct MailContext {
    pub mailer: Mailer,
    pub templates: Arc<Tera>,
    pub config: Arc<Config>,
}

/// Says how far a mail has come, for whoever follows one (`RUST_LOG=pekan=trace`).
pub fn step(name: &'static str) {
    tracing::trace!(target: "pekan::mail", step = name, "mail");
}

/// An address as logs show it: `b***@lumajangkab.go.id`.
pub fn masked(address: &str) -> String {
    masks::email(address)
}

/// Whether nobody can ever have an address: its domain is kept for examples (RFC 2606), like those of
/// the demonstration.
pub fn is_invented(address: &str) -> bool {
    let host = address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let reserved = |domain| host == domain || host.ends_with(&format!(".{domain}"));
    ["example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"]
        .into_iter()
        .any(reserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_examples_are_known() {
        for address in ["a@lumajang.example", "a@x.TEST", "a@example.com", "a@mail.example.org"] {
            assert!(is_invented(address), "{address}");
        }
        for address in ["a@lumajangkab.go.id", "a@example.go.id", "a@myexample.com", "example@x.id"]
        {
            assert!(!is_invented(address), "{address}");
        }
    }

    #[test]
    fn logs_do_not_tell_addresses() {
        assert_eq!(masked("budi.santoso@lumajangkab.go.id"), "b***@lumajangkab.go.id");
        assert_eq!(masked("197001012000011001"), "1***@");
        assert_eq!(masked(""), "***@");
    }
}
