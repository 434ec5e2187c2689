//! A seller that nobody has bought from yet.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::purchase_draft::LONGEST_SELLER;
use crate::rules::seller_class::{SpanDraft, check_spans};
use crate::rules::{ClassSpan, Viewer};
use crate::store::facts::lock_for_fact_change;
use crate::store::sellers::Seller;
use crate::store::{Store, audit, seller_classes, sellers};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// A seller as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    /// The sub-district.
    pub district: Option<String>,
    pub classes: Vec<SpanDraft>,
}

impl Draft {
    fn check(&self) -> Result<(String, Option<String>, Vec<ClassSpan>), Vec<Problem>> {
        let mut problems = Problems::default();
        let name = problems.take(problem::line("name", &self.name, LONGEST_SELLER));
        let district = self.district.as_deref();
        let district = problems.take(problem::optional_line("district", district, LONGEST_SELLER));
        let classes = check_spans(&self.classes).map_err(|found| problems.add_all(found)).ok();
        match (name, district, classes) {
            (Some(name), Some(district), Some(classes)) => Ok((name, district, classes)),
            _ => Err(problems.into_vec()),
        }
    }
}

/// # Errors
/// `Conflict` on `name` where there is a seller of this name in this sub-district.
pub async fn add(
    store: &Store,
    viewer: &Viewer,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<(Seller, Vec<ClassSpan>), WorkflowError> {
    if !viewer.may_keep_sellers() {
        return Err(WorkflowError::Forbidden);
    }
    let (name, district, classes) = draft.check().map_err(WorkflowError::Invalid)?;
    let author = viewer.employee;
    store
        .write(txn_job!(|txn| {
            let facts = lock_for_fact_change(txn).await?;
            if sellers::by_name(txn, &name, district.as_deref()).await?.is_some() {
                let known = problem::problem_with_value("name", "seller-exists", &name);
                return Err(WorkflowError::Conflict(known));
            }
            let district = district.as_deref();
            let seller = sellers::find_or_insert(txn, &name, district, author, now).await?;
            seller_classes::replace(&facts, seller.id, &classes).await?;
            let details = json!({ "name": name, "district": district, "classes": classes });
            let subject = format!("sellers/{}", seller.id);
            audit::note(txn, now, Some(author), AuditAction::SellerAdd, subject, details).await?;
            Ok((seller, classes))
        }))
        .await
}
