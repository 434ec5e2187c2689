//! How long a key to the API works. Nobody types a password for what it does, and it ends by no idleness.

use chrono::{DateTime, TimeDelta, Utc};

use super::RoleKind;

/// An administrator's changes everything.
const ADMINISTRATOR: TimeDelta = TimeDelta::days(30);
const OTHERS: TimeDelta = TimeDelta::days(90);

/// The instant at which a key ends, of somebody with these roles today: who becomes an administrator has
/// no key any more that is older than an administrator's may be.
pub fn expires_at(
    created_at: DateTime<Utc>,
    roles: impl IntoIterator<Item = RoleKind>,
) -> DateTime<Utc> {
    let administers = roles.into_iter().any(|kind| kind == RoleKind::Administrator);
    created_at + if administers { ADMINISTRATOR } else { OTHERS }
}

#[cfg(test)]
mod tests {
    use super::*;

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
