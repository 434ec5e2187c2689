//! Mails: which kinds there are, and what becomes of them.

use super::ReminderKind;
use super::names::named;

named! {
    pub enum MailKind {
        Midweek = "midweek",
        LastCall = "last_call",
        Grace = "grace",
        HeadDigest = "head_digest",
        Activation = "activation",
        PasswordReset = "password_reset",
        /// A slip or a message that replaces somebody's password was made by somebody else.
        AccessHanded = "access_handed",
        PurchaseRejected = "purchase_rejected",
    }
}

impl From<ReminderKind> for MailKind {
    fn from(kind: ReminderKind) -> Self {
        match kind {
            ReminderKind::Midweek => Self::Midweek,
            ReminderKind::LastCall => Self::LastCall,
            ReminderKind::Grace => Self::Grace,
            ReminderKind::HeadDigest => Self::HeadDigest,
        }
    }
}

named! {
    pub enum MailState {
        Queued = "queued",
        /// Claimed by a worker until its lease ends.
        Sending = "sending",
        Sent = "sent",
        Failed = "failed",
        /// What it was to say is no longer so.
        Obsolete = "obsolete",
    }
}

named! {
    /// What became of one attempt to send a mail.
    pub enum AttemptOutcome {
        Sent = "sent",
        Retry = "retry",
        Failed = "failed",
        Obsolete = "obsolete",
    }
}

named! {
    /// What a one-use link in a mail is for.
    pub enum LinkPurpose {
        Activation = "activation",
        PasswordReset = "password_reset",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_is_called_the_same_as_its_mail() {
        for kind in ReminderKind::ALL {
            assert_eq!(MailKind::from(kind).name(), kind.name());
        }
    }
}
