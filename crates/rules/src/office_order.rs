//! By what offices are put in order.

use super::names::named;

named! {
    pub enum OfficeOrder {
        /// The lowest first.
        Rate = "kepatuhan",
        Name = "nama",
        /// Who has the most people who have not met it.
        Lacking = "belum",
        /// Whose people have bought the most.
        Amount = "belanja",
        /// Which has bought the most at small businesses from its own budget.
        Ledger = "apbd",
    }
}
