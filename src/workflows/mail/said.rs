//! What a mail or a note on a phone says now, or why it says nothing.

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::mail::{DayNotices, Email};
use crate::rules::reminder::Timing;
use crate::rules::unsent::Unsent;
use crate::rules::{MailId, Period};
use crate::store::mails::{self, Mail};

/// What the mail says now.
pub(super) enum Said {
    Plain(Email),
    /// With a link that opens the account, and its token.
    Secret(Email, String),
    /// What several notices say.
    OfADay(DayNotices, Vec<MailId>),
    /// Nothing any more.
    Drop(Unsent),
    /// Nothing before this instant.
    Wait(DateTime<Utc>),
}

/// Drops the mail.
pub(super) fn not(why: Unsent) -> Said {
    Said::Drop(why)
}

pub(super) fn period_of(mail: &Mail) -> Option<Period> {
    Some(Period::of(mail.period_kind?, mail.period_start?))
}

/// What keeps a reminder from being written now, if anything does.
pub(super) fn not_now(timing: Timing, now: DateTime<Utc>) -> Option<Said> {
    match timing {
        Timing::Now => None,
        // Queued by a clock that was ahead; it is queued again when its time comes.
        Timing::After(at) if at > now + mails::LONGEST_WAIT => Some(not(Unsent::NoLongerDue)),
        Timing::After(at) => Some(Said::Wait(at)),
        Timing::TooLate => Some(not(Unsent::TooLate)),
        Timing::NotDue => Some(not(Unsent::NoLongerDue)),
    }
}

/// The address of a page about a period.
pub(super) fn link_about(config: &Config, path: &[&str], period: &Period) -> String {
    let mut link = config.base_url.clone();
    // Only addresses such as `mailto:` have no path, and the settings accept http alone.
    if let Ok(mut segments) = link.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    link.query_pairs_mut().append_pair("periode", &period.label());
    link.into()
}
