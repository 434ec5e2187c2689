//! How many mails may go out in a minute: in all, and to one domain. Whatever is over waits, untried.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

use crate::store::Store;
use crate::store::mails::{self, Due};
use crate::workflows::WorkflowError;

/// How many mails may go out now.
#[derive(Clone, Debug)]
pub struct Allowance {
    pub all: u64,
    /// Of them those that nobody waits for in front of a screen.
    pub ordinary: u64,
    /// To each domain; none: as many as to all.
    per_domain: Option<u64>,
    /// How many went to each in the last minute.
    went: HashMap<String, u64>,
}

impl Allowance {
    /// So many, whoever they are for.
    pub fn of(all: u64) -> Self {
        Self { all, ordinary: all, per_domain: None, went: HashMap::new() }
    }

    #[must_use]
    pub fn at_most(self, most: u64) -> Self {
        Self { all: self.all.min(most), ordinary: self.ordinary.min(most), ..self }
    }

    /// Domains to which no more go in this minute.
    pub(super) fn full_domains(&self) -> Vec<String> {
        let Some(most) = self.per_domain else { return Vec::new() };
        let full = self.went.iter().filter(|(_, went)| **went >= most);
        full.map(|(domain, _)| domain.clone()).collect()
    }

    /// Whether one more may go; it is counted then.
    pub(super) fn takes(&mut self, due: &Due) -> bool {
        if self.all == 0 || (!due.is_awaited() && self.ordinary == 0) {
            return false;
        }
        let went = self.went.entry(domain(&due.address)).or_default();
        if self.per_domain.is_some_and(|most| *went >= most) {
            return false;
        }
        *went += 1;
        self.all -= 1;
        self.ordinary -= u64::from(!due.is_awaited());
        true
    }
}

/// How many mails may go out now so that all workers together keep to so many a minute. A quarter of
/// them is left for what somebody waits for.
pub async fn allowance(
    store: &Store,
    (per_minute, per_domain): (u32, u32),
    now: DateTime<Utc>,
) -> Result<Allowance, WorkflowError> {
    let most = u64::from(per_minute);
    let minute = now - Duration::minutes(1);
    let tried = mails::attempted_between(store.reader(), minute, now, most).await?;
    let all = most - tried.len() as u64;
    let mut went = HashMap::new();
    for address in &tried {
        *went.entry(domain(address)).or_default() += 1;
    }
    let ordinary = all.saturating_sub(most / 4);
    Ok(Allowance { all, ordinary, per_domain: Some(per_domain.into()), went })
}

fn domain(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::MailId;
    use crate::rules::mail::{MailKind, MailState};

    fn due(kind: MailKind, address: &str) -> Due {
        Due { id: MailId(1), kind, address: address.into(), state: MailState::Queued }
    }

    #[test]
    fn a_domain_that_is_full_holds_up_no_other() {
        let went = HashMap::from([("a.id".to_owned(), 1)]);
        let mut now = Allowance { per_domain: Some(2), went, ..Allowance::of(4) };
        assert!(now.full_domains().is_empty());
        assert!(now.takes(&due(MailKind::Midweek, "x@A.id")));
        assert!(!now.takes(&due(MailKind::Midweek, "y@a.id")));
        assert_eq!(now.full_domains(), ["a.id"]);
        assert!(now.takes(&due(MailKind::Midweek, "z@b.id")));
        now.ordinary = 0;
        assert!(!now.takes(&due(MailKind::Midweek, "z@b.id")));
        assert!(now.takes(&due(MailKind::PasswordReset, "z@b.id")));
        assert_eq!(now.all, 1);
    }
}
