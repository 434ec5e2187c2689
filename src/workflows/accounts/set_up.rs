//! The first run: nobody can sign in yet. Whoever has the token from the log names the institution
//! and becomes its administrator.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::choose_password;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailChoice;
use crate::rules::problem::{self, Problems};
use crate::rules::retention::OF_A_NEW_INSTALLATION;
use crate::rules::{
    EmployeeId, Office, OfficeTree, Problem, RoleId, RoleKind, Zone, employee, office,
};
use crate::store::employees::{self, Employee, LoginOwner};
use crate::store::roles::{self, RoleRow};
use crate::store::settings::{self, FirstSteps};
use crate::store::{Store, offices};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

/// What was typed, nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub token: String,
    pub institution: String,
    pub code: String,
    pub time_zone: String,
    pub name: String,
    pub login: String,
    pub email: String,
    pub password: String,
    pub password_again: String,
}

/// What may be set up, but for the hash of the password.
#[derive(Clone, Debug)]
pub struct Ready {
    institution: Office,
    administrator: Employee,
}

/// The kind of the office at the top.
const INSTITUTION: &str = "pemda";

/// A new token for the first-run page, if nobody can sign in yet. It replaces the one before: only
/// the log of this start opens the page.
pub async fn make_token(store: &Store, warrant: &Warrant) -> Result<Option<String>, WorkflowError> {
    if employees::anyone_can_sign_in(store.reader()).await? {
        return Ok(None);
    }
    let token = secret::token();
    let hash = secret::hash(&token);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            settings::put(txn, settings::SETUP_TOKEN, &hash).await?;
            Ok(())
        }))
        .await?;
    Ok(Some(token))
}

/// Whether the page is to be had at all.
///
/// # Errors
/// [`Refused::NotFound`] once somebody can sign in.
pub async fn must_be_first(store: &Store) -> Result<(), WorkflowError> {
    if employees::anyone_can_sign_in(store.reader()).await? {
        return Err(WorkflowError::NotFound);
    }
    Ok(())
}

