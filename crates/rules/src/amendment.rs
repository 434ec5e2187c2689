//! Why the figures of a closed period changed (rules.md §8).

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

/// What becomes of a proposed amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Refuse,
}
