//! Who may do what with a purchase that they see, and until when. rules.md §9: "The owner may edit or
//! void until the first deadline of any period that holds its day, the old day or the new"; "Voiding:
//! by the owner until that deadline, by a reviewer at any time"; "Nobody reviews their own purchase";
//! "Whoever recorded for somebody does not review it". One receipt of several people is one case, and nobody
//! who has a part in it decides about any of it. Whoever has decided may take it back for a few minutes.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::access::Denial;
use super::purchase::{State, first_deadline};
use super::{EmployeeId, Placement, Rulebook, Viewer, placement};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Edit,
    AddReceipt,
    Void,
    Verify,
    Reject,
    UndoReview,
}

/// For so long a decision can be taken back; the mail about it leaves after that.
pub const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);

/// What the decision depends on; the placements are those of the owner.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub owner: EmployeeId,
    pub recorded_by: EmployeeId,
    /// Who else has a part of the same receipt.
    pub sharers: &'a [EmployeeId],
    pub placements: &'a [Placement],
    pub purchased_on: NaiveDate,
    pub state: State,
    /// Who has decided about it, and when.
    pub decided: Option<(EmployeeId, DateTime<Utc>)>,
}

impl Action {
    pub const ALL: [Self; 6] =
        [Self::Edit, Self::AddReceipt, Self::Void, Self::Verify, Self::Reject, Self::UndoReview];

    /// The states that allow it.
    pub fn states(self) -> &'static [State] {
        match self {
            Self::Edit | Self::AddReceipt => &[State::Recorded],
            Self::Void => &[State::Recorded, State::Verified, State::Rejected],
            Self::Verify => &[State::Recorded, State::Rejected],
            Self::Reject => &[State::Recorded, State::Verified],
            Self::UndoReview => &[State::Verified, State::Rejected],
        }
    }

    /// Whether the viewer may do it now. Pages ask it before they offer it, workflows before they do it.
    ///
    /// # Errors
    /// Why not.
    pub fn check(
        self,
        rulebook: &Rulebook,
        viewer: &Viewer,
        purchase: &Subject<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), Denial> {
        let today = rulebook.today(purchase.placements, now);
        let office = placement::current(purchase.placements, today).map(|here| here.office);
        let owns = purchase.owner == viewer.employee;
        let shares = purchase.sharers.contains(&viewer.employee);
        let reviews = !shares && viewer.may_review(&rulebook.offices, purchase.owner, office);
        let is_theirs = match self {
            Self::Edit => owns,
            Self::AddReceipt => viewer.may_log_for(&rulebook.offices, purchase.owner, office),
            Self::Void => owns || reviews,
            Self::Verify | Self::Reject => reviews && purchase.recorded_by != viewer.employee,
            Self::UndoReview => {
                let decided = purchase.decided.is_some_and(|(by, _)| by == viewer.employee);
                reviews && purchase.recorded_by != viewer.employee && decided
            }
        };
        if !is_theirs {
            return Err(Denial::NotTheirs);
        }
        if !self.states().contains(&purchase.state) {
            return Err(Denial::Settled);
        }
        let first = || first_deadline(rulebook, purchase.placements, purchase.purchased_on);
        let deadline = match self {
            Self::Edit | Self::AddReceipt => Some(first()),
            Self::Void => (!reviews).then(first),
            Self::Verify | Self::Reject => None,
            Self::UndoReview => purchase.decided.map(|(_, at)| at + UNDO_FOR),
        };
        if deadline.is_some_and(|deadline| now >= deadline) { Err(Denial::Locked) } else { Ok(()) }
    }
}