/// Judges all that was typed; the password is hashed after it.
///
/// # Errors
/// [`Refused::NotFound`] once somebody can sign in; `Invalid` with every fault.
pub async fn check(
    store: &Store,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<Ready, WorkflowError> {
    must_be_first(store).await?;
    let mut found: Vec<_> = wrong_token(store, &draft.token).await?.into_iter().collect();
    let institution = institution(&draft);
    let administrator = administrator(&draft.name, &draft.login, &draft.email, now);
    let institution = institution.map_err(|more| found.extend(more)).ok();
    // The password is judged beside whatever else was typed, so that every fault is told at once.
    let as_typed = row(draft.name.clone(), draft.login.clone(), draft.email.clone(), now);
    let owner = administrator.as_ref().unwrap_or(&as_typed);
    if draft.password.is_empty() {
        found.push(Problem::new("password", "missing"));
    } else {
        found.extend(choose_password::check(&draft.password, owner).err());
    }
    let administrator = administrator.map_err(|more| found.extend(more)).ok();
    if draft.password != draft.password_again {
        found.push(Problem::new("password_again", "password-again"));
    }
    match (institution, administrator) {
        (Some(institution), Some(administrator)) if found.is_empty() => {
            Ok(Ready { institution, administrator })
        }
        _ => {
            let place = |problem: &Problem| FIELDS.iter().position(|it| *it == problem.field);
            found.sort_by_key(place);
            Err(WorkflowError::Invalid(found))
        }
    }
}

/// The fields as they stand on the page: faults are listed in this order.
pub const FIELDS: [&str; 9] = [
    "token",
    "institution",
    "code",
    "time_zone",
    "name",
    "login",
    "email",
    "password",
    "password_again",
];

/// What is wrong with a token that is not the one in the log of this start.
pub async fn wrong_token(store: &Store, token: &str) -> Result<Option<Problem>, WorkflowError> {
    if token.trim().is_empty() {
        return Ok(Some(Problem::new("token", "missing")));
    }
    let expected = settings::get(store.reader(), settings::SETUP_TOKEN).await?.unwrap_or_default();
    let same = secret::same(&secret::hash(token.trim()), &expected);
    Ok((!same).then(|| Problem::new("token", "setup-token")))
}

fn institution(draft: &Draft) -> Result<Office, Vec<Problem>> {
    let root = office::Draft {
        code: draft.code.clone(),
        name: draft.institution.clone(),
        kind: INSTITUTION.into(),
        parent: None,
        time_zone: Some(draft.time_zone.clone()),
    };
    root.check(&OfficeTree::default()).map_err(|mut problems| {
        // The page asks for a person's name too.
        for problem in problems.iter_mut().filter(|problem| problem.field == "name") {
            problem.field = "institution".into();
        }
        problems
    })
}

/// Somebody who will administer, judged but for the password.
pub fn administrator(
    name: &str,
    login: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Employee, Vec<Problem>> {
    let mut problems = Problems::default();
    let name = problems.take(problem::line("name", name, employee::LONGEST_NAME));
    let login = problems.take(employee::number(login).map_err(|mut problem| {
        problem.field = "login".into();
        problem
    }));
    let email = problems.take(employee::email(email));
    match (name, login, email) {
        (Some(name), Some(login), Some(email)) => Ok(row(name, login, email, now)),
        _ => Err(problems.into_vec()),
    }
}

fn row(name: String, login: String, email: String, now: DateTime<Utc>) -> Employee {
    Employee {
        id: EmployeeId::NONE,
        // Not everybody who runs a server has a NIP; a transfer gives them one.
        number: login.clone(),
        name,
        name_key: String::new(),
        email: Some(email),
        phone: None,
        login: Some(login.to_lowercase()),
        password_hash: None,
        language: None,
        mute_midweek: false,
        mail_choice: MailChoice::Mail,
        one_mail_a_day: false,
        wants_results: false,
        disabled_at: None,
        erased_at: None,
        created_at: now,
    }
}

/// Makes the institution, if there is no office yet, and its administrator, in one write.
///
/// # Errors
/// [`Refused::NotFound`] when somebody was faster.
pub async fn set_up(
    store: &Store,
    warrant: &Warrant,
    ready: Ready,
    password_hash: String,
) -> Result<EmployeeId, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            // The row of the token is the lock: of two at once, one finds it gone.
            if !settings::take(txn, settings::SETUP_TOKEN).await?
                || employees::anyone_can_sign_in(txn).await?
            {
                return Err(WorkflowError::NotFound);
            }
            if offices::locked(txn).await?.roots().next().is_none() {
                offices::insert(txn, &ready.institution).await?;
            }
            let administrator =
                Employee { password_hash: Some(password_hash), ..ready.administrator };
            settings::put_part(txn, settings::FIRST_STEPS, &FirstSteps::default()).await?;
            settings::put_part(txn, settings::RETENTION, &OF_A_NEW_INSTALLATION).await?;
            insert(acting, administrator).await
        }))
        .await
}

/// Makes an administrator from a script. `password_hash` is that of a password already judged.
///
/// # Errors
/// `Invalid` for what cannot be, or is taken by somebody else.
pub async fn create_administrator(
    store: &Store,
    warrant: &Warrant,
    login: &str,
    email: &str,
    name: &str,
    password_hash: String,
) -> Result<EmployeeId, WorkflowError> {
    let administrator =
        administrator(name, login, email, warrant.now()).map_err(WorkflowError::Invalid)?;
    let administrator = Employee { password_hash: Some(password_hash), ..administrator };
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let id = insert(acting, administrator).await?;
            settings::remove(txn, settings::SETUP_TOKEN).await?;
            Ok(id)
        }))
        .await
}

async fn insert(acting: &Acting<'_>, administrator: Employee) -> Result<EmployeeId, WorkflowError> {
    let (txn, now) = (acting.txn(), acting.now());
    if employees::by_login(txn, &administrator.number).await? != LoginOwner::Nobody {
        return Err(WorkflowError::invalid(Problem::new("login", "taken")));
    }
    let login = administrator.login.clone();
    let id = employees::insert(txn, administrator).await?;
    let role = RoleRow {
        id: RoleId::NONE,
        employee_id: id,
        kind: RoleKind::Administrator,
        office_id: None,
        // The day in the west, where it begins last.
        from_on: Zone::Wib.date(now),
        to_on: None,
        acting: false,
        created_at: now,
        revoked_at: None,
    };
    roles::insert(txn, role).await?;
    let subject = format!("employees/{id}");
    acting.note(AuditAction::AdministratorCreate, subject, json!({ "login": login })).await?;
    Ok(id)
}
