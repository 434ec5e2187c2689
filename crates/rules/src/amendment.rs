//! Why the figures of a closed period changed, and who decides on it (rules.md §8).

use super::access::Denial;
use super::names::named;
use super::{EmployeeId, Viewer};

named! {
    /// What was done afterwards.
    pub enum Cause {
        /// A receipt was recorded late.
        Purchase = "purchase",
        /// A purchase was edited into or out of the period.
        Edit = "edit",
        Void = "void",
        Review = "review",
        /// The totals were put right by `pekan recount --repair`.
        Recount = "recount",
        /// Somebody was placed, moved, or left, with a date in the past.
        Placement = "placement",
        Exemption = "exemption",
        Holiday = "holiday",
    }
}

named! {
    /// How far an amendment is.
    pub enum State {
        /// An administrator has yet to decide.
        Proposed = "proposed",
        Made = "made",
        Refused = "refused",
    }
}

/// Whether the viewer may accept or refuse an amendment of this employee's figures. rules.md §8: "an
/// administrator accepts … or refuses with a reason, never about themselves".
///
/// # Errors
/// Why not.
pub fn check_decision(viewer: &Viewer, owner: EmployeeId, state: State) -> Result<(), Denial> {
    if !viewer.is_administrator() || viewer.employee == owner {
        return Err(Denial::NotTheirs);
    }
    if state == State::Proposed { Ok(()) } else { Err(Denial::Settled) }
}

/// What becomes of a proposed amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Refuse,
}
