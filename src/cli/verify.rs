//! `pekan verify`: whether all that is stored is whole.

use super::{Outcome, Result, parts, progress};
use crate::backup;
use crate::store::audit_chain::{self, Head};
use crate::store::contents::{self, Look};
use crate::store::{self, ConnectionTrait, purchases, totals};

/// `kept` is the hash of an entry of the audit that somebody keeps elsewhere.
pub async fn verify(kept: Option<&str>) -> Result {
    let parts = parts::open().await?;
    let db = parts.store.reader();
    let damage = contents::damage(db, Look::Whole).await?;
    for what in &damage {
        println!("database: {what}");
    }
    let differences = totals::differences(db).await?;
    if !differences.is_empty() {
        println!(
            "totals: {} differ from the purchases; `pekan recount` names them",
            differences.len()
        );
    }
    // Through the API a receipt may follow: this is for whoever reviews, and no damage.
    for (id, number) in purchases::without_evidence(db).await? {
        println!("purchase {id} of {number}: neither a receipt nor a word that there is none");
    }
    let audit_is_whole = audit(db, kept).await?;
    let bar = progress::bar();
    let advance = |done, all| progress::advance(&bar, done, all);
    let bad = backup::verify(db, &parts.storage, &advance).await?;
    bar.finish_and_clear();
    for file in &bad {
        println!("file: {} is {}", file.sha256, file.found);
    }
    if damage.is_empty() && differences.is_empty() && audit_is_whole && bad.is_empty() {
        println!("everything is whole");
        return Ok(Outcome::Done);
    }
    Ok(Outcome::FoundWrong)
}

/// Walks the chain of the audit, and says where it ends, so that this can be kept elsewhere.
async fn audit(
    db: &impl ConnectionTrait,
    kept: Option<&str>,
) -> std::result::Result<bool, store::Error> {
    let walked = audit_chain::walk(db, kept).await?;
    for broken in &walked.breaks {
        println!("audit: {broken}");
    }
    let Head { id, hash } = &walked.head;
    if !hash.is_empty() {
        println!("audit: {} entries; the last, {id}, has the hash {hash}", walked.entries);
    }
    let lost = kept.filter(|_| !walked.found);
    if let Some(kept) = lost {
        println!("audit: no entry has the hash {kept}");
    }
    Ok(walked.breaks.is_empty() && lost.is_none())
}
