//! What the log says of attempts on accounts and records. What was done stands in the audit.

use super::names::named;

named! {
    /// Something that whoever looks after the server may want to see, alone or in numbers.
    pub enum SecurityEvent {
        /// A password that is not that of the login.
        SignInFailed = "sign-in.failed",
        /// A code of a slip that is not that of the number.
        CodeFailed = "code.failed",
        /// The password asked for again, or the present one where it is changed.
        ConfirmationFailed = "confirmation.failed",
        /// A new password asked for by somebody who is nobody here.
        ResetUnknown = "reset.unknown",
        /// A key to the API that is nobody's, or was ended.
        KeyUnknown = "key.unknown",
        SignedOut = "session.closed",
        SessionEnded = "session.ended",
        KeyEnded = "key.ended",
        /// 403: seen, and not allowed.
        AccessDenied = "access.denied",
        /// 404 of somebody who has signed in: not there, or somebody else's.
        AccessMissing = "access.missing",
        /// A form without its token, or from another site.
        FormForged = "form.forged",
        /// A request for another host, or for none.
        HostRefused = "host.refused",
        /// Tried too often.
        Throttled = "throttled",
    }
}
