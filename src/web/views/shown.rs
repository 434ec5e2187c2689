//! What pages of administration still show as JSON.

use serde_json::{Value, json};

use crate::rules::{OfficeTree, Placement};

/// Where somebody worked and works, the newest first.
pub fn placements(placements: &[Placement], offices: &OfficeTree) -> Value {
    json!(super::placements::rows(placements, offices))
}

/// Where a list of pages stands.
pub fn pager(page: u64, total: u64, size: u64, base: &str) -> Value {
    json!(super::Pager::new(page, total, size, base))
}

/// What pages call the state of an exemption.
pub fn decision(state: &str) -> &str {
    super::exemptions::state_name(state)
}
