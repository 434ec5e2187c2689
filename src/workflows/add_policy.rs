//! A new quota policy (rules.md §2). It follows the ones before it, and changes none of them.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{By, Refused};
use crate::rules::policy_draft::Draft;
use crate::rules::policy_remarks::remarks;
use crate::rules::{OfficeTree, Policy, Problem};
use crate::store::{Store, audit, offices, policies};
use crate::txn_job;

/// A policy that was added, and what to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub policy: Policy,
    pub warnings: Vec<Problem>,
}

/// A start in the past is accepted: no period is closed yet.
pub async fn add(
    store: &Store,
    by: &By,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<Added, Refused> {
    by.must_administer()?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
            let tree = OfficeTree::new(offices::all(txn).await?);
            let mut policy = draft.check(&tree).map_err(Refused::Invalid)?;
            let warnings = remarks(&policy, &policies::all(txn).await?, &tree);
            policy.id = policies::insert(txn, &policy, author, now).await?;
            let details = json!({
                "title": policy.title,
                "office": draft.office,
                "mode": policy.mode,
                "period": policy.period,
                "effective_from": policy.effective_from,
                "minimum_amount": policy.minimum_amount,
            });
            let subject = format!("policies/{}", policy.id);
            audit::note(txn, now, author, "policy.add", subject, details).await?;
            Ok(Added { policy, warnings })
        }))
        .await
}
