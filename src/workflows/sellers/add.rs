//! A seller that nobody has bought from yet.

use serde_json::json;

use crate::rules::ClassSpan;
use crate::rules::audit::AuditAction;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::purchase_draft::LONGEST_SELLER;
use crate::rules::seller_class::{SpanDraft, check_spans};
use crate::store::sellers::Seller;
use crate::store::{Store, seller_classes, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

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
    warrant: &Warrant,
    draft: Draft,
) -> Result<(Seller, Vec<ClassSpan>), WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let (name, district, classes) = draft.check().map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let facts = acting.lock_facts().await?;
            if sellers::by_name(txn, &name, district.as_deref()).await?.is_some() {
                let known = problem::problem_with_value("name", "seller-exists", &name);
                return Err(WorkflowError::Conflict(known));
            }
            let district = district.as_deref();
            let seller = sellers::find_or_insert(txn, &name, district, author, now).await?;
            seller_classes::replace(&facts, seller.id, &classes).await?;
            let details = json!({ "name": name, "district": district, "classes": classes });
            let subject = format!("sellers/{}", seller.id);
            acting.note(AuditAction::SellerAdd, subject, details).await?;
            Ok((seller, classes))
        }))
        .await
}
