//! Recaps: what stands above them, issuing them under a code, keeping the signed sheet, and asking by the
//! code whether their totals still hold.

pub mod check;
pub mod issue;
pub mod keep_scan;
pub mod set_letterhead;

use super::{By, WorkflowError};
use crate::rules::{Office, Rulebook};

/// The office, for who signs and issues its recaps.
///
/// # Errors
/// `NotFound` where it is out of sight, `Forbidden` where it is another's.
fn office_to_issue<'a>(
    by: &By,
    rulebook: &'a Rulebook,
    code: &str,
) -> Result<&'a Office, WorkflowError> {
    let (viewer, tree) = (by.viewer()?, &rulebook.offices);
    let office = tree.by_code(code).ok_or(WorkflowError::NotFound)?;
    if !viewer.scope(tree).holds_office(office.id) {
        return Err(WorkflowError::NotFound);
    }
    if viewer.may_issue_recaps(tree, office.id) {
        Ok(office)
    } else {
        Err(WorkflowError::Forbidden)
    }
}
