//! Why the figures of a closed period changed (rules.md §8).

use super::names::named;

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
    pub enum State {
        /// An administrator has yet to decide.
        Proposed = "proposed",
        Made = "made",
        Refused = "refused",
    }
}

/// What becomes of a proposed amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Refuse,
}
