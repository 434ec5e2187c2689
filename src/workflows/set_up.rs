//! The first run: the token that opens its page, and the first administrator.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Refused;
use crate::rules::{EmployeeId, Problem, RoleKind, Zone, employee, problem};
use crate::secret;
use crate::store::employees::{self, Employee};
use crate::store::roles::{self, RoleRow};
use crate::store::{Store, Txn, audit, settings};
use crate::txn_job;

/// A new token for the first-run page, while nobody can sign in yet; older ones stop working.
pub async fn make_token(store: &Store) -> Result<Option<String>, Refused> {
    if employees::anyone_can_sign_in(store.reader()).await? {
        return Ok(None);
    }
    let token = secret::token();
    let hash = secret::hash(&token);
    store
        .write(txn_job!(|txn| Ok::<_, Refused>(
            settings::put(txn, settings::SETUP_TOKEN, &hash).await?
        )))
        .await?;
    Ok(Some(token))
}

/// Makes somebody who administers the whole installation. Not placed anywhere, they owe nothing.
pub async fn create_administrator(
    store: &Store,
    login: &str,
    email: &str,
    name: &str,
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<EmployeeId, Refused> {
    let (login, email, name) = (login.to_owned(), email.to_owned(), name.to_owned());
    store
        .write(txn_job!(|txn| insert_administrator(txn, &login, &email, &name, password_hash, now)
            .await))
        .await
}

/// The row of an administrator who has no password yet.
pub fn administrator(login: &str, email: &str, name: &str, now: DateTime<Utc>) -> Employee {
    Employee {
        id: 0,
        number: login.to_owned(),
        name: name.to_owned(),
        email: email.to_owned(),
        phone: None,
        login: Some(login.to_owned()),
        password_hash: None,
        language: None,
        mute_midweek: false,
        created_at: now,
    }
}

/// The same inside a transaction that does more.
pub async fn insert_administrator(
    txn: &Txn,
    login: &str,
    email: &str,
    name: &str,
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<EmployeeId, Refused> {
    let login = problem::line("login", login, 50).map_err(Refused::invalid)?;
    let email = employee::email(email).map_err(Refused::invalid)?;
    let name = problem::line("name", name, 100).map_err(Refused::invalid)?;
    if employees::by_login(txn, &login).await?.is_some() {
        return Err(Refused::Conflict(Problem::new("login", "number-taken")));
    }
    if employees::by_email(txn, &email).await?.is_some() {
        return Err(Refused::Conflict(Problem::new("email", "email-taken")));
    }
    let mut row = administrator(&login, &email, &name, now);
    row.password_hash = Some(password_hash);
    let id = employees::insert(txn, row).await?;
    let role = RoleRow {
        id: 0,
        employee_id: id,
        kind: RoleKind::Administrator.name().into(),
        office_id: None,
        from_on: Zone::Wib.date(now),
        to_on: None,
        acting: false,
        created_at: now,
        revoked_at: None,
    };
    roles::insert(txn, role).await?;
    settings::remove(txn, settings::SETUP_TOKEN).await?;
    let subject = format!("employees/{id}");
    audit::note(txn, now, None, "administrator.create", subject, json!({})).await?;
    Ok(id)
}
