//! How often somebody may try: by account and by address. Kept in memory and measured by a clock
//! that only runs on; it knows no date.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::rules::{EmployeeId, keys};

/// Too many tries: how long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFast {
    pub seconds: u64,
}

/// Slows guessing down, by what was typed, by account and by address. A browser that has signed in to the
/// account before is not counted against it, so that nobody can lock the owner out; it has tries of its own.
#[derive(Clone)]
pub struct Throttle {
    accounts: Arc<DefaultKeyedRateLimiter<String>>,
    addresses: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    emails: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    readers: Arc<DefaultKeyedRateLimiter<IpAddr>>,
}

const PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(10).expect("10 is not 0");
/// Whole offices share an address.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(300).expect("300 is not 0");
/// Nobody forgets as often as they sign in, and each time may send an email.
const EMAILS_PER_ADDRESS: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");

impl Default for Throttle {
    fn default() -> Self {
        // 10 at once and 10 more in 15 minutes: 20 at the most in any quarter of an hour.
        let account = Quota::with_period(std::time::Duration::from_secs(90))
            .expect("a period above zero")
            .allow_burst(PER_ACCOUNT);
        Self {
            accounts: Arc::new(DefaultKeyedRateLimiter::keyed(account)),
            addresses: Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(PER_ADDRESS))),
            emails: Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(EMAILS_PER_ADDRESS))),
            readers: Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(PER_ADDRESS))),
        }
    }
}

impl Throttle {
    /// For a name that was typed, whether somebody has it or not.
    pub fn name(&self, typed: &str) -> Result<(), TooFast> {
        self.check(&format!("name {}", keys::number(typed).to_lowercase()))
    }

    /// For an account by whichever of its names. Who is told of it would learn that two names are one
    /// person's: the answer is that of a wrong password.
    pub fn account(&self, whose: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("account {whose}"))
    }

    /// For the code of a slip, which is not counted with the passwords of its owner.
    pub fn code_name(&self, typed: &str) -> Result<(), TooFast> {
        self.check(&format!("code of name {}", keys::number(typed).to_lowercase()))
    }

    /// The same by account, as [`Self::account`].
    pub fn code_account(&self, whose: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("code of {whose}"))
    }

    /// For the present password of somebody who has signed in, wherever it is asked for again.
    pub fn present_password(&self, whose: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("present password of {whose}"))
    }

    fn check(&self, key: &str) -> Result<(), TooFast> {
        self.accounts.check_key(&key.to_owned()).map_err(|until| too_fast(&until))
    }

    /// For the codes of a second factor.
    pub fn second_factor(&self, whose: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("second factor of {whose}"))
    }

    /// For all that is kept about somebody in one file, which can be large.
    pub fn own_data(&self, who: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("data of {who}"))
    }

    /// For the receipts of an office in one file.
    pub fn receipts(&self, who: EmployeeId) -> Result<(), TooFast> {
        self.check(&format!("receipts of {who}"))
    }

    pub fn address(&self, address: Option<IpAddr>) -> Result<(), TooFast> {
        check(&self.addresses, address)
    }

    /// For what anybody reads or asks by a code: it keeps nobody at the same address from signing in.
    pub fn reader(&self, address: Option<IpAddr>) -> Result<(), TooFast> {
        check(&self.readers, address)
    }

    /// For what sends an email to somebody who has not signed in.
    pub fn email(&self, address: Option<IpAddr>) -> Result<(), TooFast> {
        check(&self.emails, address)
    }

    /// Forgets whoever has been quiet for long; called now and then.
    pub fn sweep(&self) {
        self.accounts.retain_recent();
        self.addresses.retain_recent();
        self.emails.retain_recent();
        self.readers.retain_recent();
    }
}

fn check(limits: &DefaultKeyedRateLimiter<IpAddr>, address: Option<IpAddr>) -> Result<(), TooFast> {
    let Some(address) = address else { return Ok(()) };
    limits.check_key(&keys::network(address)).map_err(|until| too_fast(&until))
}

fn too_fast(until: &governor::NotUntil<<DefaultClock as Clock>::Instant>) -> TooFast {
    let wait = until.wait_time_from(DefaultClock::default().now());
    TooFast { seconds: wait.as_secs() + 1 }
}
