//! Mails that came back, as mail servers report them (RFC 3464, in a multipart/report of RFC 6522): which
//! mail it was, and whether nobody is at its address. Other forms, in words alone, are not understood.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::rules::bounce::nobody_is_there;

/// Bytes of a report that are read; a longer one is passed over.
pub const LONGEST: u64 = 1 << 20;
/// Lines of a report's fields that are read.
const LINES: usize = 500;

/// A report that a mail did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The Message-ID of the mail, before its host.
    pub message_id: String,
    /// Whether it says that nobody is there, and not that the mailbox is full or the mail not welcome.
    pub nobody_is_there: bool,
    /// What the server said.
    pub words: String,
}

/// Reads a report; `None` for what is none, or says that the mail is only late.
pub fn read(raw: &[u8]) -> Option<Returned> {
    let report = MessageParser::default().parse(raw)?;
    let status = report.parts.iter().find(|part| is(part, "message", "delivery-status"))?;
    let fields = Fields::failed(&String::from_utf8_lossy(status.contents()))?;
    let message_id = report.parts.iter().find_map(original_id)?;
    let id = message_id.split('@').next().unwrap_or_default().trim_matches(['<', ' ']).to_owned();
    let by_diagnostic = fields.diagnostic.as_deref().is_some_and(|words| {
        let code = words.split([' ', '-', ';']).find_map(three_digits);
        nobody_is_there(code, words)
    });
    let by_status = nobody_is_there(None, &fields.status);
    let words = match fields.diagnostic {
        Some(diagnostic) => format!("{} {diagnostic}", fields.status),
        None => fields.status,
    };
    if id.is_empty() {
        return None;
    }
    Some(Returned { message_id: id, nobody_is_there: by_diagnostic || by_status, words })
}

fn is(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    part.content_type().is_some_and(|of| {
        of.ctype().eq_ignore_ascii_case(kind)
            && of.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case(subtype))
    })
}

/// The Message-ID of the mail that a report carries, whole or by its headers.
fn original_id(part: &MessagePart<'_>) -> Option<String> {
    let id = |mail: &Message<'_>| mail.message_id().map(str::to_owned);
    match &part.body {
        PartType::Message(mail) => id(mail),
        _ if is(part, "text", "rfc822-headers") || is(part, "message", "rfc822") => {
            MessageParser::default().parse(part.contents()).as_ref().and_then(id)
        }
        _ => None,
    }
}

fn three_digits(word: &str) -> Option<u16> {
    (word.len() == 3).then(|| word.parse().ok()).flatten()
}

/// What is said of one receiver.
#[derive(Default)]
struct Fields {
    has_failed: bool,
    status: String,
    diagnostic: Option<String>,
}

impl Fields {
    /// Of the first receiver for whom the mail has failed for good.
    fn failed(text: &str) -> Option<Self> {
        let (mut fields, mut last) = (Self::default(), String::new());
        for line in text.lines().take(LINES) {
            if line.trim().is_empty() {
                if fields.has_failed {
                    break;
                }
                (fields, last) = (Self::default(), String::new());
            } else if line.starts_with([' ', '\t']) {
                fields.take(&last, line.trim(), true);
            } else if let Some((name, value)) = line.split_once(':') {
                last = name.trim().to_ascii_lowercase();
                fields.take(&last, value.trim(), false);
            }
        }
        fields.has_failed.then_some(fields)
    }

    fn take(&mut self, name: &str, value: &str, goes_on: bool) {
        match name {
            "action" => self.has_failed = value.eq_ignore_ascii_case("failed"),
            "status" => value.clone_into(&mut self.status),
            "diagnostic-code" => match &mut self.diagnostic {
                Some(said) if goes_on => {
                    said.push(' ');
                    said.push_str(value);
                }
                said => {
                    // `smtp;` says by which rules the rest is to be read.
                    let words = value.split_once(';').map_or(value, |(_, words)| words.trim());
                    *said = Some(words.to_owned());
                }
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REPORT: &str = include_str!("../../tests/fixtures/returned/postfix.eml");

    #[test]
    fn a_report_names_the_mail_and_says_why() {
        let read = read(REPORT.as_bytes()).unwrap();
        assert_eq!(read.message_id, "0a1b.1763517600000000.7");
        assert!(read.nobody_is_there);
        assert!(
            read.words.starts_with("5.1.1 550 5.1.1 <sri@lumajangkab.go.id>"),
            "{}",
            read.words
        );
        assert!(read.words.ends_with("in virtual mailbox table"), "{}", read.words);
    }

    #[test]
    fn exim_says_it_in_the_diagnostic_alone() {
        let exim = REPORT.replace("Status: 5.1.1", "Status: 5.0.0");
        assert!(super::read(exim.as_bytes()).unwrap().nobody_is_there);
        let whole = REPORT.replace("text/rfc822-headers", "message/rfc822");
        assert_eq!(super::read(whole.as_bytes()), super::read(REPORT.as_bytes()));
    }

    #[test]
    fn what_is_late_or_full_is_not_gone() {
        let full = REPORT.replace("5.1.1", "5.2.2").replace("550 5.1.1", "552 5.2.2");
        assert!(!super::read(full.as_bytes()).unwrap().nobody_is_there);
        let late = REPORT.replace("Action: failed", "Action: delayed");
        assert_eq!(super::read(late.as_bytes()), None);
        assert_eq!(super::read(b"Subject: Cuti\r\n\r\nSaya cuti sampai Senin."), None);
        assert_eq!(super::read(b""), None);
    }

    proptest! {
        #[test]
        fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..REPORT.len()) {
            let _ = super::read(&bytes);
            let mut torn = REPORT.as_bytes().to_vec();
            torn.splice(at..(at + bytes.len()).min(torn.len()), bytes);
            let _ = super::read(&torn);
        }
    }
}
