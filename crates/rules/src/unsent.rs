//! Why something was not sent: what Pekan says itself, where a server's own words would stand.

use super::names::named;

named! {
    pub enum Unsent {
        AccountClosed = "account-closed",
        /// It is about an account, and for its mailbox alone.
        AccountOnly = "account-only",
        ActiveAlready = "active-already",
        AddressMarked = "address-marked",
        /// An administrator did not want it sent.
        Cancelled = "cancelled",
        /// The system that was to be told has been removed.
        Ended = "ended",
        EnoughThisWeek = "enough-this-week",
        GaveUp = "gave-up",
        InApp = "in-app",
        InventedAddress = "invented-address",
        LinkGone = "link-gone",
        NoAddress = "no-address",
        NoChange = "no-change",
        NoLongerAsked = "no-longer-asked",
        NoLongerDecided = "no-longer-decided",
        NoLongerDue = "no-longer-due",
        NoLongerRejected = "no-longer-rejected",
        /// What a system was to be told of is not so any more.
        NoLongerSo = "no-longer-so",
        NoLongerTheirs = "no-longer-theirs",
        NoLongerWanted = "no-longer-wanted",
        NoMessage = "no-message",
        NoPeriod = "no-period",
        NoPhone = "no-phone",
        NoSuchPerson = "no-such-person",
        NoTelephone = "no-telephone",
        NobodyObliged = "nobody-obliged",
        /// It waits for the hours of its office.
        OfficeHours = "office-hours",
        OtherWay = "other-way",
        ReadInApp = "read-in-app",
        TooLate = "too-late",
        TurnedOff = "turned-off",
    }
}
