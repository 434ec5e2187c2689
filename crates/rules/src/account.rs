//! Whether somebody can sign in.

use chrono::NaiveDate;

use super::Placement;
use super::names::named;
use super::placement::has_left;

named! {
    pub enum AccountState {
        /// They have chosen a password.
        Active = "active",
        /// They have not, and a link or a slip that they were given still works, or a mail with one waits.
        Invited = "invited",
        /// Nothing was sent or printed, or it does not work any more. What was written into a folder,
        /// because there is no mail server, was not sent.
        None = "none",
        /// Somebody who looks after them has disabled it.
        Disabled = "disabled",
    }
}

/// Whether an account opens to its owner at all: it was not disabled, and they have not left. Asked at
/// every way in, and of every session and key whenever it is used.
pub fn is_open(is_disabled: bool, placements: &[Placement], today: NaiveDate) -> bool {
    !is_disabled && !has_left(placements, today)
}

/// Whether what names somebody may be erased: nothing of them is to come. Who never worked anywhere, as people
/// of an import that was undone, has to be disabled.
pub fn may_be_erased(is_disabled: bool, placements: &[Placement], today: NaiveDate) -> bool {
    has_left(placements, today) || (placements.is_empty() && is_disabled)
}
