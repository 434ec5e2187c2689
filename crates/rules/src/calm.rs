//! How much mail is enough, and when several notices go out as one.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::Zone;
use super::mail::MailKind;
use super::problem::{self, Problem};

/// So many mails at the most that are not about their account somebody gets from a Monday to the Sunday; what is
/// beyond, their own page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailsAWeek(u32);

impl Default for MailsAWeek {
    fn default() -> Self {
        Self(2)
    }
}

impl MailsAWeek {
    /// As somebody has typed it, between 1 and 14.
    ///
    /// # Errors
    /// With the field and its value.
    pub fn check(field: &str, text: &str) -> Result<Self, Problem> {
        if text.trim().is_empty() {
            return Err(Problem::new(field, "missing"));
        }
        problem::whole(field, Some(text), Self::default().0, 1..=14).map(Self)
    }

    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether one more of a kind may go to somebody who has had so many. The last one is kept for what runs out.
    pub const fn has_room(self, kind: MailKind, had: u32) -> bool {
        let kept = if runs_out(kind) { 0 } else { 1 };
        kind.is_about_the_account() || had.saturating_add(kept) < self.0
    }
}

/// Whether nothing can be done about it any more after a day or two, or it is what a head or a leader is told of
/// others: once before the close and once after it.
const fn runs_out(kind: MailKind) -> bool {
    matches!(
        kind,
        MailKind::LastCall
            | MailKind::Grace
            | MailKind::HeadDigest
            | MailKind::OfficeRecap
            | MailKind::LeadersSummary
    )
}

/// The Monday, 00.00, with which the week of an instant began.
pub fn week_began(zone: Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = zone.date(now);
    let since_monday = Days::new(today.weekday().num_days_from_monday().into());
    zone.instant((today - since_monday).and_time(NaiveTime::MIN))
}

/// When the notices of a day go out as one mail.
const HOUR: NaiveTime = NaiveTime::from_hms_opt(16, 0, 0).unwrap();

/// The first moment at which what came up at `since` goes out with the other notices of its day.
pub fn day_mail_at(zone: Zone, since: DateTime<Utc>) -> DateTime<Utc> {
    let at = |day: NaiveDate| zone.instant(day.and_time(HOUR));
    let today = zone.date(since);
    if since <= at(today) { at(today) } else { at(today + Days::new(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_mail_of_a_week_is_kept_for_what_runs_out() {
        let two = MailsAWeek::default();
        let room = |had| MailKind::ALL.into_iter().filter(move |kind| two.has_room(*kind, had));
        assert_eq!(room(0).count(), MailKind::ALL.len());
        let last = [
            MailKind::LastCall,
            MailKind::Grace,
            MailKind::HeadDigest,
            MailKind::OfficeRecap,
            MailKind::LeadersSummary,
        ];
        let about_the_account = |kind: &MailKind| kind.is_about_the_account();
        let once: Vec<_> = room(1).filter(|kind| !about_the_account(kind)).collect();
        assert_eq!(once, last);
        assert!(room(2).all(MailKind::is_about_the_account));
        assert!(room(u32::MAX).count() > 0);
    }

    #[test]
    fn what_is_typed() {
        let code = |text: &str| MailsAWeek::check("mails_a_week", text).map_err(|it| it.code);
        assert_eq!(code("3"), Ok(MailsAWeek(3)));
        for text in ["", "0", "15", "dua", "-1"] {
            assert!(code(text).is_err(), "{text}");
        }
    }

    #[test]
    fn weeks_and_days_are_those_of_the_office() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // Sunday 23.59 and Monday 00.00 in Jakarta.
        assert_eq!(week_began(Zone::Wib, at("2026-11-22T16:59:59Z")), at("2026-11-15T17:00:00Z"));
        assert_eq!(week_began(Zone::Wib, at("2026-11-22T17:00:00Z")), at("2026-11-22T17:00:00Z"));
        // In Jayapura that Monday began two hours earlier.
        assert_eq!(week_began(Zone::Wit, at("2026-11-22T15:00:00Z")), at("2026-11-22T15:00:00Z"));
        assert_eq!(day_mail_at(Zone::Wib, at("2026-11-20T09:00:00Z")), at("2026-11-20T09:00:00Z"));
        assert_eq!(day_mail_at(Zone::Wib, at("2026-11-20T09:00:01Z")), at("2026-11-21T09:00:00Z"));
    }
}
