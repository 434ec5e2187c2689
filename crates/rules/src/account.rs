//! Whether somebody can sign in.

use super::names::named;

named! {
    pub enum AccountState {
        /// They have chosen a password.
        Active = "active",
        /// They have not, and a link or a slip that they were given still works, or a mail with one waits.
        Invited = "invited",
        /// Nothing was sent or printed, or it does not work any more. What was written into a folder,
        /// because there is no mail server, was not sent.
        None = "none",
    }
}
