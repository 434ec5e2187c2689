//! Purchases: logged, changed, evidenced; and that nothing was bought.

pub mod answer_part;
mod at_event;
pub mod attach_receipts;
pub mod change;
pub mod change_part;
pub mod compare_photos;
pub mod declare_none;
pub mod edit;
pub mod keep_draft;
pub mod log;
pub mod propose;
pub mod propose_parts;
pub mod record;
pub mod several;
pub mod take_receipts;
pub mod undo_review;
pub mod verify_many;
