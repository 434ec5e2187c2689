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

named! {
    /// Why nothing is asked of somebody in a period (rules.md §§2 and 6).
    pub enum NotObliged {
        /// No policy governs it.
        NoPolicy = "no_policy",
        /// They do not hold some placement on every day of it.
        NotPlaced = "not_placed",
        /// What applies to them comes to nothing.
        NothingAsked = "nothing_asked",
        /// It holds no day that counts.
        NoDayCounts = "no_day_counts",
    }
}

named! {
    /// Those of an office's people to whom a list is narrowed.
    pub enum StatusGroup {
        Met = "met",
        MetLate = "met_late",
        /// Whether or not the deadline has passed.
        Lacking = "lacking",
        Exempt = "exempt",
    }
}

impl StatusGroup {
    pub fn holds(self, status: Status) -> bool {
        match self {
            Self::Met => status == Status::Met,
            Self::MetLate => status == Status::MetLate,
            Self::Lacking => status.lacks(),
            Self::Exempt => status == Status::Exempt,
        }
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
