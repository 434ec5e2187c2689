//! Sets a password through a link or a slip: the first one, or a new one.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::open_link::Opened;
use super::passwords::LONGEST;
use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeId, Problem};
use crate::store::employees::Employee;
use crate::store::links;
use crate::store::{self, Store, Txn, employees, sessions, tokens};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Characters.
const SHORTEST: usize = 10;

/// Words that many choose, one a line. Ours: put together by hand from what is known to be common
/// everywhere and from Indonesian names, places, clubs and phrases.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = include_str!("common_passwords.txt").lines();
    words.filter(|word| !word.is_empty() && !word.starts_with('#')).collect()
});

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
    if letters.len() < 5 || tried.iter().any(|form| COMMON.contains(form.as_str())) {
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

/// Lower case letters and figures only.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
            set_password(txn, employee, hash, None, now).await?;
            let details = json!({ "by": link.purpose, "channel": link.channel });
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::PasswordChoose, subject, details).await?;
            Ok(employee)
        }))
        .await
}

/// Sets a password hash and ends all sessions (but one, by its token hash, if it is named), API
/// tokens and links in mails. The caller notes it in the audit.
pub async fn set_password(
    txn: &Txn,
    employee: EmployeeId,
    hash: String,
    keep_session: Option<&str>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    if let Some(mut row) = employees::lock(txn, employee).await? {
        row.password_hash = Some(hash);
        employees::update(txn, row).await?;
    }
    sessions::end_all(txn, employee, keep_session).await?;
    tokens::end_all(txn, employee).await?;
    links::end_all(txn, employee, now).await
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        assert!((180..=400).contains(&COMMON.len()), "{}", COMMON.len());
        for word in COMMON.iter() {
            assert_eq!(plain(word), *word);
        }
    }
}
