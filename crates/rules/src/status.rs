//! The status of an employee in a period (rules.md §6), by name.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    NotObliged,
    Participating,
    NotParticipating,
    Exempt,
    Met,
    MetLate,
    Open,
    Short,
}

impl Status {
    pub const ALL: [Self; 8] = [
        Self::NotObliged,
        Self::Participating,
        Self::NotParticipating,
        Self::Exempt,
        Self::Met,
        Self::MetLate,
        Self::Open,
        Self::Short,
    ];

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == text)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::NotObliged => "not_obliged",
            Self::Participating => "participating",
            Self::NotParticipating => "not_participating",
            Self::Exempt => "exempt",
            Self::Met => "met",
            Self::MetLate => "met_late",
            Self::Open => "open",
            Self::Short => "short",
        }
    }

    /// Whether something is still missing.
    pub fn lacks(self) -> bool {
        matches!(self, Self::Open | Self::Short)
    }

    /// Whether the person is in the denominator (rules.md §7).
    pub fn obliged(self) -> bool {
        matches!(self, Self::Met | Self::MetLate | Self::Open | Self::Short)
    }
}
