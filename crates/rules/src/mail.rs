//! Mails: which kinds there are, and what becomes of them.

use serde::{Deserialize, Serialize};

use super::names::named;
use super::{EmployeeId, OfficeId, ReminderKind, RoleKind};

named! {
    pub enum MailKind {
        Midweek = "midweek",
        LastCall = "last_call",
        Grace = "grace",
        HeadDigest = "head_digest",
        /// After a close, to heads: what their offices have come to, and where the recap is signed.
        OfficeRecap = "office_recap",
        /// After a close, to leaders: what all offices have come to.
        LeadersSummary = "leaders_summary",
        Activation = "activation",
        PasswordReset = "password_reset",
        /// A slip or a message that replaces somebody's password was made by somebody else.
        AccessHanded = "access_handed",
        /// What opens somebody's account, or what it may do, is another.
        AccountChanged = "account_changed",
        PurchaseRejected = "purchase_rejected",
        /// A colleague has named somebody's part of a receipt.
        PartProposed = "part_proposed",
        /// An exemption that somebody asked for was approved or refused.
        ExemptionDecided = "exemption_decided",
        /// How somebody stands in a period that was closed, for whoever wants to be told.
        PeriodResult = "period_result",
        /// What of a day their own page says and they have not read, for whoever wants one mail a day.
        DayNotices = "day_notices",
    }
}

impl MailKind {
    /// Whether it is about somebody's account: a mail whatever they have chosen, and nothing else.
    pub const fn is_about_the_account(self) -> bool {
        match self {
            Self::Activation | Self::PasswordReset | Self::AccessHanded | Self::AccountChanged => {
                true
            }
            Self::Midweek
            | Self::LastCall
            | Self::Grace
            | Self::HeadDigest
            | Self::OfficeRecap
            | Self::LeadersSummary
            | Self::PurchaseRejected
            | Self::PartProposed
            | Self::ExemptionDecided
            | Self::PeriodResult
            | Self::DayNotices => false,
        }
    }

    /// Whether it can wait for the others of its day, where somebody wants one mail a day.
    pub const fn waits_for_its_day(self) -> bool {
        matches!(
            self,
            Self::PurchaseRejected
                | Self::PartProposed
                | Self::ExemptionDecided
                | Self::PeriodResult
        )
    }
}

named! {
    /// How somebody wants to be told what is not about their account.
    pub enum MailChoice {
        Mail = "mail",
        /// On their phones; by mail, or on their own page, where none is left.
        Phone = "phone",
        /// On their own page, and by no mail.
        App = "app",
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

/// What of an account is another, for its owner to learn of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum AccountChange {
    Password,
    /// The new address, masked; none where there is none any more.
    Address {
        to: Option<String>,
    },
    RoleGranted {
        role: RoleKind,
        office: Option<OfficeId>,
    },
    RoleRevoked {
        role: RoleKind,
        office: Option<OfficeId>,
    },
    SecondFactorSet,
    SecondFactorRemoved,
    /// By an administrator.
    SecondFactorReset,
    RecoveryCodeUsed {
        left: u64,
    },
    /// Somebody whom they look after has said that their record is wrong.
    CorrectionAsked,
    /// What they said was wrong is right now.
    CorrectionDone,
    CorrectionRefused {
        reason: String,
    },
    /// Somebody has signed in in a browser that was not known.
    NewDevice {
        /// In words; may be empty.
        browser: String,
    },
}

/// The same, with who did it where that was somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNotice {
    pub change: AccountChange,
    pub by: Option<EmployeeId>,
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
    /// How administrators ask for mails: what is being sent right now waits, and what was only written to a
    /// folder was sent to nobody.
    pub enum MailFilter {
        Queued = "queued",
        Sent = "sent",
        Written = "written",
        /// What phones have shown.
        Phone = "phone",
        Failed = "failed",
        Obsolete = "obsolete",
    }
}

impl MailFilter {
    pub fn states(self) -> &'static [MailState] {
        match self {
            Self::Queued => &[MailState::Queued, MailState::Sending],
            Self::Sent | Self::Written | Self::Phone => &[MailState::Sent],
            Self::Failed => &[MailState::Failed],
            Self::Obsolete => &[MailState::Obsolete],
        }
    }

    /// Of what was sent: only to a folder, or only to somebody.
    pub fn written(self) -> Option<bool> {
        match self {
            Self::Sent => Some(false),
            Self::Written => Some(true),
            Self::Queued | Self::Phone | Self::Failed | Self::Obsolete => None,
        }
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
