//! Offices of an import: changed ones are as they were, new ones are gone. Nobody may have been
//! placed in those, and no closed period may know them.

use super::{before, image, touched};
use crate::rules::Office;
use crate::store::imports::Change;
use crate::store::{self, Txn, offices};
use crate::workflows::WorkflowError;

pub(super) async fn undo(txn: &Txn, changes: Vec<Change>) -> Result<(), WorkflowError> {
    let mut tree = offices::locked(txn).await?;
    let (mut others, mut restored, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        let (row, after) = (change.sheet_row, image::<Office>(&change.after)?);
        if tree.get(after.id) != Some(&after) {
            others.push((row, after.code));
            continue;
        }
        match before::<Office>(&change)? {
            Some(before) => restored.push((row, before)),
            None => new.push((row, after)),
        }
    }
    if !others.is_empty() {
        return Err(touched(&others));
    }
    for (_, office) in &restored {
        tree.put(office.clone());
    }
    for (row, office) in &restored {
        // Where it hung may be gone, or may hang below it by now.
        let top = tree.upwards(office.id).last();
        if top.is_none_or(|top| top.parent.is_some()) {
            return Err(touched(&[(*row, office.code.clone())]));
        }
        offices::update(txn, office).await?;
    }
    // An office is made after the one above it, and goes before it.
    new.sort_by_key(|(_, office)| std::cmp::Reverse(office.id));
    for (row, office) in new {
        offices::remove(txn, office.id).await.map_err(|error| match error {
            store::Error::Referenced(_) => touched(&[(row, office.code)]),
            other => other.into(),
        })?;
    }
    Ok(())
}
