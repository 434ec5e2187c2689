//! Why the figures of a closed period changed, and who decides on it (rules.md §8).

use super::access::Denial;
use super::{EmployeeId, Viewer};

/// What was done afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A receipt was recorded late.
    Purchase,
    /// A purchase was edited into or out of the period.
    Edit,
    Void,
    Review,
    /// The totals were put right by `pekan recount --repair`.
    Recount,
    /// Somebody was placed, moved, or left, with a date in the past.
    Placement,
    Exemption,
    Holiday,
}

impl Cause {
    const ALL: [Self; 8] = [
        Self::Purchase,
        Self::Edit,
        Self::Void,
        Self::Review,
        Self::Recount,
        Self::Placement,
        Self::Exemption,
        Self::Holiday,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Edit => "edit",
            Self::Void => "void",
            Self::Review => "review",
            Self::Recount => "recount",
            Self::Placement => "placement",
            Self::Exemption => "exemption",
            Self::Holiday => "holiday",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == text)
    }
}

/// How far an amendment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An administrator has yet to decide.
    Proposed,
    Made,
    Refused,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Made, Self::Refused];

    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Made => "made",
            Self::Refused => "refused",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == text)
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
