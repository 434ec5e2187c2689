//! What can be imported from a table.

use super::names::named;

named! {
    /// What the rows of a table are.
    pub enum ImportKind {
        Employees = "employees",
        Offices = "offices",
        /// Transfers and promotions of people who are there.
        Placements = "placements",
        Exemptions = "exemptions",
        Holidays = "holidays",
        Sellers = "sellers",
    }
}
