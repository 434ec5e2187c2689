//! How long somebody stays signed in, and for how long it counts that they have proved who they are.

use chrono::{DateTime, TimeDelta, Utc};

use super::RoleKind;

/// On a device that is not one's own a session ends by then, whatever happens; an administrator's
/// everywhere.
pub const SHARED: TimeDelta = TimeDelta::hours(12);
/// On a device of one's own: without a request for so long.
const REMEMBERED: TimeDelta = TimeDelta::days(90);
/// The same for whoever sees the records of others.
const REMEMBERED_WITH_ROLE: TimeDelta = TimeDelta::days(7);
const ADMINISTRATOR_IDLE: TimeDelta = TimeDelta::minutes(30);
/// For so long after somebody has proved who they are nothing asks for it again.
const CONFIRMED: TimeDelta = TimeDelta::minutes(5);
/// When whoever has signed in at an identity provider has proved themselves to us: the provider may know
/// them since the morning.
pub const NEVER: DateTime<Utc> = DateTime::UNIX_EPOCH;
/// A browser in which somebody has signed in is known to their account for so long after the last time.
pub const DEVICE: TimeDelta = TimeDelta::days(180);
/// So many wrong passwords in a row, and it is known no longer.
pub const DEVICE_TRIES: i32 = 10;
/// The instant of the last request is written this much later than the one before: often enough to
/// tell who is idle, and rarely enough that reading stays reading.
const NOTED: TimeDelta = TimeDelta::minutes(5);

/// What the life of a session depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// On a device of one's own.
    pub remembered: bool,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// When they last proved who they are: by the password or at the identity provider, and by the code
    /// where they have a second factor.
    pub confirmed_at: DateTime<Utc>,
    /// When the identity provider last vouched for them anew: as good as the password.
    pub vouched_at: Option<DateTime<Utc>>,
}

impl Session {
    /// The last instant at which it can be used if nobody does before, for somebody with these roles
    /// today.
    pub fn expires_at(&self, roles: impl IntoIterator<Item = RoleKind>) -> DateTime<Utc> {
        let (mut role, mut administrator) = (false, false);
        for kind in roles {
            role = true;
            administrator |= kind == RoleKind::Administrator;
        }
        let shared = self.created_at + SHARED;
        match (administrator, self.remembered) {
            (true, _) => shared.min(self.seen_at + ADMINISTRATOR_IDLE),
            (false, false) => shared,
            (false, true) if role => self.seen_at + REMEMBERED_WITH_ROLE,
            (false, true) => self.seen_at + REMEMBERED,
        }
    }

    /// The same whatever roles there will be: when its row is of no use any more.
    pub fn forgotten_at(&self) -> DateTime<Utc> {
        self.expires_at([])
    }

    /// Whether the request of now is to be noted.
    pub fn is_noted(&self, now: DateTime<Utc>) -> bool {
        is_noted(Some(self.seen_at), now)
    }

    /// Whether what is dangerous may be done without proving anew who they are.
    pub fn is_confirmed(&self, now: DateTime<Utc>) -> bool {
        now - self.confirmed_at <= CONFIRMED
    }

    /// Whether the identity provider has vouched for them just now.
    pub fn is_vouched(&self, now: DateTime<Utc>) -> bool {
        is_vouched(self.vouched_at, now)
    }
}

/// The same, by when it last vouched.
pub fn is_vouched(vouched_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    vouched_at.is_some_and(|vouched_at| now - vouched_at <= CONFIRMED)
}

/// Whether a use of now is to be noted, of a session or a key.
pub fn is_noted(seen_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    seen_at.is_none_or(|seen_at| now - seen_at > NOTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn session(remembered: bool) -> Session {
        let (created_at, seen_at) = (at("2026-11-20T02:00:00Z"), at("2026-11-20T08:00:00Z"));
        Session { remembered, created_at, seen_at, confirmed_at: created_at, vouched_at: None }
    }

    #[test]
    fn a_session_lasts_by_device_and_role() {
        use RoleKind::{Administrator, Auditor, Head, Reviewer};
        for (remembered, roles, until) in [
            (false, vec![], "2026-11-20T14:00:00Z"),
            (false, vec![Head], "2026-11-20T14:00:00Z"),
            (true, vec![], "2027-02-18T08:00:00Z"),
            (true, vec![Head], "2026-11-27T08:00:00Z"),
            (true, vec![Reviewer, Auditor], "2026-11-27T08:00:00Z"),
            (true, vec![Head, Administrator], "2026-11-20T08:30:00Z"),
            (false, vec![Administrator], "2026-11-20T08:30:00Z"),
        ] {
            let session = session(remembered);
            assert_eq!(session.expires_at(roles.clone()), at(until), "{remembered} {roles:?}");
            assert!(session.expires_at(roles) <= session.forgotten_at());
        }
        // However busy an administrator is, the evening ends it.
        let busy = Session { seen_at: at("2026-11-20T13:59:00Z"), ..session(true) };
        assert_eq!(busy.expires_at([Administrator]), at("2026-11-20T14:00:00Z"));
    }

    #[test]
    fn a_password_counts_for_five_minutes() {
        let session = session(true);
        assert!(session.is_confirmed(at("2026-11-20T02:05:00Z")));
        assert!(!session.is_confirmed(at("2026-11-20T02:05:01Z")));
    }
}
