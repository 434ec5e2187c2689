//! Somebody above an office opens the names of its people: noted once a day, of each office or person.

use chrono::Days;
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeId, Office, Period};
use crate::store::{Store, audit};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Whose names.
#[derive(Clone, Debug)]
pub enum OpenedNames {
    /// Of all people of an office and below it.
    Office { code: String, period: String },
    /// Of one of them, by the office's code.
    Person { employee: EmployeeId, code: String, period: String },
}

impl OpenedNames {
    pub fn of_office(office: &Office, period: &Period) -> Self {
        Self::Office { code: office.code.clone(), period: period.label() }
    }

    pub fn of_person(employee: EmployeeId, office: &Office, period: &Period) -> Self {
        Self::Person { employee, code: office.code.clone(), period: period.label() }
    }
}

pub async fn note_names(
    store: &Store,
    warrant: &Warrant,
    opened: OpenedNames,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (subject, details) = match opened {
                OpenedNames::Office { code, period } => {
                    (format!("offices/{code}"), json!({ "office": code, "period": period }))
                }
                OpenedNames::Person { employee, code, period } => (
                    format!("employees/{employee}"),
                    json!({ "employee": employee, "office": code, "period": period }),
                ),
            };
            let (action, reader) = (AuditAction::NamesOpen, acting.viewer()?.employee);
            let since = acting.now() - Days::new(1);
            if !audit::is_noted(acting.txn(), (reader, action, &subject), since).await? {
                acting.note(action, subject, details).await?;
            }
            Ok(())
        }))
        .await
}
