//! `pekan verify`: whether all that is stored is whole.

use super::{Outcome, Result, parts, progress};
use crate::backup;
use crate::store::contents::{self, Look};
use crate::store::{purchases, totals};

pub async fn verify() -> Result {
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
    let bar = progress::bar();
    let advance = |done, all| progress::advance(&bar, done, all);
    let bad = backup::verify(db, &parts.storage, &advance).await?;
    bar.finish_and_clear();
    for file in &bad {
        println!("file: {} is {}", file.sha256, file.found);
    }
    if damage.is_empty() && differences.is_empty() && bad.is_empty() {
        println!("everything is whole");
        return Ok(Outcome::Done);
    }
    Ok(Outcome::FoundWrong)
}
