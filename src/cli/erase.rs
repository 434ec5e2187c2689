//! `pekan erased` and `pekan erase`: so that a backup from before an erasure brings nobody back.

use super::{Outcome, Result, parts};
use crate::rules::EmployeeId;
use crate::store::erasure;
use crate::workflows::Warrant;
use crate::workflows::employees::erase::erase_again;

/// Lists the ids of those whose personal data was erased, with when.
pub async fn list() -> Result {
    let parts = parts::open().await?;
    for (id, at) in erasure::erased(parts.store.reader()).await? {
        println!("{id} {}", at.to_rfc3339());
    }
    Ok(Outcome::Done)
}

/// Erases once more who is in such a list.
pub async fn again(ids: &[i64]) -> Result {
    let parts = parts::open().await?;
    let warrant = Warrant::system(parts.clock.now());
    for id in ids {
        let erased = erase_again(&parts.store, &warrant, EmployeeId(*id)).await?;
        println!("{id}: {}", if erased { "erased" } else { "erased already, or not there" });
    }
    Ok(Outcome::Done)
}
