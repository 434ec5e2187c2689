//! The status of an employee in a period (rules.md §6), by name.

use super::names::named;

named! {
    pub enum Status {
        NotObliged = "not_obliged",
        Participating = "participating",
        NotParticipating = "not_participating",
        Exempt = "exempt",
        Met = "met",
        MetLate = "met_late",
        Open = "open",
        Short = "short",
    }
}

impl Status {
    /// Whether something is still missing.
    pub fn lacks(self) -> bool {
        matches!(self, Self::Open | Self::Short)
    }

    /// Whether the person is in the denominator (rules.md §7).
    pub fn obliged(self) -> bool {
        matches!(self, Self::Met | Self::MetLate | Self::Open | Self::Short)
    }
}
