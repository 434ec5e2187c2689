//! The key with which this installation signs: made once, at the first start.

use crate::secret::signing::SigningKey;
use crate::store::{self, Store, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// The key; made now where there is none. It is noted nowhere.
///
/// # Errors
/// Where what the database has is no key.
pub async fn signing_key(store: &Store, warrant: &Warrant) -> Result<SigningKey, WorkflowError> {
    if let Some(text) = settings::get(store.reader(), settings::SIGNING_KEY).await? {
        return read(&text);
    }
    let new = SigningKey::generate().secret();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            settings::put_if_absent(txn, settings::SIGNING_KEY, &new).await?;
            // Another node may have been faster.
            let text = settings::get(txn, settings::SIGNING_KEY).await?.unwrap_or(new);
            read(&text)
        }))
        .await
}

fn read(text: &str) -> Result<SigningKey, WorkflowError> {
    SigningKey::read(text)
        .ok_or_else(|| WorkflowError::Store(store::broken(settings::SIGNING_KEY, "…")))
}
