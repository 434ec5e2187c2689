//! Parts of receipts that several people share.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use crate::rules::shared_part::PartState;
use crate::rules::{EmployeeId, PurchaseId, SharedPartId};
use crate::store::purchases::Purchase;
use crate::store::shared_parts::{OpenPart, Part};
use crate::workflows::purchases::answer_part;

/// A part that waits for the viewer's answer.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PartNotice {
    pub id: SharedPartId,
    /// What the answer is about; it travels with the form.
    pub seen: String,
    /// The name of who recorded the receipt.
    pub by: String,
    pub seller: String,
    pub date: NaiveDate,
    /// Rupiah.
    pub amount: i64,
}

impl PartNotice {
    pub fn of(part: OpenPart) -> Self {
        let OpenPart { id, amount, purchased_on, seller_id, seller, proposer } = part;
        let seen = answer_part::seen(amount, purchased_on, seller_id);
        Self { id, seen, by: proposer, seller, date: purchased_on, amount }
    }
}

/// One part, for whoever is to have it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PartPage {
    pub part: PartNotice,
    pub state: PartState,
    /// It can still be confirmed: the period accepts purchases of its day.
    pub open: bool,
    /// What it became, or a purchase that looks like the same one.
    pub recorded: Option<PurchaseId>,
    pub alike: Option<PurchaseId>,
}

impl View for PartPage {
    const TEMPLATE: &'static str = "shared_parts/show.html";

    fn nav() -> Option<&'static str> {
        Some("week")
    }
}

/// A part of a receipt, for who recorded it and for reviewers.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PartRow {
    pub id: SharedPartId,
    /// The name of the colleague.
    pub name: String,
    /// Rupiah.
    pub amount: i64,
    pub state: PartState,
}

impl PartRow {
    fn of(part: &Part) -> Self {
        Self {
            id: part.row.id,
            name: part.name.clone(),
            amount: part.row.amount,
            state: part.row.state,
        }
    }
}

/// The parts of a purchase with which a receipt came. Whose the others are that say they bought together is
/// hidden from its owner.
pub fn parts_of(purchase: &Purchase, viewer: EmployeeId) -> Vec<PartRow> {
    let first = purchase.row.id;
    let owns = purchase.row.employee_id == viewer;
    let shown = purchase.parts.iter().filter(|part| {
        part.row.purchase_id == first && (part.row.state != PartState::Claimed || !owns)
    });
    shown.map(PartRow::of).collect()
}
