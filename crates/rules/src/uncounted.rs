//! Why a purchase does not count (rules.md §5).

use super::names::named;

named! {
    /// Why a purchase does not count.
    pub enum Uncounted {
        Voided = "voided",
        Rejected = "rejected",
        OfficeFunds = "office_funds",
        IneligibleSeller = "ineligible_seller",
        /// The policy counts other days.
        Day = "day",
        /// The seller carried none of the classes that the policy counts.
        SellerClass = "seller_class",
    }
}
