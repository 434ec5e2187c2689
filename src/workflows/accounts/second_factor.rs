//! A second factor: a code that an app makes anew every half minute (TOTP, RFC 6238). It is set up with a
//! code that is right, and comes with recovery codes for a telephone that was lost.

use serde_json::json;
use totp_rs::{Builder, Totp};

use super::passwords::{Passwords, code_hash};
use super::sign_in::NotSignedIn;
use super::slips::random_code;
use super::tell_owner::tell_owner;
use crate::rules::activation::typed_code;
use crate::rules::audit::AuditAction;
use crate::rules::mail::AccountChange;
use crate::rules::{EmployeeId, EmployeeRef, Problem};
use crate::store::second_factors::{self, SecondFactor};
use crate::store::{self, ConnectionTrait, Store, access, employees};
use crate::throttle::Throttle;
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Bytes of a secret: what SHA-1 takes.
const SECRET: usize = 20;
const RECOVERY_CODES: usize = 10;

/// What is shown to whoever sets it up: as a QR code, and to be typed.
#[derive(Clone, Debug)]
pub struct Shown {
    pub url: String,
    pub secret: String,
}

/// Whether codes are asked of somebody.
pub async fn is_set(db: &impl ConnectionTrait, employee: EmployeeId) -> store::Result<bool> {
    let found = second_factors::of(db, employee).await?;
    Ok(found.is_some_and(|factor| factor.confirmed_at.is_some()))
}

/// A new secret, which counts once a code of it was right.
///
/// # Errors
/// `Conflict` with `second-factor-set` where there is one already.
pub async fn begin(store: &Store, warrant: &Warrant) -> Result<(), WorkflowError> {
    let mut secret = [0; SECRET];
    getrandom::fill(&mut secret).expect("without the system's randomness nothing is safe");
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, employee_id) = (acting.txn(), acting.viewer()?.employee);
            employees::lock(txn, employee_id).await?.ok_or(WorkflowError::NotFound)?;
            if is_set(txn, employee_id).await? {
                return Err(WorkflowError::Conflict(Problem::new("", "second-factor-set")));
            }
            second_factors::remove(txn, employee_id).await?;
            let factor = SecondFactor {
                employee_id,
                secret: secret.to_vec(),
                created_at: acting.now(),
                confirmed_at: None,
                last_step: 0,
            };
            second_factors::insert(txn, factor).await?;
            acting.note(AuditAction::SecondFactorBegin, of(employee_id), json!({})).await?;
            Ok(())
        }))
        .await
}

/// What an app reads of a secret that was not tried yet. The institution and the number name the account
/// in the app.
pub fn shown(factor: &SecondFactor, institution: &str, number: &str) -> Option<Shown> {
    // A colon parts the two in the address.
    let plain = |text: &str| text.replace(':', " ");
    let builder = Builder::new()
        .with_secret(factor.secret.clone())
        .with_issuer(Some(plain(institution)))
        .with_account_name(plain(number));
    let totp = builder.build().ok()?;
    Some(Shown { url: totp.to_url().ok()?, secret: totp.secret().to_base32() })
}

/// Tries the first code; returns the recovery codes, which are shown once.
///
/// # Errors
/// [`NotSignedIn::CodeWrong`]; [`NotSignedIn::Ended`] where nothing waits to be tried.
pub async fn confirm(
    store: &Store,
    throttle: &Throttle,
    warrant: &Warrant,
    typed: &str,
) -> Result<Vec<String>, NotSignedIn> {
    let employee = warrant.author().ok_or(NotSignedIn::Ended)?;
    throttle.second_factor(employee)?;
    let Some(Typed::App(code)) = Typed::read(typed) else { return Err(NotSignedIn::CodeWrong) };
    let codes = tokio::task::spawn_blocking(move || {
        let codes = (0..RECOVERY_CODES).map(|_| random_code());
        codes.map(|code| (code_hash(employee, &code), code)).unzip()
    });
    let (hashes, codes): (Vec<String>, Vec<String>) =
        codes.await.map_err(|_| store::Error::Stopped)?;
    let is_right = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let factor = second_factors::lock(txn, employee).await?;
            let waiting = factor.filter(|factor| factor.confirmed_at.is_none());
            let mut factor = waiting.ok_or(WorkflowError::NotFound)?;
            let Some(step) = step_of(&factor, &code, acting) else { return Ok(false) };
            (factor.confirmed_at, factor.last_step) = (Some(now), step);
            second_factors::update(txn, factor).await?;
            second_factors::put_codes(txn, employee, hashes).await?;
            acting.note(AuditAction::SecondFactorSet, of(employee), json!({})).await?;
            tell(acting, employee, AccountChange::SecondFactorSet).await?;
            Ok(true)
        }))
        .await
        .map_err(super::sign_in::not_written)?;
    if is_right { Ok(codes) } else { Err(NotSignedIn::CodeWrong) }
}

