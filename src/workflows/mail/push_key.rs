//! The key by which push services know this installation: made once, at the first start. Browsers that have
//! subscribed take nothing that is signed with another.

use crate::push::Key;
use crate::store::{self, Store, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// The key; made now where there is none. It is noted nowhere.
///
/// # Errors
/// Where what the database has is no key.
pub async fn push_key(store: &Store, warrant: &Warrant) -> Result<Key, WorkflowError> {
    if let Some(text) = settings::get(store.reader(), settings::PUSH_KEY).await? {
        return read(&text);
    }
    let new = Key::generate().secret();
    warrant
        .on(store, Right::None)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            settings::put_if_absent(txn, settings::PUSH_KEY, &new).await?;
            // Another node may have been faster.
            let text = settings::get(txn, settings::PUSH_KEY).await?.unwrap_or(new);
            let key = read(&text)?;
            settings::put_part(txn, settings::PUSH_PUBLIC, &key.public()).await?;
            Ok(key)
        }))
        .await
}

fn read(text: &str) -> Result<Key, WorkflowError> {
    Key::read(text).ok_or_else(|| WorkflowError::Store(store::broken(settings::PUSH_KEY, "…")))
}
