//! A mail in the words of the protocol.

use std::fmt;

use lettre::Message;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};

use super::failure::SendFailure;

/// The whole of a mail with the dot that ends it, sent in one piece. lettre writes the dot on its own: it would wait
/// until the other side acknowledges what came before, and that takes 40 ms (Nagle, delayed acknowledgement).
pub(super) struct Whole(String);

impl Whole {
    pub fn of(message: &Message) -> Result<Self, SendFailure> {
        let text = String::from_utf8(message.formatted());
        let text = text.map_err(|_| SendFailure::Refused("the mail is not UTF-8".into()))?;
        Ok(Self(ended(&text)))
    }
}

impl fmt::Display for Whole {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

/// With one more dot before lines that begin with one, and the line that ends it (RFC 5321, 4.5.2).
fn ended(text: &str) -> String {
    let mut whole = String::with_capacity(text.len() + 16);
    if text.starts_with('.') {
        whole.push('.');
    }
    whole.push_str(&text.replace("\r\n.", "\r\n.."));
    whole.push_str(if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
    whole
}

/// What a mail asks of a server besides the ordinary.
pub(super) fn parameters(
    message: &Message,
    connection: &AsyncSmtpConnection,
) -> Result<Vec<MailParameter>, SendFailure> {
    let receivers = message.envelope().to();
    if receivers.iter().all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        return Ok(Vec::new());
    }
    if connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        let body = MailParameter::Body(MailBodyParameter::EightBitMime);
        return Ok(vec![MailParameter::SmtpUtfEight, body]);
    }
    let words = "the mail server takes no address that is not ASCII (SMTPUTF8)";
    Err(SendFailure::Refused(words.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_with_a_dot_do_not_end_a_mail() {
        assert_eq!(ended("a\r\n.\r\nb"), "a\r\n..\r\nb\r\n.\r\n");
        assert_eq!(ended("..a\r\n.b\r\n"), "...a\r\n..b\r\n.\r\n");
        assert_eq!(ended("\r\n.\r\n.\r\n"), "\r\n..\r\n..\r\n.\r\n");
        assert_eq!(ended(""), "\r\n.\r\n");
    }
}
