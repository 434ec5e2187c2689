//! Whether somebody can sign in.

use super::names::named;

named! {
    pub enum AccountState {
        /// They have chosen a password.
        Active = "active",
        /// They have not, and a link or a slip with which they can still works.
        Invited = "invited",
        /// Nothing was sent or printed, or it does not work any more.
        None = "none",
    }
}
