//! What an erasure takes away, and what it leaves.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use crate::store::erasure::{Goes, Stays};
use crate::web::input::person_segment::PersonSegment;
use crate::workflows::employees::erase::Preview;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ErasePage {
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    /// Their last day; none of who never worked anywhere.
    pub left: Option<NaiveDate>,
    /// The words are `erase-goes-NAME`.
    pub goes: Vec<Counted>,
    /// The words are `erase-stays-NAME`.
    pub stays: Vec<Counted>,
    /// Purchases that nobody has reviewed yet.
    pub unreviewed: u64,
}

impl View for ErasePage {
    const TEMPLATE: &'static str = "admin/employees/erase.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Counted {
    pub name: String,
    pub count: u64,
}

impl ErasePage {
    pub fn of(preview: Preview) -> Self {
        let Preview { person, left, goes, stays } = preview;
        let Goes { receipts, documents, leave, descriptions, mails, roles, access, import_rows } =
            goes;
        let unreviewed = stays.unreviewed;
        let goes = [
            ("receipts", receipts),
            ("descriptions", descriptions),
            ("documents", documents),
            ("leave", leave),
            ("mails", mails),
            ("roles", roles),
            ("access", access),
            ("import-rows", import_rows),
        ];
        let Stays { purchases, unreviewed: _, leave, placements, closed_periods, audit } = stays;
        let stays = [
            ("purchases", purchases),
            ("leave", leave),
            ("placements", placements),
            ("closed-periods", closed_periods),
            ("audit", audit),
        ];
        Self {
            segment: PersonSegment(person.id),
            number: person.number,
            name: person.name,
            left,
            goes: counted(&goes),
            stays: counted(&stays),
            unreviewed,
        }
    }
}

/// Those of which there are any.
fn counted(all: &[(&str, u64)]) -> Vec<Counted> {
    let some = all.iter().filter(|(_, count)| *count > 0);
    some.map(|(name, count)| Counted { name: (*name).into(), count: *count }).collect()
}
