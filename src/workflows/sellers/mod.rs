//! Sellers, as those look after them who may.

mod add;
mod by_qris;
mod check_code;
mod classify;
mod confirm;
mod doubt;
mod edit;
mod link;
mod mark;
mod merge;
pub(super) mod recount;

pub use add::{Draft, add};
pub use by_qris::{OfQris, by_qris};
pub use check_code::check_code;
pub use classify::classify;
pub use confirm::confirm;
pub use doubt::{doubt_rejected, withdraw_doubt};
pub use edit::edit;
pub use link::{Opened, Said, answer, end_link, make_link, open_link};
pub use mark::{Mark, mark};
pub use merge::{merge, undo_merge};

use super::{Acting, WorkflowError};
use crate::rules::SellerId;
use crate::rules::problem::problem_with_value;
use crate::rules::seller::SellerState;
use crate::store::sellers::{self, Seller};
use crate::store::{self, Txn};

/// The version of a seller that somebody saw; none where they need not say.
pub type Seen = Option<i32>;

/// The seller, locked, as somebody saw it.
async fn as_seen(txn: &Txn, id: SellerId, seen: Seen) -> Result<Seller, WorkflowError> {
    let seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    match seen {
        Some(version) if version != seller.version => Err(WorkflowError::Stale),
        _ => Ok(seller),
    }
}

/// Notes in the row who has looked at it, the first time.
fn confirmed(acting: &Acting<'_>, seller: &mut Seller) -> Result<(), WorkflowError> {
    if seller.confirmed_at.is_none() || seller.state != SellerState::Confirmed {
        seller.confirmed_by = Some(acting.viewer()?.employee);
        seller.confirmed_at = Some(acting.now());
    }
    seller.state = SellerState::Confirmed;
    Ok(())
}

/// Of two at once who give one name, the second is told.
fn taken(error: WorkflowError, name: &str) -> WorkflowError {
    match error {
        WorkflowError::Store(store::Error::Unique(_)) => name_taken(name),
        other => other,
    }
}

fn name_taken(name: &str) -> WorkflowError {
    WorkflowError::Conflict(problem_with_value("name", "seller-exists", name))
}
