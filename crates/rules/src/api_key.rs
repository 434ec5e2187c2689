//! How long a key to the API works. Nobody types a password for what it does, and it ends by no idleness.

use chrono::{DateTime, TimeDelta, Utc};

use super::RoleKind;

/// An administrator's changes everything.
const ADMINISTRATOR: TimeDelta = TimeDelta::days(30);
const OTHERS: TimeDelta = TimeDelta::days(90);
/// So long before its end its owner is told to make a new one.
const NOTICE: TimeDelta = TimeDelta::days(7);

/// The instant at which a key ends, of somebody with these roles today: who becomes an administrator has
/// no key any more that is older than an administrator's may be.
pub fn expires_at(
    created_at: DateTime<Utc>,
    roles: impl IntoIterator<Item = RoleKind>,
) -> DateTime<Utc> {
    let administers = roles.into_iter().any(|kind| kind == RoleKind::Administrator);
    created_at + if administers { ADMINISTRATOR } else { OTHERS }
}

/// Whether a key that ends then needs one in its place now.
pub fn ends_soon(expires_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    expires_at - now <= NOTICE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_said_a_week_before() {
        let end: DateTime<Utc> = "2026-11-27T02:00:00Z".parse().unwrap();
        assert!(ends_soon(end, end - TimeDelta::days(7)));
        assert!(!ends_soon(end, end - TimeDelta::days(7) - TimeDelta::seconds(1)));
    }

    #[test]
    fn an_administrators_key_ends_sooner() {
        use RoleKind::{Administrator, Head};
        let made: DateTime<Utc> = "2026-11-20T02:00:00Z".parse().unwrap();
        for (roles, days) in [
            (vec![], 90),
            (vec![Head], 90),
            (vec![Administrator], 30),
            (vec![Head, Administrator], 30),
        ] {
            assert_eq!((expires_at(made, roles.clone()) - made).num_days(), days, "{roles:?}");
        }
    }
}
