//! What people change of their own account: language, reminders, password.

use serde_json::json;

use super::choose_password;
use super::passwords::{Busy, LONGEST, Passwords};
use crate::rules::Problem;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailChoice;
use crate::rules::security_event::SecurityEvent;
use crate::security_log::{self, Subject};
use crate::store::employees::Employee;
use crate::store::{Store, employees, push_subscriptions};
use crate::text::Language;
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// What somebody wants to be told, and how.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    pub mute_midweek: bool,
    /// As before where it is not said.
    pub mail_choice: Option<MailChoice>,
    pub one_mail_a_day: bool,
    pub wants_results: bool,
}

/// Sets the language of pages and mails, and what comes.
///
/// # Errors
/// `Invalid` where they want it on a phone and have none.
pub async fn change_settings(
    store: &Store,
    warrant: &Warrant,
    language: Language,
    wishes: Wishes,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, me) = (acting.txn(), acting.viewer()?.employee);
            let mut row = employees::lock(txn, me).await?.ok_or(WorkflowError::NotFound)?;
            row.language = Some(language);
            if wishes.mail_choice == Some(MailChoice::Phone)
                && push_subscriptions::of(txn, me).await?.is_empty()
            {
                return Err(WorkflowError::invalid(Problem::new("mail_choice", "no-phone")));
            }
            row.mute_midweek = wishes.mute_midweek;
            row.mail_choice = wishes.mail_choice.unwrap_or(row.mail_choice);
            row.one_mail_a_day = wishes.one_mail_a_day;
            row.wants_results = wishes.wants_results;
            let details = json!({
                "language": language,
                "mute_midweek": row.mute_midweek,
                "mail_choice": row.mail_choice,
                "one_mail_a_day": row.one_mail_a_day,
                "wants_results": row.wants_results,
            });
            employees::update(txn, row).await?;
            let subject = format!("employees/{me}");
            acting.note(AuditAction::AccountEdit, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Judges a change of password: the present one is asked for, so that a browser left open is not
/// enough.
pub async fn check_password(
    passwords: &Passwords,
    me: &Employee,
    current: &str,
    new: &str,
    again: &str,
) -> Result<Vec<Problem>, Busy> {
    let mut problems = Vec::new();
    let (whose, hash) = (me.id.to_string(), me.password_hash.clone());
    if current.len() > LONGEST || !passwords.verify(&whose, hash, current.to_owned()).await? {
        security_log::say(SecurityEvent::ConfirmationFailed, Subject::Person(me.id));
        problems.push(Problem::new("current_password", "password-current"));
    }
    problems.extend(choose_password::check(new, me).err());
    if new != again {
        problems.push(Problem::new("password_again", "password-again"));
    }
    Ok(problems)
}

/// Sets a new password, given as its hash; whatever else opens the account ends.
pub async fn change_password(
    store: &Store,
    warrant: &Warrant,
    hash: String,
    keep_session: String,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let me = acting.viewer()?.employee;
            choose_password::set_password(acting, me, hash, Some(&keep_session)).await?;
            let subject = format!("employees/{me}");
            acting.note(AuditAction::PasswordChange, subject, json!({})).await?;
            Ok(())
        }))
        .await
}
