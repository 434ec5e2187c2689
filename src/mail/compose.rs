//! Puts a mail together. Names and addresses become headers through lettre's types alone, never as
//! text, and bodies are always encoded: nothing that somebody typed can begin a header or end the
//! mail (RUSTSEC-2026-0561 needs a raw body).

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use crate::config::Config;

/// An email in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedEmail {
    /// Names the list of all mails of its kind, so that receivers can sort them.
    pub kind: &'static str,
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(Clone, Copy, Debug)]
pub struct Recipient<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// Why an email cannot be sent to anybody: the address is none, or the settings name no sender.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    #[error("the address cannot be read: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error(transparent)]
    Message(#[from] lettre::error::Error),
}

/// `message_id` is the mail's own part of the Message-ID, the same at every attempt, so that a
/// receiver can drop a copy.
///
/// # Errors
/// [`ComposeError`]; trying again will not help.
pub fn compose(
    config: &Config,
    to: Recipient<'_>,
    message_id: &str,
    email: &RenderedEmail,
    now: DateTime<Utc>,
) -> Result<Message, ComposeError> {
    let host = config.base_url.host_str().unwrap_or("localhost");
    let parts = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, &email.text))
        .singlepart(part(ContentType::TEXT_HTML, &email.html));
    let message = Message::builder()
        .from(mailbox(&config.mail_from)?)
        .to(Mailbox::new(Some(one_line(to.name)), to.address.parse()?))
        .subject(&email.subject)
        .date(now.into())
        .message_id(Some(format!("<{message_id}@{host}>")))
        // Absence notes are not to be sent in answer (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated".into()))
        .raw_header(header("List-Id", format!("<{}.{host}>", email.kind)))
        .multipart(parts)?;
    Ok(message)
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn part(kind: ContentType, body: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(body.to_owned())
}

/// Reads `Pekan <pekan@example.go.id>` or a bare address.
pub(super) fn mailbox(text: &str) -> Result<Mailbox, lettre::address::AddressError> {
    text.parse()
}

/// Without line breaks and other control characters, single spaces.
pub fn one_line(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(printable).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_single() {
        assert_eq!(one_line(" Sri\r\nBcc: x@y.z\u{0}\t Ayu "), "Sri Bcc: x@y.z Ayu");
    }
}
