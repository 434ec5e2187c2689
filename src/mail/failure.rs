//! Why a mail did not leave.

use lettre::transport::smtp::Error;

use crate::rules::bounce::nobody_is_there;
use crate::rules::outage::OutageKind;

/// The longest words of a server that are kept, in characters.
const LONGEST: usize = 500;

/// Why a mail did not leave; the words are the mail server's or the system's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendFailure {
    /// The server serves nobody: this is about no mail, and every other would meet the same.
    Away(OutageKind, String),
    /// 4xx, silence or a cut connection in the middle of this mail: it may go well later.
    Later(String),
    /// Nobody is at the address.
    NoSuchAddress(String),
    /// Any other 5xx about this mail: it never will.
    Refused(String),
}

/// Why a server serves nobody, in its words or in the system's.
pub(super) type Away = (OutageKind, String);

impl SendFailure {
    pub(super) fn of((kind, words): Away) -> Self {
        Self::Away(kind, words)
    }
}

/// What went wrong with one step of a conversation.
pub(super) enum Trouble {
    /// The whole answer was read: a code, and its words with it.
    Said(u16, String),
    /// No answer in time.
    Silent,
    /// Cut, or not to be understood: where we stand is not known.
    Lost(String),
}

impl Trouble {
    pub fn of(error: &Error) -> Self {
        let words = error.to_string().chars().take(LONGEST).collect();
        match error.status() {
            Some(code) => Self::Said(code.into(), words),
            None => Self::Lost(words),
        }
    }

    /// Before a server has heard whom a mail is for, whatever it says is about us.
    pub fn before_receiver(self) -> Away {
        let kind = match &self {
            Self::Said(code, _) if asks_for_sign_in(*code) => OutageKind::SignIn,
            Self::Said(..) => OutageKind::Refusing,
            Self::Silent => OutageKind::Silent,
            Self::Lost(_) => OutageKind::Unreachable,
        };
        (kind, self.into_words())
    }

    /// What it says when it has heard it, or has been given the mail.
    pub fn about_mail(self, is_about_receiver: bool) -> SendFailure {
        match self {
            Self::Said(code, words) if asks_for_sign_in(code) => {
                SendFailure::Away(OutageKind::SignIn, words)
            }
            Self::Said(code, words)
                if is_about_receiver && nobody_is_there(Some(code), after_code(&words)) =>
            {
                SendFailure::NoSuchAddress(words)
            }
            Self::Said(code, words) if code >= 500 => SendFailure::Refused(words),
            other => SendFailure::Later(other.into_words()),
        }
    }

    pub fn into_words(self) -> String {
        match self {
            Self::Said(_, words) | Self::Lost(words) => words,
            Self::Silent => "no answer in time".into(),
        }
    }
}

/// 530 to 538 are about a name and password, or about encryption: about our settings, not about a mail.
fn asks_for_sign_in(code: u16) -> bool {
    (530..=538).contains(&code)
}

/// `permanent error (550): 5.1.1 no such user`, without what stands before the words of the server.
fn after_code(words: &str) -> &str {
    words.split_once("): ").map_or(words, |(_, after)| after)
}
