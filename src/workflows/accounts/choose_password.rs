//! Sets a password through a link or a slip: the first one, or a new one.

use std::collections::HashSet;

use serde_json::json;

use super::common_passwords::{is_common, plain};
use super::open_link::Opened;
use super::passwords::LONGEST;
use super::tell_owner::tell_owner;
use crate::rules::audit::AuditAction;
use crate::rules::mail::AccountChange;
use crate::rules::{EmployeeId, Problem};
use crate::store::employees::Employee;
use crate::store::links;
use crate::store::{self, Store, access, employees};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Characters.
const SHORTEST: usize = 10;

/// Whether a password is good enough for somebody. Asked before it is hashed.
pub fn check(password: &str, owner: &Employee) -> Result<(), Problem> {
    let problem = |code| Problem::new("password", code);
    if password.chars().count() < SHORTEST {
        return Err(problem("password-too-short").with("shortest", SHORTEST));
    }
    if password.len() > LONGEST {
        return Err(problem("password-too-long").with("longest", LONGEST));
    }
    let tried = forms(password);
    let address = owner.email.as_deref().unwrap_or_default();
    let user = address.split('@').next().unwrap_or_default();
    let own =
        [&owner.number, &owner.name, address, user, owner.login.as_deref().unwrap_or_default()];
    if own.iter().any(|own| tried.contains(&plain(own))) {
        return Err(problem("password-like-you"));
    }
    let letters: HashSet<char> = tried[0].chars().collect();
    if letters.len() < 5 || tried.iter().any(|form| is_common(form)) {
        return Err(problem("password-too-common"));
    }
    Ok(())
}

/// The password as compared: plain, and without what is hung on a word to please a rule
/// (`rahasia2026!`).
fn forms(password: &str) -> [String; 2] {
    let plain = plain(password);
    let stem = plain.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned();
    // A password of figures alone has no stem.
    if stem.is_empty() { [plain.clone(), plain] } else { [plain, stem] }
}

/// Uses the link up and sets the password, given as its hash; everybody signed in to the account is
/// signed out. Returns whose it was.
///
/// # Errors
/// `NotFound` when somebody was faster.
pub async fn choose_password(
    store: &Store,
    warrant: &Warrant,
    opened: Opened,
    hash: String,
) -> Result<EmployeeId, WorkflowError> {
    let Opened { employee, link } = opened;
    let employee = employee.id;
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            if !links::consume(txn, &link, now).await? {
                return Err(WorkflowError::NotFound);
            }
            set_password(acting, employee, hash, None).await?;
            let details = json!({ "by": link.purpose, "channel": link.channel });
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::PasswordChoose, subject, details).await?;
            Ok(employee)
        }))
        .await
}

/// Sets a password hash, ends all that opens the account, but one session if it is named, by its token
/// hash, and tells whoever had a password. The caller notes it in the audit.
pub(super) async fn set_password(
    acting: &Acting<'_>,
    employee: EmployeeId,
    hash: String,
    keep_session: Option<&str>,
) -> store::Result<()> {
    let txn = acting.txn();
    if let Some(mut owner) = employees::lock(txn, employee).await? {
        tell_owner(acting, &owner, AccountChange::Password).await?;
        owner.password_hash = Some(hash);
        employees::update(txn, owner).await?;
    }
    access::end_all(txn, &[employee], keep_session, acting.now()).await
}

#[cfg(test)]
mod tests {
    use crate::rules::mail::MailChoice;
    use chrono::DateTime;

    use super::*;

    fn owner() -> Employee {
        Employee {
            id: EmployeeId(1),
            number: "198503122010012007".into(),
            name: "Sri Wahyuni Lestari".into(),
            name_key: String::new(),
            email: Some("sri.wahyuni@lumajangkab.go.id".into()),
            phone: None,
            login: Some("sriwahyuni85".into()),
            password_hash: None,
            language: None,
            mute_midweek: false,
            mail_choice: MailChoice::Mail,
            one_mail_a_day: false,
            wants_results: false,
            disabled_at: None,
            erased_at: None,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_anybody_would_guess_is_refused() {
        for (password, code) in [
            ("", "password-too-short"),
            ("kucing123", "password-too-short"),
            ("aéïöübcdf", "password-too-short"),
            (&"kucing makan ikan ".repeat(8), "password-too-long"),
            ("198503122010012007", "password-like-you"),
            ("1985 0312 2010 0120 07", "password-like-you"),
            ("Sri Wahyuni Lestari", "password-like-you"),
            ("SriWahyuniLestari1985!", "password-like-you"),
            ("sri.wahyuni@lumajangkab.go.id", "password-like-you"),
            ("sri.wahyuni", "password-like-you"),
            ("SriWahyuni85", "password-like-you"),
            ("1234567890", "password-too-common"),
            ("aaaaaaaaaaaaaaaa", "password-too-common"),
            ("1212121212", "password-too-common"),
            ("Password123!", "password-too-common"),
            ("bismillah2026", "password-too-common"),
            ("Rahasia-12345", "password-too-common"),
            ("qwertyuiop", "password-too-common"),
            ("1029384756", "password-too-common"),
            ("123456qwerty", "password-too-common"),
            ("1234567890q", "password-too-common"),
            ("terminator", "password-too-common"),
            ("Terminator!1", "password-too-common"),
        ] {
            assert_eq!(check(password, &owner()).unwrap_err().code, code, "{password}");
        }
    }

    #[test]
    fn some_words_that_mean_something_to_one_person_will_do() {
        for password in ["becak biru lewat pasar", "9kGq2Lw7xZ", "pisang-agung-senduro"] {
            assert_eq!(check(password, &owner()), Ok(()), "{password}");
        }
    }
}
