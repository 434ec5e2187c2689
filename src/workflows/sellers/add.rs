//! A seller that nobody has bought from yet.

use serde_json::json;

use super::edit::noted;
use super::{confirmed, name_taken, taken};
use crate::rules::ClassSpan;
use crate::rules::audit::AuditAction;
use crate::rules::problem::{Problem, Problems};
use crate::rules::seller::{self, Details};
use crate::rules::seller_class::{SpanDraft, check_spans};
use crate::store::sellers::{self, Seller};
use crate::store::{Store, seller_classes};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A seller as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub details: seller::Draft,
    pub classes: Vec<SpanDraft>,
}

impl Draft {
    fn check(&self) -> Result<(Details, Vec<ClassSpan>), Vec<Problem>> {
        let mut problems = Problems::default();
        let named = seller::Draft {
            name: Some(self.details.name.clone().unwrap_or_default()),
            ..self.details.clone()
        };
        let classes = check_spans(&self.classes).map_err(|found| problems.add_all(found)).ok();
        let details = named.check(&Details::default());
        match (details.map_err(|found| problems.add_all(found)).ok(), classes) {
            (Some(details), Some(classes)) => Ok((details, classes)),
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
    let (details, classes) = draft.check().map_err(WorkflowError::Invalid)?;
    let name = details.name.clone();
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let facts = acting.lock_facts().await?;
            if sellers::by_name(txn, &details.name, details.district.as_deref()).await?.is_some() {
                return Err(name_taken(&details.name));
            }
            let mut seller =
                Seller { created_by: Some(author), ..sellers::new(details.clone(), now) };
            confirmed(acting, &mut seller)?;
            seller.id = sellers::insert(txn, seller.clone()).await?;
            seller_classes::replace(&facts, seller.id, &classes).await?;
            let mut noted = noted(&details);
            noted["classes"] = json!(classes);
            let subject = format!("sellers/{}", seller.id);
            acting.note(AuditAction::SellerAdd, subject, noted).await?;
            Ok((seller, classes))
        }))
        .await
        .map_err(|error| taken(error, &name))
}
