//! What administrators do, on both databases.

mod declarations;
mod employees;
mod erase;
mod erase_lived;
mod exempt_office;
mod exemptions;
mod holidays;
mod import_exemptions;
mod import_field;
mod imports;
mod offices;
mod policies;
mod recaps;
mod roles;
mod settings;
mod take_back;
mod traces;
mod undo_import;

use chrono::{DateTime, TimeDelta, Utc};
use pekan::clock::Clock;
use pekan::rules::{EmployeeId, Problem, RoleId, TokenId, Viewer, employee, office};
use pekan::store::tokens::{self, Token};
use pekan::store::{Error, Store, audit, employees as people, roles as role_rows};
use pekan::txn_job;
use pekan::workflows::employees::grant_role;
use pekan::workflows::{self, Warrant, WorkflowError};

use crate::support::database::Database;

/// Friday, 20 November 2026, 09.00 WIB.
pub fn now() -> DateTime<Utc> {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

/// The root LMJ with DKP and DKP-UPT below it, and TEMPEH elsewhere; Dewi administers.
pub struct District {
    pub store: Store,
    pub dewi: Warrant,
}

pub const DEWI: &str = "198512252010012007";

impl District {
    pub async fn build(db: &Database) -> Self {
        let store = db.store().await;
        for (code, parent) in
            [("LMJ", None), ("DKP", Some("LMJ")), ("DKP-UPT", Some("DKP")), ("TEMPEH", Some("LMJ"))]
        {
            let draft = office::Draft {
                code: code.into(),
                name: format!("Kantor {code}"),
                kind: "dinas".into(),
                parent: parent.map(Into::into),
                time_zone: parent.is_none().then(|| "WIB".into()),
            };
            workflows::offices::add(&store, &Warrant::system(now()), draft).await.unwrap();
        }
        let mut district = Self { store, dewi: Warrant::system(now()) };
        district.hire(DEWI, "LMJ").await;
        district.appoint(DEWI, "administrator", None).await;
        district.dewi = district.by(DEWI).await;
        district
    }

    pub async fn hire(&self, number: &str, office: &str) -> EmployeeId {
        let draft = person(number, office);
        workflows::employees::add(&self.store, &self.dewi, draft).await.unwrap().id
    }

    pub async fn appoint(&self, number: &str, role: &str, office: Option<&str>) -> RoleId {
        let draft = grant_role::Draft {
            employee: number.into(),
            role: role.into(),
            office: office.map(Into::into),
            from: "2024-01-01".into(),
            ..Default::default()
        };
        grant_role::grant(&self.store, &self.dewi, draft).await.unwrap().id
    }

    /// Gives somebody a password.
    pub async fn activate(&self, number: &str) {
        let mut row = people::by_number(self.store.reader(), number).await.unwrap().unwrap();
        row.password_hash = Some("hash".into());
        self.store
            .write::<_, Error, _>(txn_job!(|txn| people::update(txn, row).await))
            .await
            .unwrap();
    }

    pub async fn id(&self, number: &str) -> EmployeeId {
        people::by_number(self.store.reader(), number).await.unwrap().unwrap().id
    }

    /// The person with the roles of today, by a key.
    pub async fn by(&self, number: &str) -> Warrant {
        let employee = self.id(number).await;
        let today = "2026-11-20".parse().unwrap();
        let roles = role_rows::of(self.store.reader(), employee, today).await.unwrap();
        let token_hash = pekan::secret::hash(&pekan::secret::token());
        let key = Token {
            id: TokenId::NONE,
            token_hash: token_hash.clone(),
            employee_id: employee,
            name: "uji".into(),
            created_at: now(),
            expires_at: now() + TimeDelta::days(1),
            seen_at: None,
        };
        self.store
            .write::<_, Error, _>(txn_job!(|txn| tokens::insert(txn, key).await))
            .await
            .unwrap();
        Warrant::of_key(Viewer { employee, roles }, token_hash, Clock::At(now()))
    }

    /// What was noted, the newest first.
    pub async fn audited(&self) -> Vec<String> {
        let entries = audit::newest(self.store.reader(), None, 50).await.unwrap();
        entries.into_iter().map(|entry| entry.action.name().to_owned()).collect()
    }
}

pub fn person(number: &str, office: &str) -> employee::Draft {
    employee::Draft {
        number: number.into(),
        name: format!("Pegawai {number}"),
        email: format!("P{number}@example.go.id"),
        phone: None,
        place: pekan::rules::place_draft::PlaceDraft {
            office: Some(office.into()),
            employment_type: Some("PNS".into()),
            from: "2024-01-01".into(),
            ..Default::default()
        },
    }
}

/// `field: code` of everything that was invalid, in order.
#[track_caller]
pub fn invalid<T: std::fmt::Debug>(outcome: Result<T, WorkflowError>) -> Vec<String> {
    match outcome {
        Err(WorkflowError::Invalid(problems)) => {
            let mut told: Vec<_> = problems.iter().map(told).collect();
            told.sort();
            told
        }
        other => panic!("not invalid: {other:?}"),
    }
}

#[track_caller]
pub fn conflict<T: std::fmt::Debug>(outcome: Result<T, WorkflowError>) -> String {
    match outcome {
        Err(WorkflowError::Conflict(problem)) => told(&problem),
        other => panic!("no conflict: {other:?}"),
    }
}

pub fn told(problem: &Problem) -> String {
    format!("{}: {}", problem.field, problem.code)
}

#[macro_export]
macro_rules! assert_refused {
    ($outcome:expr, $why:ident) => {{
        let outcome = $outcome;
        assert!(
            matches!(outcome, Err(pekan::workflows::WorkflowError::$why)),
            "not {}: {outcome:?}",
            stringify!($why)
        );
    }};
}