/// Takes one's own away. Whoever has to have one is led to set up another.
pub async fn remove(store: &Store, warrant: &Warrant) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let employee = acting.viewer()?.employee;
            if second_factors::remove(acting.txn(), employee).await? {
                acting.note(AuditAction::SecondFactorRemove, of(employee), json!({})).await?;
                tell(acting, employee, AccountChange::SecondFactorRemoved).await?;
            }
            Ok(())
        }))
        .await
}

/// Takes somebody's away who has lost it; what was open with it ends.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn reset(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let owner = employees::locked(txn, &whom).await?.ok_or(WorkflowError::NotFound)?;
            if !second_factors::remove(txn, owner.id).await? {
                return Err(WorkflowError::NotFound);
            }
            access::end_all(txn, &[owner.id], None, now).await?;
            acting.note(AuditAction::SecondFactorReset, of(owner.id), json!({})).await?;
            Ok(tell_owner(acting, &owner, AccountChange::SecondFactorReset).await?)
        }))
        .await
}

/// A code as somebody typed it.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    /// Six figures.
    App(String),
    /// Eight letters.
    Recovery(String),
}

impl Typed {
    /// `None` for what can be neither.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let figures: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        if figures.len() == 6 && figures.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::App(figures));
        }
        typed_code(typed).map(Self::Recovery)
    }

    /// A recovery code as it is stored.
    pub(super) async fn hashed(
        self,
        passwords: &Passwords,
        owner: EmployeeId,
    ) -> Result<Self, NotSignedIn> {
        Ok(match self {
            Self::App(code) => Self::App(code),
            Self::Recovery(code) => {
                let hash = passwords.hash_code(&format!("code of {owner}"), owner, code).await?;
                Self::Recovery(hash)
            }
        })
    }
}

/// Uses a code up, hashed where it is a recovery code. Returns whether it was right, and was not used before.
pub(super) async fn use_code(
    acting: &Acting<'_>,
    owner: EmployeeId,
    code: &Typed,
) -> Result<bool, WorkflowError> {
    let (txn, now) = (acting.txn(), acting.now());
    let factor = second_factors::lock(txn, owner).await?;
    let Some(mut factor) = factor.filter(|factor| factor.confirmed_at.is_some()) else {
        return Ok(false);
    };
    match code {
        Typed::App(code) => {
            let Some(step) = step_of(&factor, code, acting) else { return Ok(false) };
            if step <= factor.last_step {
                return Ok(false);
            }
            factor.last_step = step;
            second_factors::update(txn, factor).await?;
        }
        Typed::Recovery(hash) => {
            if !second_factors::use_code(txn, owner, hash, now).await? {
                return Ok(false);
            }
            let left = second_factors::codes_left(txn, owner).await?;
            let details = json!({ "count": left });
            let action = AuditAction::SecondFactorUseRecoveryCode;
            acting.note_by(Some(owner), action, of(owner), details).await?;
            tell(acting, owner, AccountChange::RecoveryCodeUsed { left }).await?;
        }
    }
    Ok(true)
}

/// The half minute of a code, half a minute too early or too late at the most.
fn step_of(factor: &SecondFactor, code: &str, acting: &Acting<'_>) -> Option<i64> {
    let totp: Totp = Builder::new().with_secret(factor.secret.clone()).build().ok()?;
    let now = u64::try_from(acting.now().timestamp()).ok()?;
    i64::try_from(totp.check(code, now)?).ok()
}

async fn tell(
    acting: &Acting<'_>,
    owner: EmployeeId,
    change: AccountChange,
) -> Result<(), WorkflowError> {
    if let Some(owner) = employees::by_id(acting.txn(), owner).await? {
        tell_owner(acting, &owner, change).await?;
    }
    Ok(())
}

fn of(employee: EmployeeId) -> String {
    format!("employees/{employee}")
}
