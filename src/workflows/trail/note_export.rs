//! A file with many people's facts is noted before it leaves.

use serde_json::{Value, json};

use crate::rules::audit::AuditAction;
use crate::store::Store;
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// What leaves.
#[derive(Clone, Debug)]
pub enum Export {
    /// The figures of an office's people in a period, by the office's code.
    Recap { office: String, period: String, format: &'static str },
    /// The receipts of an office's people in a period, by the office's code.
    Receipts { office: String, period: String },
    /// People with their addresses: how many.
    People { count: usize },
    /// Entries of the audit: how many.
    Audit { count: usize },
    /// People who would have to be told of a breach: how many.
    BreachRoster { count: usize },
    /// A table of figures without names, such as `perangkat`, of a period.
    Figures { table: &'static str, office: String, period: String },
    /// What was decided in a closed period, for the system that reckons allowances; by the code of an office, or
    /// of all of them.
    Allowances { office: Option<String>, period: String, count: usize },
    /// Sellers with what they are reached by: how many.
    Sellers { count: usize },
}

impl Export {
    fn noted(&self) -> (AuditAction, &'static str, Value) {
        match self {
            Self::Recap { office, period, format } => {
                let details = json!({ "office": office, "period": period, "format": format });
                (AuditAction::RecapExport, "recap", details)
            }
            Self::Receipts { office, period } => {
                let details = json!({ "office": office, "period": period });
                (AuditAction::ReceiptExport, "receipts", details)
            }
            Self::Figures { table, office, period } => {
                let details = json!({ "title": table, "office": office, "period": period });
                (AuditAction::FiguresExport, "figures", details)
            }
            Self::Allowances { office, period, count } => {
                let details = json!({ "office": office, "period": period, "count": count });
                (AuditAction::AllowanceExport, "allowances", details)
            }
            Self::People { count } => {
                (AuditAction::PeopleExport, "employees", json!({ "count": count }))
            }
            Self::Audit { count } => (AuditAction::AuditExport, "audit", json!({ "count": count })),
            Self::Sellers { count } => {
                (AuditAction::SellerExport, "sellers", json!({ "count": count }))
            }
            Self::BreachRoster { count } => {
                (AuditAction::RosterExport, "employees", json!({ "count": count }))
            }
        }
    }
}

pub async fn note_export(
    store: &Store,
    warrant: &Warrant,
    export: Export,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (action, subject, details) = export.noted();
            acting.note(action, subject.into(), details).await?;
            Ok(())
        }))
        .await
}
